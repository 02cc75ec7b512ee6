using HierarchySim.Core;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must hold of the units in memory at every moment, faults or not. Nothing runs meanwhile.</summary>
internal static class LiveChecks
{
    /// <summary>Looks at every unit, and at all cases.</summary>
    public static void Run(UnitsAlive units)
    {
        foreach (var unit in units.All())
        {
            Run(units, unit);
            Require(Commands(unit) <= Limits.RecentCommandsPerUnitMax, 15, $"unit {unit.Id} remembers {Commands(unit)} commands");
        }
        CaseChecks.Run(units);
        ReportChecks.Run(units);
    }

    /// <summary>Looks at one unit.</summary>
    public static void Run(UnitsAlive units, UnitState unit)
    {
        CheckLinks(units, unit);
        CheckProgress(units, unit);
        HolderChecks.Run(unit);
    }

    // What the parent thinks confirmed has arrived; what has arrived was sent; what is not confirmed is in the outbox.
    private static void CheckLinks(UnitsAlive units, UnitState parent)
    {
        for (var place = 0; place < parent.ChildCount; place++)
        {
            var received = units.Find(parent.ChildAt(place))?.ReceivedFromParent.Value ?? 0;
            var (sent, pending) = (parent.SentTo(place).Value, (uint)parent.PendingFor(place));
            Require(sent - pending <= received && received <= sent, 5, $"link {parent.Id} to {parent.ChildAt(place)}: {sent} sent, {pending} pending, {received} received");
            if (units.Find(parent.ChildAt(place)) is { } child)
            {
                var (waits, heard, before) = ((uint)child.PendingForParent, parent.ReceivedFrom(place).Value, ConfirmedByParent(child));
                Require(before <= heard && heard <= before + waits, 5, $"link {child.Id} up to {parent.Id}: {before} confirmed, {waits} pending, {heard} received");
            }
            Require(pending <= Limits.OutboxPerLinkMax, 15, $"{pending} messages wait from {parent.Id} to {parent.ChildAt(place)}");
        }
    }

    private static void CheckProgress(UnitsAlive units, UnitState unit)
    {
        for (var i = 0; i < unit.Receipts.Length; i++)
        {
            var progress = unit.ProgressOf(i);
            Require(progress.IsOrdered, 7, $"unit {unit.Id}: {progress}");
            var truth = CountTruth(units, unit, unit.Receipts[i].Spec.Id);
            var isHonest = progress.Delivered <= truth.Delivered && progress.Acknowledged <= truth.Acknowledged && progress.Completed <= truth.Completed
                && progress.AcknowledgedLate <= truth.AcknowledgedLate && progress.CompletedLate <= truth.CompletedLate;
            Require(isHonest, 8, $"unit {unit.Id} says {progress} of {unit.Receipts[i].Spec.Id}, the truth is {truth}");
        }
    }

    private static Progress CountTruth(UnitsAlive units, UnitState unit, DirectiveId directive)
    {
        var at = unit.FindReceipt(directive);
        var sum = at < 0 ? default : unit.Receipts[at].Own;
        for (var place = 0; place < unit.ChildCount; place++)
            if (units.Find(unit.ChildAt(place)) is { } child) sum += CountTruth(units, child, directive);
        return sum;
    }

    private static uint ConfirmedByParent(UnitState unit)
    {
        var laidOpen = new UnitSnapshot();
        laidOpen.Fill(unit);
        return laidOpen.ConfirmedByParent.Value;
    }

    private static int Commands(UnitState unit)
    {
        var snapshot = new UnitSnapshot();
        snapshot.Fill(unit);
        return snapshot.Commands.Length;
    }
}
