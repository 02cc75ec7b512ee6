using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Answers questions about reports from unit state; shared by all engines, so that an answer means the same on each.</summary>
/// <param name="Scheme">The data set's scheme.</param>
/// <param name="Catalog">The forms in use.</param>
/// <param name="Incarnation">Which life of the units this is.</param>
/// <param name="Now">When the question is asked.</param>
public readonly record struct ReportReading(LevelScheme Scheme, Catalog Catalog, uint Incarnation, Instant Now)
{
    /// <summary>A page of a unit's own reports.</summary>
    public static ReportPage List(UnitState unit, ListReports query)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        Report[] all = [.. unit.Reports.Where(report => query.Form is null || report.Form == query.Form)
            .OrderBy(report => report.Form, StringComparer.Ordinal).ThenByDescending(report => report.Period)];
        return new ReportPage([.. all.Skip(query.From).Take(query.Take)], all.Length);
    }

    /// <summary>A page of what a unit owes.</summary>
    public OwedReportPage Owed(UnitState unit, ListDueReports query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var all = ReportRules.OwedBy(unit, Catalog, Now, Scheme.Offset);
        return new OwedReportPage([.. all.Skip(query.From).Take(query.Take)], all.Count, Now);
    }

    /// <summary>How a unit's subtree stands; null when the form is for no such period.</summary>
    public ReportStatusView? StatusOf(UnitState unit, GetReportStatus query)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        if (FindForm(query.Form, query.Period) is not { } form) return null;
        var tally = unit.Tally;
        return new ReportStatusView(
            form, query.Period, Status(unit.Counts, tally, form, query.Period), ReportRules.SumsOf(tally, Catalog, form, query.Period),
            new SummaryVersion(Incarnation, unit.ChangeCount), Now);
    }

    /// <summary>How the subtrees of a unit's children stand, without their names, which the parent does not know; null when the form is for no such period.</summary>
    public ChildReportPage? OfChildren(UnitState unit, GetChildReportStatus query)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        if (FindForm(query.Form, query.Period) is not { } form) return null;
        var items = new ChildReportView[Math.Clamp(unit.ChildCount - query.From, 0, query.Take)];
        for (var i = 0; i < items.Length; i++)
        {
            var place = query.From + i;
            var tally = unit.ChildTally(place);
            items[i] = new ChildReportView(
                unit.ChildAt(place), "", Status(unit.ChildCounts(place), tally, form, query.Period), ReportRules.SumsOf(tally, Catalog, form, query.Period));
        }
        return new ChildReportPage(form, items, unit.ChildCount, new SummaryVersion(Incarnation, unit.ChangeCount), Now);
    }

    private ReportForm? FindForm(string form, ReportPeriod period) => ReportRules.FindOpenForm(Catalog, form, period, Now.DateAt(Scheme.Offset));

    private ReportStatus Status(SubtreeCounts counts, SubtreeTally tally, ReportForm form, ReportPeriod period) =>
        ReportRules.StatusOf(counts, tally, form, period, period.DueAt(form, Scheme.Offset), Now);
}
