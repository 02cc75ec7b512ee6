using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Words of the audit log.
internal static partial class Words
{
    public static readonly Words<AuditOutcome> Outcome = new(
        (AuditOutcome.Done, "done"), (AuditOutcome.Begun, "begun"), (AuditOutcome.Refused, "refused"));

    public static readonly Words<AuditScope> Scope = new((AuditScope.Subtree, "subtree"), (AuditScope.Unit, "unit"));
}

/// <summary>Whose entries are wanted.</summary>
internal enum AuditScope
{
    /// <summary>The unit's and those of all units below it.</summary>
    Subtree,

    /// <summary>The unit's alone.</summary>
    Unit,
}
