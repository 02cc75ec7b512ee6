namespace HierarchySim.Core;

/// <summary>How many open units a subtree has at each level, its own root included. Immutable; leaves of a level share one.</summary>
public sealed class SubtreeCounts
{
    private readonly int[] byLevel;

    private SubtreeCounts(int[] byLevel) => this.byLevel = byLevel;

    /// <summary>Units at each level of the scheme.</summary>
    public ReadOnlySpan<int> ByLevel => byLevel;

    /// <summary>Units at all levels.</summary>
    public int Total
    {
        get
        {
            var total = 0;
            foreach (var count in byLevel) total += count;
            return total;
        }
    }

    /// <summary>Units at the levels of a set.</summary>
    public int At(LevelSet levels)
    {
        var total = 0;
        for (var i = 0; i < byLevel.Length; i++)
            if (levels.Contains(new Level((byte)i))) total += byLevel[i];
        return total;
    }

    /// <summary>True when both have the same counts.</summary>
    public bool SameAs(SubtreeCounts other) => ReferenceEquals(this, other) || ByLevel.SequenceEqual(other.ByLevel);

    internal static SubtreeCounts None(int levels) => new(new int[levels]);

    internal static SubtreeCounts OfOne(int level, int levels)
    {
        var counts = new int[levels];
        counts[level] = 1;
        return new SubtreeCounts(counts);
    }

    internal static SubtreeCounts CopyOf(ReadOnlySpan<int> counts) => new(counts.ToArray());
}
