using System.Numerics;

namespace HierarchySim.Core;

/// <summary>A set of levels as a 16-bit mask; bit 0 is the root.</summary>
/// <param name="Mask">One bit a level.</param>
public readonly record struct LevelSet(ushort Mask)
{
    /// <summary>True when the set has no level.</summary>
    public bool IsEmpty => Mask == 0;

    /// <summary>How many levels are in the set.</summary>
    public int Count => BitOperations.PopCount(Mask);

    /// <summary>True when a level is in the set.</summary>
    public bool Contains(Level level) => (Mask & (1 << level.Index)) != 0;

    /// <summary>The set with one level more.</summary>
    public LevelSet With(Level level) => new((ushort)(Mask | (1 << level.Index)));

    /// <summary>True when some level of the set is at or below the given one.</summary>
    public bool ReachesFrom(Level level) => Mask >> level.Index != 0;
}
