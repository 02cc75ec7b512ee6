using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>An official or team at its home unit; null when it was never registered or has retired.</summary>
/// <param name="Holder">The official or team.</param>
public sealed record GetHolder(HolderId Holder) : Query<HolderView?>;

/// <summary>Officials and teams whose home a unit is, by number; null when there is no such unit.</summary>
/// <param name="Unit">The home unit.</param>
/// <param name="After">Only numbers above this one; 0 for the beginning.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record ListHolders(UnitId Unit, int After, int Take) : Query<IReadOnlyList<HolderView>?>;

/// <summary>An assignment at the home unit that made it; null when it was never made or has retired.</summary>
/// <param name="Assignment">The assignment.</param>
public sealed record GetAssignment(AssignmentId Assignment) : Query<Assignment?>;

/// <summary>Assignments made at a home unit, by number; null when there is no such unit.</summary>
/// <param name="Unit">The home unit.</param>
/// <param name="Holder">Only this holder's; <see cref="HolderId.None"/> for all.</param>
/// <param name="After">Only numbers above this one; 0 for the beginning.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record ListAssignments(UnitId Unit, HolderId Holder, int After, int Take) : Query<IReadOnlyList<Assignment>?>;

/// <summary>
/// Assignments under which a unit is held, in the order in which they came, ended ones of the last 30 days included; at most
/// <see cref="Limits.DutiesKeptPerUnitMax"/>, so there are no pages. Null when there is no such unit.
/// </summary>
/// <param name="Unit">The unit held.</param>
public sealed record ListDuties(UnitId Unit) : Query<IReadOnlyList<DutyView>?>;

/// <summary>Units of a subtree by who holds them: uncovered, overlapping, or home to overloaded officials.</summary>
/// <param name="Criterion">What is looked for.</param>
/// <param name="Level">At one level only; null for all.</param>
public sealed record HoldingIs(HoldingCriterion Criterion, Level? Level) : UnitCriterion
{
    /// <inheritdoc/>
    public override bool Matches(UnitState unit, LevelScheme scheme, Instant now) => HoldingRules.Matches(scheme, unit, Criterion, Level);

    /// <inheritdoc/>
    public override bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now) =>
        HoldingRules.MayContain(scheme, counts, tally, Criterion, Level);
}
