using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Takes views of unit state; shared by all engines, so that a view means the same on each.</summary>
public static class UnitViews
{
    /// <summary>The unit as outsiders see it.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="incarnation">Which life of the unit this is.</param>
    /// <param name="now">When the view is taken.</param>
    public static UnitView Of(UnitState unit, uint incarnation, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var directives = unit.Receipts.Length == 0 ? [] : new DirectiveStanding[unit.Receipts.Length];
        for (var i = 0; i < directives.Length; i++) directives[i] = StandingOf(unit, i, incarnation, now);
        return new UnitView(
            unit.Id, unit.Parent, unit.IndexInParent, unit.Depth, unit.Level, unit.Kind, unit.Name, unit.Opened, unit.Closed, unit.Synthetic, [.. unit.Codes], unit.Predecessors,
            unit.Successors, unit.ChildCount, unit.Counts.ByLevel.ToArray(), unit.Tally, directives, new SummaryVersion(incarnation, unit.ChangeCount), now);
    }

    /// <summary>A directive as the unit sees it; null when it has not arrived.</summary>
    public static DirectiveStanding? StandingOf(UnitState unit, DirectiveId directive, uint incarnation, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var receipt = unit.FindReceipt(directive);
        return receipt < 0 ? null : StandingOf(unit, receipt, incarnation, now);
    }

    /// <summary>A directive at its issuer; null when the unit did not issue it or it has retired.</summary>
    public static DirectiveView? DirectiveOf(UnitState unit, DirectiveId directive, uint incarnation, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var issued = unit.Issued.FirstOrDefault(candidate => candidate.Spec.Id == directive);
        return issued is null ? null : new DirectiveView(issued, StandingOf(unit, directive, incarnation, now)!);
    }

    private static DirectiveStanding StandingOf(UnitState unit, int index, uint incarnation, Instant now)
    {
        ref readonly var receipt = ref unit.Receipts[index];
        return new DirectiveStanding(
            receipt.Spec, receipt.Flags, receipt.AcknowledgedAt, receipt.CompletedAt, receipt.IsOverdue(now), unit.ProgressOf(index),
            new SummaryVersion(incarnation, unit.ChangeCount), now);
    }
}
