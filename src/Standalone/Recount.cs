using HierarchySim.Core;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone;

/// <summary>
/// Counts a whole tree again the naive way: every unit adds its own receipt to each unit on its path to the root. It shares no
/// code with the sums it is compared with, and is only told apart from them by being slow.
/// </summary>
internal sealed class Recount(UnitDirectory directory)
{
    private readonly Dictionary<(UnitId, DirectiveId), (int Delivered, int Acknowledged, int AcknowledgedLate, int Completed, int CompletedLate)> counted = [];
    private readonly Dictionary<UnitId, int> open = [];
    private readonly Dictionary<UnitId, (int Held, int Raised, Instant Oldest, Instant Earliest)> cases = [];

    /// <summary>Reports each unit whose sums are not what the recount finds.</summary>
    public void Compare(Action<UnitId, string> report)
    {
        new ReportRecount(directory).Compare(report);
        foreach (var unit in directory.All()) AddToPath(unit);
        foreach (var unit in directory.All())
        {
            if (unit.Counts.Total != open.GetValueOrDefault(unit.Id)) report(unit.Id, $"It counts {unit.Counts.Total} open units in its subtree; there are {open.GetValueOrDefault(unit.Id)}.");
            var tally = unit.Tally.Cases;
            var (held, raised, oldest, earliest) = cases.GetValueOrDefault(unit.Id);
            if ((tally.Held, tally.Raised, tally.OldestRaisedAt, tally.EarliestDue) != (held, raised, oldest, earliest))
                report(unit.Id, $"It counts {tally.Held} open cases held and {tally.Raised} raised, the recount {held} and {raised}; or the oldest, or the earliest due, is another.");
            for (var i = 0; i < unit.Receipts.Length; i++)
            {
                var progress = unit.ProgressOf(i);
                var truth = counted.GetValueOrDefault((unit.Id, unit.Receipts[i].Spec.Id));
                var told = (progress.Delivered, progress.Acknowledged, progress.AcknowledgedLate, progress.Completed, progress.CompletedLate);
                if (told != truth) report(unit.Id, $"Directive {unit.Receipts[i].Spec.Id}: it counts {told}, the recount {truth} (delivered, acknowledged, late, completed, late).");
            }
        }
    }

    private void AddCases(UnitId at, UnitState unit)
    {
        if (unit.HeldCases.Count + unit.CaseFiles.Count == 0) return;
        var (held, raised, oldest, earliest) = cases.GetValueOrDefault(at);
        foreach (var item in unit.HeldCases)
        {
            if (item.Spec.Reality != Reality.Actual) continue;
            held++;
            if (!oldest.IsSet || item.Spec.RaisedAt < oldest) oldest = item.Spec.RaisedAt;
            if (item.Due.IsSet && (!earliest.IsSet || item.Due < earliest)) earliest = item.Due;
        }
        raised += unit.CaseFiles.Count(file => file.IsOpen && file.Spec.Reality == Reality.Actual);
        cases[at] = (held, raised, oldest, earliest);
    }

    private void AddToPath(UnitState unit)
    {
        for (var at = unit; at is not null; at = at.Parent.IsValid ? directory.Find(at.Parent) : null)
        {
            AddCases(at.Id, unit);
            if (unit.Closed is null) open[at.Id] = open.GetValueOrDefault(at.Id) + 1;
            foreach (ref readonly var receipt in unit.Receipts)
            {
                if (!receipt.Has(ReceiptFlags.Target) || at.FindReceipt(receipt.Spec.Id) < 0) continue;
                var key = (at.Id, receipt.Spec.Id);
                var sum = counted.GetValueOrDefault(key);
                counted[key] = (
                    sum.Delivered + 1,
                    sum.Acknowledged + (receipt.Has(ReceiptFlags.Acknowledged) ? 1 : 0),
                    sum.AcknowledgedLate + (receipt.Has(ReceiptFlags.AcknowledgedLate) ? 1 : 0),
                    sum.Completed + (receipt.Has(ReceiptFlags.Completed) ? 1 : 0),
                    sum.CompletedLate + (receipt.Has(ReceiptFlags.CompletedLate) ? 1 : 0));
            }
        }
    }
}
