namespace HierarchySim.Core;

/// <summary>
/// The open cases of a subtree. Drills and tests are left out: they never look like the real thing. Gauges: they may be stale either
/// way while changes climb. Immutable.
/// </summary>
public sealed class CaseTally : IEquatable<CaseTally>
{
    private readonly int[] byCategory;

    internal CaseTally(int held, int raised, Instant oldestRaisedAt, Instant earliestDue, int[] byCategory)
    {
        Held = held;
        Raised = raised;
        OldestRaisedAt = oldestRaisedAt;
        EarliestDue = earliestDue;
        this.byCategory = byCategory;
    }

    /// <summary>No cases.</summary>
    public static CaseTally Empty { get; } = new(0, 0, Instant.None, Instant.None, []);

    /// <summary>Puts a tally together again that was stored.</summary>
    /// <param name="held">See <see cref="Held"/>.</param>
    /// <param name="raised">See <see cref="Raised"/>.</param>
    /// <param name="oldestRaisedAt">See <see cref="OldestRaisedAt"/>.</param>
    /// <param name="earliestDue">See <see cref="EarliestDue"/>.</param>
    /// <param name="heldByCategory">See <see cref="HeldIn"/>; by the category's number.</param>
    public static CaseTally Of(int held, int raised, Instant oldestRaisedAt, Instant earliestDue, ReadOnlySpan<int> heldByCategory) =>
        held == 0 ? OfRaised(raised) : new CaseTally(held, raised, oldestRaisedAt, earliestDue, heldByCategory.ToArray());

    /// <summary>Open cases that units of the subtree have custody of.</summary>
    public int Held { get; }

    /// <summary>Open cases that were raised in the subtree, wherever they are.</summary>
    public int Raised { get; }

    /// <summary>When the oldest of those held was raised; <see cref="Instant.None"/> when none is held.</summary>
    public Instant OldestRaisedAt { get; }

    /// <summary>The earliest clock of those held; before now means that some are overdue.</summary>
    public Instant EarliestDue { get; }

    /// <summary>Open cases held, by category.</summary>
    /// <param name="category">The category's number.</param>
    public int HeldIn(byte category) => category < byCategory.Length ? byCategory[category] : 0;

    /// <summary>Numbers of the categories with open cases.</summary>
    public IEnumerable<byte> Categories => Enumerable.Range(0, byCategory.Length).Where(i => byCategory[i] > 0).Select(i => (byte)i);

    private static readonly CaseTally[] RaisedOnly = [Empty, .. Enumerable.Range(1, 15).Select(count => new CaseTally(0, count, Instant.None, Instant.None, []))];

    /// <summary>The tally of a unit that holds none and raised some; a few instances serve a million units.</summary>
    internal static CaseTally OfRaised(int raised) => raised < RaisedOnly.Length ? RaisedOnly[raised] : new CaseTally(0, raised, Instant.None, Instant.None, []);

    /// <summary>True for the instances that <see cref="OfRaised"/> shares.</summary>
    internal bool IsShared => Raised < RaisedOnly.Length && ReferenceEquals(this, RaisedOnly[Raised]);

    internal static IReadOnlyList<CaseTally> Shared => RaisedOnly;

    /// <inheritdoc/>
    public bool Equals(CaseTally? other) =>
        other is not null && (ReferenceEquals(this, other) || (Held == other.Held && Raised == other.Raised && OldestRaisedAt == other.OldestRaisedAt
            && EarliestDue == other.EarliestDue && byCategory.AsSpan().TrimEnd(0).SequenceEqual(other.byCategory.AsSpan().TrimEnd(0))));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CaseTally);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Held, Raised, OldestRaisedAt, EarliestDue);

    /// <summary>Adds tallies without making one for each partial sum.</summary>
    internal struct Sum
    {
        private int held;
        private int raised;
        private Instant oldest;
        private Instant earliest;
        private int[]? byCategory;

        public void Add(CaseTally tally)
        {
            if (ReferenceEquals(tally, Empty)) return;
            held += tally.Held;
            raised += tally.Raised;
            oldest = Earlier(oldest, tally.OldestRaisedAt);
            earliest = Earlier(earliest, tally.EarliestDue);
            if (tally.byCategory.Length == 0) return;
            if (byCategory is null || byCategory.Length < tally.byCategory.Length) Array.Resize(ref byCategory, tally.byCategory.Length);
            for (var i = 0; i < tally.byCategory.Length; i++) byCategory[i] += tally.byCategory[i];
        }

        public readonly CaseTally ToTally() => held + raised == 0 ? Empty : new CaseTally(held, raised, oldest, earliest, byCategory ?? []);
    }

    internal static Instant Earlier(Instant a, Instant b) => !a.IsSet ? b : !b.IsSet || a < b ? a : b;
}
