using HierarchySim.Core;
using HierarchySim.Simulator.Truth;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must hold of reports: at every moment, and when nothing is left to do.</summary>
internal static class ReportChecks
{
    /// <summary>No unit says that more was reported than the units below it have in memory.</summary>
    public static void Run(UnitsAlive units)
    {
        var truth = new Dictionary<(UnitId, string, ReportPeriod), Totals>();
        foreach (var unit in units.All())
            foreach (var report in unit.Reports)
                for (var above = unit; above is not null; above = above.Parent.IsValid ? units.Find(above.Parent) : null)
                    truth[(above.Id, report.Form, report.Period)] = truth.GetValueOrDefault((above.Id, report.Form, report.Period))
                        + new Totals(1, report.IsOnTime ? 1 : 0, report.IsCorrected ? 1 : 0, unit.Closed is null ? 0 : 1);
        foreach (var unit in units.All())
            foreach (var total in unit.Tally.Reports.Totals)
            {
                var (said, most) = (Totals.Of(total), truth.GetValueOrDefault((unit.Id, total.Key.Form, total.Key.Period)));
                Require(said.IsOrdered, 7, $"unit {unit.Id} says {said} of {total.Key}");
                Require(said.IsWithin(most), 8, $"unit {unit.Id} says {said} of {total.Key}, the truth is {most}");
            }
    }

    /// <summary>Every unit has the reports that it gave, and all sums equal a recount.</summary>
    public static void RunAtQuiet(UnitsAlive units, Ledger ledger, LevelScheme scheme)
    {
        foreach (var unit in ledger.Units.Values)
        {
            var live = units.Find(unit.Id)!;
            var truth = string.Join('\n', unit.Reports.Select(pair => Text(pair.Key.Form, pair.Key.Period, pair.Value)).Order(StringComparer.Ordinal));
            var told = string.Join('\n', live.Reports.Select(Text).Order(StringComparer.Ordinal));
            Require(truth == told, 14, $"reports of {unit.Id}\nledger:\n{truth}\nengine:\n{told}");
            CompareSums(unit, live, scheme);
        }
    }

    private static void CompareSums(LedgerUnit unit, UnitState live, LevelScheme scheme)
    {
        var below = unit.Subtree.ToList();
        var given = below.SelectMany(member => member.Reports.Keys).Distinct().ToList();
        Require(live.Tally.Reports.Totals.Length == given.Count, 13, $"unit {unit.Id} has {live.Tally.Reports.Totals.Length} totals of reports, the recount {given.Count}");
        foreach (var key in given)
        {
            var form = Array.Find(LedgerForm.All, form => form.Code == key.Form)!;
            var reports = below.Where(member => member.Reports.ContainsKey(key)).Select(member => (member.IsClosed, Report: member.Reports[key])).ToList();
            var recount = new Totals(reports.Count, reports.Count(one => one.Report.IsOnTime), reports.Count(one => one.Report.Revision > 1), reports.Count(one => one.IsClosed));
            var told = live.Tally.Reports.Of(key.Form, key.Period);
            Require(told.Length == 1 && Totals.Of(told[0]) == recount, 13, $"unit {unit.Id} says {(told.Length == 1 ? Totals.Of(told[0]) : default)} of {key}, the recount {recount}");
            for (var field = 0; field < form.Most.Length; field++)
                Require(told[0].Sums[field] == reports.Sum(one => one.Report.Values[field]), 13, $"unit {unit.Id} sums {told[0].Sums[field]} in field {field} of {key}");
            CompareStatus(unit, live, scheme, form, key.Period, recount);
        }
    }

    private static void CompareStatus(LedgerUnit unit, UnitState live, LevelScheme scheme, LedgerForm form, ReportPeriod period, Totals recount)
    {
        var expected = unit.Subtree.Count(member => member is { IsOpened: true } && scheme.Levels[member.Level].Code == form.Level && (!member.IsClosed || member.Reports.ContainsKey((form.Code, period))));
        var asked = new ReportForm(form.Code, 1, "", "", default(LevelSet).With(scheme.FindLevel(form.Level)!.Value), form.Kind, form.DueDays, default, [], 0);
        var status = ReportRules.StatusOf(live.Counts, live.Tally, asked, period, Instant.None, Instant.None);
        Require((status.Expected, status.Actual, status.OnTime, status.Corrected) == (expected, recount.Actual, recount.OnTime, recount.Corrected), 13, $"unit {unit.Id} says {status} of {form.Code} {period}, the recount {expected} expected, {recount}");
    }

    private static string Text(string form, ReportPeriod period, LedgerReport report) =>
        $"{form} {period} {report.Revision} [{string.Join(' ', report.Values)}] {report.By} {report.Due} {report.SubmittedAt} {report.RevisedAt}";

    private static string Text(Report report) =>
        $"{report.Form} {report.Period} {report.Revision} [{string.Join(' ', report.Values)}] {report.By} {report.Due} {report.SubmittedAt} {report.RevisedAt}";

    private readonly record struct Totals(int Actual, int OnTime, int Corrected, int ClosedSince)
    {
        public bool IsOrdered => OnTime <= Actual && Corrected <= Actual && ClosedSince <= Actual;

        public static Totals Of(ReportTotal total) => new(total.Actual, total.OnTime, total.Corrected, total.ClosedSince);

        public bool IsWithin(Totals truth) => Actual <= truth.Actual && OnTime <= truth.OnTime && Corrected <= truth.Corrected && ClosedSince <= truth.ClosedSince;

        public static Totals operator +(Totals one, Totals other) =>
            new(one.Actual + other.Actual, one.OnTime + other.OnTime, one.Corrected + other.Corrected, one.ClosedSince + other.ClosedSince);
    }
}
