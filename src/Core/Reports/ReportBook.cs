namespace HierarchySim.Core;

/// <summary>The reports one unit keeps, by form and period. What leaves follows from events and their times alone, so that a replay keeps the same ones.</summary>
internal sealed class ReportBook
{
    private readonly List<Report> reports = [];

    public IReadOnlyList<Report> Reports => reports;

    /// <summary>True once the unit has closed: its reports still count, and what it owes does not.</summary>
    public bool IsClosed;

    /// <summary>The place of a report, or the complement of where it would be.</summary>
    public int Find(string form, ReportPeriod period)
    {
        var (low, high) = (0, reports.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Compare(reports[middle], form, period);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    /// <summary>Keeps a report in place of the one before it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="today">The local day of the turn that submitted it. What nobody can correct any more by then leaves.</param>
    public void Put(Report report, DateOnly today)
    {
        reports.RemoveAll(kept => ReportRules.IsPast(kept.Period, today));
        var at = Find(report.Form, report.Period);
        if (at >= 0)
        {
            reports[at] = report;
            return;
        }
        if (reports.Count >= Limits.ReportsKeptPerUnitMax)
        {
            reports.Remove(reports.MinBy(kept => kept.Period.LastDay)!);
            at = Find(report.Form, report.Period);
        }
        reports.Insert(~at, report);
    }

    /// <summary>Takes reports that lie in order already.</summary>
    public void Restore(Report[] kept) => reports.AddRange(kept);

    public ReportTally TallyAt(Level level) =>
        reports.Count == 0 ? ReportTally.Empty : ReportTally.Of([.. reports.Select(report => ReportTotal.Of(report, level, IsClosed))]);

    private static int Compare(Report report, string form, ReportPeriod period) =>
        string.CompareOrdinal(report.Form, form) is var order and not 0 ? order : report.Period.CompareTo(period);
}
