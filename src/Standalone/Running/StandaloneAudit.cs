using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>The audit log: entries that come with no command go to the writer on their own, reads go straight to the file.</summary>
internal sealed class StandaloneAudit(IJournalStore store, Func<Instant> now, Func<Batch, Refusal?> enqueue) : IAuditLog
{
    public async ValueTask AppendAsync(UnitId unit, AuditNote note, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (!unit.IsValid) throw new ArgumentException("An entry belongs to a unit; what is outside units belongs to the root.", nameof(unit));
        if (note.Check() is { } invalid) throw new ArgumentException(invalid.ToString(), nameof(note));
        var done = new WriteItem();
        if (enqueue(new Batch(null, [done], [], [new AuditWrite(unit, now(), note)], null)) is { } refusal) throw new EngineUnavailableException(refusal);
        await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public async ValueTask<AuditPage> ListAsync(AuditQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Take is < 1 or > Limits.PageItemsMax)
            throw new EngineUnavailableException(new Refusal(
                RefusalCode.Invalid, "take", $"a page has 1 to {Limits.PageItemsMax} items (PageItemsMax)", "Ask for fewer"));
        // Looking far back takes milliseconds, which the caller's thread may need for others.
        return await Task.Run(() => StandaloneRecords.Read(() => store.ListAudit(query)), cancellation).ConfigureAwait(false);
    }
}
