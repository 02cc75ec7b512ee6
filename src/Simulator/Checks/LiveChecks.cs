using HierarchySim.Core;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Checks;

/// <summary>What must hold of the units in memory at every moment, faults or not. Nothing runs meanwhile.</summary>
internal static class LiveChecks
{
    /// <summary>Looks at every unit, and at all cases.</summary>
    public static void Run(UnitsAlive units)
    {
        var truth = Truths(units);
        foreach (var unit in units.All())
        {
            Run(units, unit);
            CheckHonest(unit, truth);
        }
        CaseChecks.Run(units);
        ReportChecks.Run(units);
    }

    /// <summary>Looks at one unit, and not at all below it.</summary>
    public static void Run(UnitsAlive units, UnitState unit)
    {
        CheckLinks(units, unit);
        Require(unit.RememberedCommands <= Limits.RecentCommandsPerUnitMax, 15, $"unit {unit.Id} remembers {unit.RememberedCommands} commands");
        Require(unit.PendingForParent <= Limits.OutboxPerLinkMax, 15, $"{unit.PendingForParent} messages wait from {unit.Id} to its parent");
        for (var i = 0; i < unit.Receipts.Length; i++) Require(unit.ProgressOf(i).IsOrdered, 7, $"unit {unit.Id}: {unit.ProgressOf(i)}");
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
                var (waits, heard, before) = ((uint)child.PendingForParent, parent.ReceivedFrom(place).Value, child.ConfirmedByParent.Value);
                Require(before <= heard && heard <= before + waits, 5, $"link {child.Id} up to {parent.Id}: {before} confirmed, {waits} pending, {heard} received");
            }
            Require(pending <= Limits.OutboxPerLinkMax, 15, $"{pending} messages wait from {parent.Id} to {parent.ChildAt(place)}");
        }
    }

    private static void CheckHonest(UnitState unit, Dictionary<UnitId, Dictionary<DirectiveId, Progress>> truths)
    {
        for (var i = 0; i < unit.Receipts.Length; i++)
        {
            var (told, truth) = (unit.ProgressOf(i), truths[unit.Id].GetValueOrDefault(unit.Receipts[i].Spec.Id));
            var isHonest = told.Delivered <= truth.Delivered && told.Acknowledged <= truth.Acknowledged && told.Completed <= truth.Completed
                && told.AcknowledgedLate <= truth.AcknowledgedLate && told.CompletedLate <= truth.CompletedLate;
            Require(isHonest, 8, $"unit {unit.Id} says {told} of {unit.Receipts[i].Spec.Id}, the truth is {truth}");
        }
    }

    // What each unit and all below it have done themselves, counted from the leaves up.
    private static Dictionary<UnitId, Dictionary<DirectiveId, Progress>> Truths(UnitsAlive units)
    {
        var truths = units.All().ToDictionary(unit => unit.Id, _ => new Dictionary<DirectiveId, Progress>());
        foreach (var unit in units.All().OrderByDescending(unit => unit.Depth))
        {
            var own = truths[unit.Id];
            foreach (ref readonly var receipt in unit.Receipts) Add(own, receipt.Spec.Id, receipt.Own);
            if (!unit.Parent.IsValid) continue;
            foreach (var (directive, progress) in own) Add(truths[unit.Parent], directive, progress);
        }
        return truths;

        static void Add(Dictionary<DirectiveId, Progress> to, DirectiveId directive, Progress progress) => to[directive] = to.GetValueOrDefault(directive) + progress;
    }
}
