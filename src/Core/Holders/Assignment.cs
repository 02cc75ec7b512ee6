namespace HierarchySim.Core;

/// <summary>Where one unit of an assignment stands, as far as the home unit was told.</summary>
public enum HeldState : byte
{
    /// <summary>The assignment is on its way to the unit.</summary>
    Travelling = 1,

    /// <summary>The unit has it; it is in force on the assignment's days.</summary>
    Accepted = 2,

    /// <summary>The unit closed, and the assignment ended there.</summary>
    Ended = 3,

    /// <summary>Refused: the way did not lead to the unit.</summary>
    RefusedNotFound = 16,

    /// <summary>Refused: officials of the home's level may not hold units of that level, by the scheme's <c>mayHold</c>.</summary>
    RefusedLevel = 17,

    /// <summary>Refused: the unit was closed.</summary>
    RefusedClosed = 18,

    /// <summary>Refused: the unit has <see cref="Limits.HoldersPerUnitMax"/> holders.</summary>
    RefusedFull = 19,
}

/// <summary>One unit an assignment is about.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Way">The way to it from the home unit.</param>
public readonly record struct AssignmentTarget(UnitId Unit, Route Way);

/// <summary>One unit of an assignment, and where it stands.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Way">The way to it from the home unit.</param>
/// <param name="State">Where it stands.</param>
public readonly record struct HeldUnit(UnitId Unit, Route Way, HeldState State)
{
    /// <summary>True while the unit is to be told of changes: it has the assignment, or may have it soon.</summary>
    public bool IsLive => State is HeldState.Travelling or HeldState.Accepted;

    /// <summary>True when the unit refused.</summary>
    public bool IsRefused => State >= HeldState.RefusedNotFound;
}

/// <summary>
/// A holder holds a unit or a named set of units (tiểu vùng) in a role from a day to a day (phân công), as the home unit keeps it until
/// 30 days after it ended. Immutable; replaced as a whole.
/// </summary>
/// <param name="Id">Identity.</param>
/// <param name="Holder">The official or team.</param>
/// <param name="Role">Code of a role of the catalogue.</param>
/// <param name="Exclusive">True when two holders of one home in this role at one unit overlap; the catalogue's word when it was made.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while open.</param>
/// <param name="SetName">Name of the set; null for a single unit without one.</param>
/// <param name="Units">The units, and where each stands.</param>
/// <param name="EndedAt">When the home unit saw that it is over; <see cref="Instant.None"/> until then.</param>
public sealed record Assignment(
    AssignmentId Id, HolderId Holder, string Role, bool Exclusive, DateOnly From, DateOnly? To, string? SetName, HeldUnit[] Units, Instant EndedAt)
{
    /// <summary>True once nothing of it can be in force any more.</summary>
    public bool IsOver => EndedAt.IsSet;

    /// <summary>When it leaves unit state; <see cref="Instant.None"/> until it is over.</summary>
    public Instant RetiresAt => EndedAt.IsSet ? EndedAt.PlusMs(Limits.ClosedItemsKeptMs) : Instant.None;

    /// <summary>Units that have it or may have it soon.</summary>
    public int LiveUnits => Units.Count(unit => unit.IsLive);

    /// <summary>Units held on a day.</summary>
    public int UnitsInForceOn(DateOnly day) =>
        !IsOver && From <= day && !(day > To) ? Units.Count(unit => unit.State == HeldState.Accepted) : 0;
}
