namespace HierarchySim.Core;

/// <summary>What to look for among a subtree's units when they are asked who holds them.</summary>
public enum HoldingCriterion : byte
{
    /// <summary>Units that officials may hold, held today by nobody who is not on leave.</summary>
    Uncovered = 1,

    /// <summary>Units at which holders of one home overlap.</summary>
    Overlapping = 2,

    /// <summary>Home units with an official who holds more than the load limit.</summary>
    Overloaded = 3,

    /// <summary>Home units with an official on leave.</summary>
    OnLeave = 4,
}

/// <summary>
/// Finding units by how they are held. A search descends from a unit and leaves out each child whose subtree cannot contain a match,
/// by the numbers the parent has of it.
/// </summary>
public static class HoldingRules
{
    /// <summary>Units of a level nobody holds, out of a subtree's numbers; 0 at levels that no official may hold.</summary>
    public static int UncoveredAt(LevelScheme scheme, SubtreeCounts counts, SubtreeTally tally, Level level)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(tally);
        // The two numbers climb together, but what a unit tells of itself may be ahead of what its parent has heard of its opening.
        return scheme.HeldLevels.Contains(level) ? Math.Max(0, counts.ByLevel[level.Index] - tally.Holdings.CoveredAt(level)) : 0;
    }

    /// <summary>True when a subtree may contain a match; false lets a search leave it out.</summary>
    /// <param name="scheme">The data set's scheme.</param>
    /// <param name="counts">Open units of the subtree.</param>
    /// <param name="tally">What the subtree has at hand.</param>
    /// <param name="criterion">What is looked for.</param>
    /// <param name="level">At one level only; null for all. Home units are looked for at any level.</param>
    public static bool MayContain(LevelScheme scheme, SubtreeCounts counts, SubtreeTally tally, HoldingCriterion criterion, Level? level)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(tally);
        return criterion switch
        {
            HoldingCriterion.Uncovered => LevelsOf(scheme, level).Any(one => UncoveredAt(scheme, counts, tally, one) > 0),
            HoldingCriterion.Overlapping => tally.Holdings.Overlapped > 0,
            HoldingCriterion.Overloaded => tally.Holdings.Overloaded > 0,
            HoldingCriterion.OnLeave => tally.Holdings.OnLeave > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "no such criterion"),
        };
    }

    /// <summary>True when the unit itself matches.</summary>
    public static bool Matches(LevelScheme scheme, UnitState unit, HoldingCriterion criterion, Level? level)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(unit);
        if (level is { } wanted && wanted != unit.Level) return false;
        var own = unit.OwnTally.Holdings;
        return criterion switch
        {
            HoldingCriterion.Uncovered => unit.Closed is null && scheme.HeldLevels.Contains(unit.Level) && own.CoveredAt(unit.Level) == 0,
            HoldingCriterion.Overlapping => own.Overlapped > 0,
            HoldingCriterion.Overloaded => own.Overloaded > 0,
            HoldingCriterion.OnLeave => own.OnLeave > 0,
            _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "no such criterion"),
        };
    }

    private static IEnumerable<Level> LevelsOf(LevelScheme scheme, Level? level) =>
        level is { } one ? [one] : Enumerable.Range(0, scheme.Levels.Count).Select(index => new Level((byte)index));
}
