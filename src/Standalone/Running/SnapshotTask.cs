using System.Collections.Concurrent;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// One snapshot under way: shards add chunks, one thread writes them. It becomes valid only when the journal is durable up to
/// everything the chunks have seen; before that it may hold what a crash would take back.
/// </summary>
internal sealed class SnapshotTask(ISnapshotStore store, CommitLoop journal, int shards)
{
    private const int ChunksWaitingMax = 16;
    private readonly ConcurrentQueue<(long Position, byte[] Payload)> chunks = new();
    private readonly ISnapshotWriter writer = store.Begin(journal.Enqueued);
    private int left = shards;

    /// <summary>Size of the snapshot, once complete.</summary>
    public long LengthBytes { get; private set; }

    public bool HasRoom => chunks.Count < ChunksWaitingMax;

    public void Add(long position, byte[] payload) => chunks.Enqueue((position, payload));

    public void ShardDone() => Interlocked.Decrement(ref left);

    /// <summary>Writes what waits; true when the snapshot is complete or given up.</summary>
    public bool Step()
    {
        var complete = Volatile.Read(ref left) == 0;
        while (chunks.TryDequeue(out var chunk)) writer.WriteChunk(chunk.Position, chunk.Payload);
        if (journal.HasFailed)
        {
            writer.Dispose();
            return true;
        }
        if (!complete) return false;
        end ??= journal.Enqueued;
        if (journal.CommittedSequence < end) return false;
        LengthBytes = writer.Complete(end.Value).LengthBytes;
        writer.Dispose();
        return true;
    }

    private long? end;

    /// <summary>Gives it up; nothing remains.</summary>
    public void Abandon() => writer.Dispose();
}
