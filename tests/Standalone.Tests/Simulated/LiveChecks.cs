using HierarchySim.Core;
using HierarchySim.Standalone.Running;
using static HierarchySim.Standalone.Tests.Simulated.BrokenInvariant;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>What must hold of the units in memory at every moment, faults or not. Nothing runs meanwhile.</summary>
internal static class LiveChecks
{
    public static void Run(EngineRun run, IReadOnlyDictionary<UnitId, SummaryVersion> reported)
    {
        foreach (var unit in run.Directory.All())
        {
            CheckLinks(run, unit);
            CheckProgress(run, unit);
            Require(unit.Commands() <= Limits.RecentCommandsPerUnitMax, 15, $"unit {unit.Id} remembers {unit.Commands()} commands");
        }
        CaseChecks.Run(run);
        foreach (var shard in run.Shards)
        {
            Require(shard.AtDoor <= Limits.ShardDoorMax && shard.Waiting <= Limits.ShardDoorMax + Limits.ShardInboxMax + run.Directory.Count, 15, $"{shard.Waiting} items wait at shard {shard.Index}");
            Require(shard.AwaitingConfirmation <= run.Directory.Count, 15, $"shard {shard.Index} waits for {shard.AwaitingConfirmation} confirmations of {run.Directory.Count} units");
        }
        Require(reported.Keys.All(id => run.Directory.Find(id) is not null), 4, "a unit that was read is gone");
    }

    // What the parent thinks confirmed has arrived; what has arrived was sent; what is not confirmed is in the outbox.
    private static void CheckLinks(EngineRun run, UnitState parent)
    {
        for (var place = 0; place < parent.ChildCount; place++)
        {
            var received = run.Directory.Find(parent.ChildAt(place))?.ReceivedFromParent.Value ?? 0;
            var (sent, pending) = (parent.SentTo(place).Value, (uint)parent.PendingFor(place));
            Require(sent - pending <= received && received <= sent, 5, $"link {parent.Id} to {parent.ChildAt(place)}: {sent} sent, {pending} pending, {received} received");
            if (run.Directory.Find(parent.ChildAt(place)) is { } child)
            {
                var (waits, heard, before) = ((uint)child.PendingForParent, parent.ReceivedFrom(place).Value, ConfirmedByParent(child));
                Require(before <= heard && heard <= before + waits, 5, $"link {child.Id} up to {parent.Id}: {before} confirmed, {waits} pending, {heard} received");
            }
            Require(pending <= Limits.OutboxPerLinkMax, 15, $"{pending} messages wait from {parent.Id} to {parent.ChildAt(place)}");
        }
    }

    private static void CheckProgress(EngineRun run, UnitState unit)
    {
        for (var i = 0; i < unit.Receipts.Length; i++)
        {
            var progress = unit.ProgressOf(i);
            Require(progress.IsOrdered, 7, $"unit {unit.Id}: {progress}");
            var truth = CountTruth(run, unit, unit.Receipts[i].Spec.Id);
            var isHonest = progress.Delivered <= truth.Delivered && progress.Acknowledged <= truth.Acknowledged && progress.Completed <= truth.Completed
                && progress.AcknowledgedLate <= truth.AcknowledgedLate && progress.CompletedLate <= truth.CompletedLate;
            Require(isHonest, 8, $"unit {unit.Id} says {progress} of {unit.Receipts[i].Spec.Id}, the truth is {truth}");
        }
    }

    private static Progress CountTruth(EngineRun run, UnitState unit, DirectiveId directive)
    {
        var at = unit.FindReceipt(directive);
        var sum = at < 0 ? default : unit.Receipts[at].Own;
        for (var place = 0; place < unit.ChildCount; place++)
            if (run.Directory.Find(unit.ChildAt(place)) is { } child) sum += CountTruth(run, child, directive);
        return sum;
    }

    private static uint ConfirmedByParent(UnitState unit)
    {
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(unit);
        return laidOpen.ConfirmedByParent.Value;
    }

    private static int Commands(this UnitState unit)
    {
        var snapshot = new UnitSnapshot();
        snapshot.Fill(unit);
        return snapshot.Commands.Length;
    }
}
