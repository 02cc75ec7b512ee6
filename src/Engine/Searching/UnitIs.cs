using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>The unit is of a level or a kind, and open or closed.</summary>
/// <param name="Level">The level; null for any.</param>
/// <param name="Kind">The kind; null for any.</param>
/// <param name="IsOpen">True for open ones, false for closed ones; null for both.</param>
public sealed record UnitIs(Level? Level, KindIndex? Kind, bool? IsOpen) : UnitCriterion
{
    /// <inheritdoc/>
    public override bool Matches(UnitState unit, LevelScheme scheme, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return (Level is not { } level || unit.Level == level) && (Kind is not { } kind || unit.Kind == kind) && (IsOpen is not { } open || unit.Closed is null == open);
    }

    /// <inheritdoc/>
    // Counts are of open units; of closed ones they say nothing.
    public override bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return IsOpen != true || Level is not { } level || counts.At(default(LevelSet).With(level)) > 0;
    }

    /// <inheritdoc/>
    public override bool LooksBelow(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Level is not { } level || unit.Level.Index < level.Index;
    }
}

/// <summary>The unit has issued directives that it still keeps.</summary>
/// <param name="Level">At one level only; null for all.</param>
public sealed record HasIssued(Level? Level) : UnitCriterion
{
    /// <inheritdoc/>
    public override bool Matches(UnitState unit, LevelScheme scheme, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Issued.Count > 0 && (Level is not { } level || unit.Level == level);
    }

    /// <inheritdoc/>
    public override bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now) => true;

    /// <inheritdoc/>
    public override bool LooksBelow(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Level is not { } level || unit.Level.Index < level.Index;
    }
}

/// <summary>The unit is home to active officials of a name or post.</summary>
/// <param name="Officials">Which officials.</param>
public sealed record IsHomeTo(OfficialFilter Officials) : UnitCriterion
{
    /// <inheritdoc/>
    public override bool Matches(UnitState unit, LevelScheme scheme, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.Officials.Any(Officials.Fits);
    }

    /// <inheritdoc/>
    public override bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return tally.Holdings.Officials > 0;
    }
}
