using HierarchySim.Core;

namespace HierarchySim.Simulator.Cluster;

/// <summary>All that is durable of one unit.</summary>
/// <param name="ETag">Grows with every write; 0 while the unit's id is only taken by its parent.</param>
/// <param name="State">Facts, outbox and marks, as a snapshot holds them.</param>
/// <param name="Rollup">What its children reported, and how far its parent follows.</param>
/// <param name="LastAt">The time of its last turn: no later turn may have an earlier one, whatever the host's clock says.</param>
/// <param name="WakeAt">When somebody must look after it though nothing comes for it; none for never.</param>
/// <param name="Confirmed">What each child had confirmed, and last the parent: the state has it too, and a check need not decode it.</param>
internal sealed record UnitRow(long ETag, byte[] State, UnitRollup Rollup, Instant LastAt, Instant WakeAt, LinkSequence[] Confirmed);

/// <summary>A write of one unit: one transaction.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Row">The row as it is to be; its ETag is the one it must have before.</param>
/// <param name="Turns">What happened, for the feed; null when only marks or numbers changed.</param>
/// <param name="NewIds">Ids the unit gives to children: each must be nobody's yet.</param>
internal sealed record UnitWrite(UnitId Unit, UnitRow Row, byte[]? Turns, IReadOnlyList<UnitId> NewIds);

/// <summary>What became of a write.</summary>
internal enum WriteOutcome
{
    /// <summary>It is durable.</summary>
    Kept,

    /// <summary>Another activation has written since the row was read. Nothing was kept.</summary>
    Conflict,

    /// <summary>An id is another unit's. Nothing was kept.</summary>
    IdTaken,

    /// <summary>The database takes no writes. Nothing was kept.</summary>
    Refused,

    /// <summary>No answer came. It may be durable, or become so later.</summary>
    Unknown,
}
