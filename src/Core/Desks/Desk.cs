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

    /// <summary>The unit's own part of the tally.</summary>
    public SubtreeTally Tally => tally ??= SubtreeTally.Of(Cases?.Tally ?? CaseTally.Empty);

    public void Touch() => tally = null;
}
