namespace HierarchySim.Core;

/// <summary>What a subtree has at hand beside its units and directives. Immutable; the empty one is shared by all that have nothing.</summary>
public sealed class SubtreeTally : IEquatable<SubtreeTally>
{
    private SubtreeTally(CaseTally cases, HoldingTally holdings)
    {
        Cases = cases;
        Holdings = holdings;
    }

    /// <summary>Nothing at hand.</summary>
    public static SubtreeTally Empty { get; } = new(CaseTally.Empty, HoldingTally.Empty);

    /// <summary>Open cases.</summary>
    public CaseTally Cases { get; }

    /// <summary>Who is there to hold units, and which units are held.</summary>
    public HoldingTally Holdings { get; }

    internal static SubtreeTally Of(CaseTally cases, HoldingTally holdings) =>
        ReferenceEquals(cases, CaseTally.Empty) && ReferenceEquals(holdings, HoldingTally.Empty) ? Empty : new SubtreeTally(cases, holdings);

    /// <inheritdoc/>
    public bool Equals(SubtreeTally? other) => other is not null && (ReferenceEquals(this, other) || (Cases.Equals(other.Cases) && Holdings.Equals(other.Holdings)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SubtreeTally);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cases, Holdings);

    /// <summary>Adds tallies without making one for each partial sum.</summary>
    internal struct Sum
    {
        private CaseTally.Sum cases;
        private HoldingTally.Sum holdings;

        public void Add(SubtreeTally tally)
        {
            if (ReferenceEquals(tally, Empty)) return;
            cases.Add(tally.Cases);
            holdings.Add(tally.Holdings);
        }

        public readonly SubtreeTally ToTally() => Of(cases.ToTally(), holdings.ToTally());
    }
}
