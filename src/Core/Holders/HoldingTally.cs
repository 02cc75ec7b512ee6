namespace HierarchySim.Core;

/// <summary>
/// Who is there to hold units in a subtree, and which of its units are held, on the day its units stand at. Gauges: they may be stale
/// either way while changes climb. Immutable.
/// </summary>
public sealed class HoldingTally : IEquatable<HoldingTally>
{
    private static readonly HoldingTally[] Covered = [.. Enumerable.Range(0, Limits.LevelsMax).Select(level => new HoldingTally(0, 0, 0, 0, 0, OneAt(level)))];
    private readonly int[] coveredByLevel;

    private HoldingTally(int officials, int onLeave, int teams, int overloaded, int overlapped, int[] coveredByLevel)
    {
        Officials = officials;
        OnLeave = onLeave;
        Teams = teams;
        Overloaded = overloaded;
        Overlapped = overlapped;
        this.coveredByLevel = coveredByLevel;
    }

    /// <summary>Nobody, and nothing held.</summary>
    public static HoldingTally Empty { get; } = new(0, 0, 0, 0, 0, []);

    /// <summary>Active officials whose home unit is in the subtree.</summary>
    public int Officials { get; }

    /// <summary>Of them, those on leave.</summary>
    public int OnLeave { get; }

    /// <summary>Active teams.</summary>
    public int Teams { get; }

    /// <summary>Officials who hold more units than their load limit, their share of their teams' included.</summary>
    public int Overloaded { get; }

    /// <summary>Units at which two or more holders of one home are in the same exclusive role, none of them on leave.</summary>
    public int Overlapped { get; }

    /// <summary>Units of a level held by somebody who is not on leave.</summary>
    public int CoveredAt(Level level) => level.Index < coveredByLevel.Length ? coveredByLevel[level.Index] : 0;

    /// <inheritdoc/>
    public bool Equals(HoldingTally? other) =>
        other is not null && (ReferenceEquals(this, other)
            || ((Officials, OnLeave, Teams, Overloaded, Overlapped) == (other.Officials, other.OnLeave, other.Teams, other.Overloaded, other.Overlapped)
                && coveredByLevel.AsSpan().TrimEnd(0).SequenceEqual(other.coveredByLevel.AsSpan().TrimEnd(0))));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HoldingTally);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Officials, OnLeave, Teams, Overloaded, Overlapped);

    internal static HoldingTally OfHome(int officials, int onLeave, int teams, int overloaded) =>
        officials + teams + overloaded == 0 ? Empty : new HoldingTally(officials, onLeave, teams, overloaded, 0, []);

    // Nearly every unit held is covered and nothing else, so all of a level share one.
    internal static HoldingTally OfCovered(Level level, bool overlapped) =>
        overlapped ? new HoldingTally(0, 0, 0, 0, 1, OneAt(level.Index)) : Covered[level.Index];

    private static int[] OneAt(int level)
    {
        var counts = new int[level + 1];
        counts[level] = 1;
        return counts;
    }

    /// <summary>Adds tallies without making one for each partial sum.</summary>
    internal struct Sum
    {
        private int officials;
        private int onLeave;
        private int teams;
        private int overloaded;
        private int overlapped;
        private int[]? coveredByLevel;

        public void Add(HoldingTally tally)
        {
            if (ReferenceEquals(tally, Empty)) return;
            officials += tally.Officials;
            onLeave += tally.OnLeave;
            teams += tally.Teams;
            overloaded += tally.Overloaded;
            overlapped += tally.Overlapped;
            if (tally.coveredByLevel.Length == 0) return;
            if (coveredByLevel is null || coveredByLevel.Length < tally.coveredByLevel.Length) Array.Resize(ref coveredByLevel, tally.coveredByLevel.Length);
            for (var i = 0; i < tally.coveredByLevel.Length; i++) coveredByLevel[i] += tally.coveredByLevel[i];
        }

        public readonly HoldingTally ToTally() =>
            officials + teams + overloaded == 0 && coveredByLevel is null ? Empty
                : new HoldingTally(officials, onLeave, teams, overloaded, overlapped, coveredByLevel ?? []);
    }
}
