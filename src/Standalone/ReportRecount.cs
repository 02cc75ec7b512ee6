using HierarchySim.Core;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone;

/// <summary>As <see cref="Recount"/>, for reports: every unit adds its own reports to each unit on its path to the root.</summary>
internal sealed class ReportRecount(UnitDirectory directory)
{
    private readonly Dictionary<UnitId, Dictionary<ReportKey, Found>> counted = [];

    /// <summary>Reports each unit whose totals are not what the recount finds.</summary>
    public void Compare(Action<UnitId, string> report)
    {
        foreach (var unit in directory.All())
            foreach (var own in unit.Reports) AddToPath(unit, own);
        foreach (var unit in directory.All())
        {
            var found = counted.GetValueOrDefault(unit.Id);
            var totals = unit.Tally.Reports.Totals;
            var expected = Math.Min(found?.Count ?? 0, Limits.ReportTotalsPerTallyMax);
            if (totals.Length != expected) report(unit.Id, $"It has {totals.Length} totals of reports in its subtree; the recount has {expected}.");
            foreach (var total in totals)
                if (found is null || !found.TryGetValue(total.Key, out var truth) || !truth.Agrees(total))
                    report(unit.Id, $"Form '{total.Key.Form}' version {total.Key.Version}, {total.Key.Period}: it counts {total.Actual} reports, or what they say, otherwise than the recount.");
        }
    }

    private void AddToPath(UnitState unit, Report own)
    {
        var key = new ReportKey(own.Form, own.Period, own.Version, unit.Level);
        for (var at = unit; at is not null; at = at.Parent.IsValid ? directory.Find(at.Parent) : null)
        {
            if (!counted.TryGetValue(at.Id, out var found)) counted[at.Id] = found = [];
            if (!found.TryGetValue(key, out var sum)) found[key] = sum = new Found(own.Values.Length);
            sum.Add(own, unit.Closed is not null);
        }
    }

    private sealed class Found(int fields)
    {
        private readonly long[] sums = new long[fields];
        private int actual;
        private int onTime;
        private int corrected;
        private int closed;

        public void Add(Report report, bool isClosed)
        {
            actual++;
            if (report.SubmittedAt <= report.Due) onTime++;
            if (report.Revision > 1) corrected++;
            if (isClosed) closed++;
            for (var i = 0; i < sums.Length; i++) sums[i] += report.Values[i];
        }

        public bool Agrees(ReportTotal total) =>
            (actual, onTime, corrected, closed) == (total.Actual, total.OnTime, total.Corrected, total.ClosedSince) && total.Sums.SequenceEqual(sums);
    }
}
