using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// The audit log.
internal static partial class ToWire
{
    public static AuditEntryJson AuditEntry(AuditEntry entry) => new(
        entry.Unit.ToString(), entry.Number, Time(entry.At), entry.Note.Caller, entry.Note.Action, entry.Note.Subject, Words.Outcome.Of(entry.Note.Outcome),
        IdOrNull(entry.Note.By), entry.Hash);
}
