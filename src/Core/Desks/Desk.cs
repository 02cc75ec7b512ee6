namespace HierarchySim.Core;

/// <summary>
/// What only units have that do more than pass directives on: cases, holders, reports. It hangs on one reference, so that a million
/// household groups at rest do not pay for it.
/// </summary>
internal sealed class Desk
{
    private SubtreeTally? tally;
    private CaseBook? cases;

    /// <summary>Cases that nothing has concerned since the engine started; null once they are read.</summary>
    public StoredCases? StoredCases { get; private set; }

    public CaseBook? Cases
    {
        get
        {
            if (StoredCases is { } stored)
            {
                cases = CaseBook.Of(stored.Read());
                StoredCases = null;
                // From here on the tally is counted, not believed.
                tally = null;
            }
            return cases;
        }
        set => cases = value;
    }

    /// <summary>Where each remembered command is; null while they are few enough to look through.</summary>
    public Dictionary<(ulong High, ulong Low), int>? CommandIndex;

    /// <summary>Officials and teams whose home the unit is.</summary>
    public HolderBook? Holders;

    /// <summary>Assignments under which the unit is held.</summary>
    public DutyBook? Duties;

    public ReportBook? Reports;

    /// <summary>True when time alone may give the unit something to do. Reports never do: what is late or missing is derived when read.</summary>
    public bool KeepsHouse => HasCases || Holders is not null || Duties is not null;

    /// <summary>The unit's own part of the tally.</summary>
    public SubtreeTally TallyAt(Level level) =>
        tally ??= SubtreeTally.Of(StoredCases?.Tally ?? cases?.Tally ?? CaseTally.Empty, Holdings, Reports?.TallyAt(level) ?? ReportTally.Empty);

    public void Touch() => tally = null;

    /// <summary>Takes cases as they were stored; they are read when they are asked for.</summary>
    public void Store(StoredCases stored) => StoredCases = stored;

    /// <summary>The cases, unless they rest and no time has come for them.</summary>
    public CaseBook? CasesAwakeAt(Instant now) => StoredCases is { } stored && !(stored.NextWake.IsSet && stored.NextWake <= now) ? null : Cases;

    private bool HasCases => StoredCases is not null || cases is not null;

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
