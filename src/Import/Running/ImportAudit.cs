using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>
/// What an import leaves in the audit log: that it began and how it ended, in the root's chain. What it did to each unit is in the
/// journal; a line of the log for each of a hundred thousand commands would say no more.
/// </summary>
internal static class ImportAudit
{
    private const string Caller = "import";

    /// <summary>A list of units.</summary>
    /// <param name="id">The import's id.</param>
    /// <param name="outcome">Begun, and in the end done, or refused for one that stopped before its end.</param>
    public static AuditNote Units(string id, AuditOutcome outcome) => new(Caller, "importUnits", id, outcome);

    /// <summary>A list of officials, teams or assignments, which has no id.</summary>
    /// <param name="outcome">Begun, and in the end done, or refused for one that stopped before its end.</param>
    public static AuditNote Holders(AuditOutcome outcome) => new(Caller, "importHolders", "holders", outcome);
}
