using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Words of the audit log.
internal static partial class Words
{
    public static readonly Words<AuditOutcome> Outcome = new(
        (AuditOutcome.Done, "done"), (AuditOutcome.Begun, "begun"), (AuditOutcome.Refused, "refused"));
}
