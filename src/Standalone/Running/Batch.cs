using HierarchySim.Core;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// What a shard hands to the writer at once: the turns of one step as a journal payload, records to write, and everyone who
/// waits for their commit. A batch without payload only waits for the batches before it.
/// </summary>
internal sealed class Batch(
    byte[]? payload, IReadOnlyList<DoorItem> waiting, IReadOnlyList<RecordWrite> writes, IReadOnlyList<AuditWrite> audits, Action? onCommitted)
{
    /// <summary>Bytes of an entry of the audit log, about: its ids, its hash and its place in an index.</summary>
    private const int AuditBytes = 256;

    public byte[]? Payload { get; } = payload;

    public IReadOnlyList<RecordWrite> Writes { get; } = writes;

    public IReadOnlyList<AuditWrite> Audits { get; } = audits;

    /// <summary>Place in the journal; given by the writer's queue.</summary>
    public long Sequence { get; set; }

    public int Length => Payload?.Length ?? 0;

    /// <summary>Bytes it brings to a commit.</summary>
    public int CommitLength { get; } = (payload?.Length ?? 0) + writes.Sum(BytesOf) + AuditBytes * audits.Count;

    /// <summary>Bytes it keeps in memory while it waits, about: what the queue's bound counts.</summary>
    public int Weight { get; } = (payload?.Length ?? 0) + 64 * waiting.Count + writes.Sum(write => 64 + BytesOf(write)) + AuditBytes * audits.Count;

    /// <summary>Where those who wait come from, as far as somebody traces.</summary>
    public IEnumerable<System.Diagnostics.ActivityContext> Origins => waiting.OfType<CommandItem>().Select(item => item.Origin).Where(origin => origin != default);

    public static int BytesOf(RecordWrite write) => write.Value?.Length ?? 0;

    public void Complete(Action<IReadOnlyList<DoorItem>> answer)
    {
        if (waiting.Count > 0) answer(waiting);
        onCommitted?.Invoke();
    }

    public void Fail(Refusal refusal)
    {
        foreach (var item in waiting) item.Fail(refusal);
    }
}
