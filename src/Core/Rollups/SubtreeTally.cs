namespace HierarchySim.Core;

/// <summary>What a subtree has at hand beside its units and directives. Immutable; the empty one is shared by all that have nothing.</summary>
public sealed class SubtreeTally : IEquatable<SubtreeTally>
{
    private SubtreeTally(CaseTally cases, HoldingTally holdings, ReportTally reports)
    {
        Cases = cases;
        Holdings = holdings;
        Reports = reports;
    }

    /// <summary>Nothing at hand.</summary>
    public static SubtreeTally Empty { get; } = new(CaseTally.Empty, HoldingTally.Empty, ReportTally.Empty);

    /// <summary>Open cases.</summary>
    public CaseTally Cases { get; }

    /// <summary>Who is there to hold units, and which units are held.</summary>
    public HoldingTally Holdings { get; }

    /// <summary>Reports of the latest periods.</summary>
    public ReportTally Reports { get; }

    internal static SubtreeTally Of(CaseTally cases, HoldingTally holdings, ReportTally reports) =>
        !ReferenceEquals(holdings, HoldingTally.Empty) || !ReferenceEquals(reports, ReportTally.Empty) ? new SubtreeTally(cases, holdings, reports)
        : cases.IsShared ? WithSharedCases[cases.Raised]
        : new SubtreeTally(cases, holdings, reports);

    // What nearly every household group has at hand: nothing, or a case or two that it raised.
    private static readonly SubtreeTally[] WithSharedCases =
        [Empty, .. CaseTally.Shared.Skip(1).Select(cases => new SubtreeTally(cases, HoldingTally.Empty, ReportTally.Empty))];

    /// <inheritdoc/>
    public bool Equals(SubtreeTally? other) =>
        other is not null && (ReferenceEquals(this, other) || (Cases.Equals(other.Cases) && Holdings.Equals(other.Holdings) && Reports.Equals(other.Reports)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SubtreeTally);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cases, Holdings, Reports);

    /// <summary>Adds tallies without making one for each partial sum.</summary>
    internal struct Sum
    {
        private CaseTally.Sum cases;
        private HoldingTally.Sum holdings;
        private ReportTally.Sum reports;

        public void Add(SubtreeTally tally)
        {
            if (ReferenceEquals(tally, Empty)) return;
            cases.Add(tally.Cases);
            holdings.Add(tally.Holdings);
            reports.Add(tally.Reports);
        }

        public readonly SubtreeTally ToTally() => Of(cases.ToTally(), holdings.ToTally(), reports.ToTally());
    }
}
