namespace HierarchySim.Core;

/// <summary>
/// What only units have that do more than pass directives on: cases, holders, reports. It hangs on one reference, so that a million
/// household groups at rest do not pay for it.
/// </summary>
internal sealed class Desk
{
    private SubtreeTally? tally;

    public CaseBook? Cases;

    /// <summary>Where each remembered command is; null while they are few enough to look through.</summary>
    public Dictionary<(ulong High, ulong Low), int>? CommandIndex;

    /// <summary>Officials and teams whose home the unit is.</summary>
    public HolderBook? Holders;

    /// <summary>Assignments under which the unit is held.</summary>
    public DutyBook? Duties;

    public ReportBook? Reports;

    /// <summary>True when time alone may give the unit something to do. Reports never do: what is late or missing is derived when read.</summary>
    public bool KeepsHouse => Cases is not null || Holders is not null || Duties is not null;

    /// <summary>The unit's own part of the tally.</summary>
    public SubtreeTally TallyAt(Level level) =>
        tally ??= SubtreeTally.Of(Cases?.Tally ?? CaseTally.Empty, Holdings, Reports?.TallyAt(level) ?? ReportTally.Empty);

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
