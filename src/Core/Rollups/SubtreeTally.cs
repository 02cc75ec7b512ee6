namespace HierarchySim.Core;

/// <summary>What a subtree has at hand beside its units and directives. Immutable; the empty one is shared by all that have nothing.</summary>
public sealed class SubtreeTally : IEquatable<SubtreeTally>
{
    private SubtreeTally(CaseTally cases) => Cases = cases;

    /// <summary>Nothing at hand.</summary>
    public static SubtreeTally Empty { get; } = new(CaseTally.Empty);

    /// <summary>Open cases.</summary>
    public CaseTally Cases { get; }

    internal static SubtreeTally Of(CaseTally cases) => ReferenceEquals(cases, CaseTally.Empty) ? Empty : new SubtreeTally(cases);

    /// <inheritdoc/>
    public bool Equals(SubtreeTally? other) => other is not null && (ReferenceEquals(this, other) || Cases.Equals(other.Cases));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SubtreeTally);

    /// <inheritdoc/>
    public override int GetHashCode() => Cases.GetHashCode();

    /// <summary>Adds tallies without making one for each partial sum.</summary>
    internal struct Sum
    {
        private CaseTally.Sum cases;

        public void Add(SubtreeTally tally)
        {
            if (ReferenceEquals(tally, Empty)) return;
            cases.Add(tally.Cases);
        }

        public readonly SubtreeTally ToTally() => Of(cases.ToTally());
    }
}
