using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Truth;
using HierarchySim.Standalone.Running;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Work;

/// <summary>Readers that ask for units, and check of each answer that all it shows is committed and that versions only grow.</summary>
internal sealed class Readers(Dice dice, Ledger ledger)
{
    private readonly List<ReadItem<UnitView?>> waiting = [];

    /// <summary>The newest version seen of each unit.</summary>
    public Dictionary<UnitId, SummaryVersion> Seen { get; } = [];

    public void Ask(EngineRun run)
    {
        if (ledger.Units.Count == 0) return;
        var unit = dice.Pick(ledger.Units.Keys.ToList());
        if (run.ShardOf(unit) is not { } shard) return;
        var item = new ReadItem<UnitView?>(at => at.Find(unit) is { } found ? UnitViews.Of(found, at.Run.Incarnation, at.Now) : null);
        if (shard.TryEnter(item)) waiting.Add(item);
    }

    public void Listen()
    {
        foreach (var item in waiting.Where(item => item.Task.IsCompletedSuccessfully && item.Task.Result is not null).ToList()) Check(item.Task.Result!);
        waiting.RemoveAll(item => item.Task.IsCompleted);
    }

    public void Crash() => waiting.Clear();

    private void Check(UnitView view)
    {
        var unit = ledger.Units[view.Id];
        Require(!Seen.TryGetValue(view.Id, out var last) || view.Version >= last, 12, $"unit {view.Id} was shown as {view.Version} after {last}");
        Seen[view.Id] = view.Version;
        Require(unit.Names.Contains(view.Name), 3, $"unit {view.Id} was shown as '{view.Name}' before the commit");
        foreach (var total in view.Tally.Reports.Totals)
        {
            var committed = unit.Subtree.Count(member => member.Reports.ContainsKey((total.Key.Form, total.Key.Period)));
            Require(total.Actual <= committed, 3, $"{view.Id} was shown with {total.Actual} reports of {total.Key}, committed are {committed}");
        }
        foreach (var standing in view.Directives)
        {
            Require(ledger.Directives.ContainsKey(standing.Spec.Id), 3, $"{standing.Spec.Id} was shown before its commit");
            // A retired directive's receipts are gone from the ledger; what was shown of it before cannot be recounted.
            if (ledger.Directives[standing.Spec.Id].IsRetired) continue;
            Require(unit.Receipts.TryGetValue(standing.Spec.Id, out var receipt), 3, $"{view.Id} was shown with {standing.Spec.Id} before it had come there");
            Require((standing.Flags & ~receipt!.Flags) == 0, 3, $"{view.Id} was shown with {standing.Flags} of {standing.Spec.Id}, committed is {receipt.Flags}");
            var truth = unit.CountProgress(standing.Spec.Id);
            Require(standing.Progress.Acknowledged <= truth.Acknowledged && standing.Progress.Completed <= truth.Completed && standing.Progress.Delivered <= truth.Delivered,
                3, $"{view.Id} was shown with {standing.Progress} of {standing.Spec.Id}, committed is {truth}");
        }
    }
}
