namespace HierarchySim.Core;

/// <summary>
/// What only units have that do more than pass directives on: cases, holders, reports. It hangs on one reference, so that a million
/// household groups at rest do not pay for it.
/// </summary>
internal sealed class Desk
{
    private SubtreeTally? tally;

    public CaseBook? Cases;

    /// <summary>Officials and teams whose home the unit is.</summary>
    public HolderBook? Holders;

    /// <summary>Assignments under which the unit is held.</summary>
    public DutyBook? Duties;

    /// <summary>The unit's own part of the tally.</summary>
    public SubtreeTally Tally => tally ??= SubtreeTally.Of(Cases?.Tally ?? CaseTally.Empty, Holdings);

    public void Touch() => tally = null;

    private HoldingTally Holdings
    {
        get
        {
            if (Holders is null || Duties is null) return (Holders?.Tally ?? Duties?.Tally) ?? HoldingTally.Empty;
            var sum = new HoldingTally.Sum();
            sum.Add(Holders.Tally);
            sum.Add(Duties.Tally);
            return sum.ToTally();
        }
    }
}
