using System.Runtime.InteropServices;
using HierarchySim.Core;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// The one writer. Batches get their place in the journal when they are queued, under a lock, so the journal is one global order
/// in which whatever caused something comes before it: a shard posts messages to others only after its batch has a place.
/// </summary>
/// <remarks>
/// Group commit without a timer: while one commit runs, batches gather; the next commit takes them all, up to about two
/// milliseconds' worth of bytes. A lone command therefore waits for one commit, or two when it just missed one. A failed commit
/// is the end of the run: memory is ahead of the disk and must be read anew.
/// </remarks>
internal sealed class CommitLoop(IJournalStore store)
{
    /// <summary>Bytes of one commit; about 2 ms of writing.</summary>
    private const int CommitBytesMax = 256 * 1024;

    /// <summary>Bytes that may wait; shards pause above it.</summary>
    private const int QueuedBytesMax = 384 * 1024;

    private readonly Lock gate = new();
    private readonly Queue<Batch> queue = new();
    private readonly List<Batch> taken = [];
    private readonly List<JournalRecord> records = [];
    private readonly List<RecordWrite> writes = [];
    private readonly List<AuditWrite> audits = [];
    private long queuedBytes;
    private int waiting;
    private bool commitFailed;
    private long enqueued = store.LastSequence;
    private long committed = store.LastSequence;
    private Refusal? failure;
    private Action<bool>? probe;
    private long committedBytes;

    /// <summary>Called when there is something for the writer.</summary>
    public Action Arrived { get; set; } = () => { };

    /// <summary>Called after every commit and when the run has failed; true when the commit held something the read models list.</summary>
    public Action<bool> Committed { get; set; } = _ => { };

    /// <summary>Hands answers to those who wait for them. A simulator leaves it as it is: in place, in order.</summary>
    public Action<IReadOnlyList<DoorItem>> Answer { get; set; } = items =>
    {
        foreach (var item in items) item.Complete();
    };

    /// <summary>Called once, on the writer's thread, when a commit failed.</summary>
    public Action<StorageFailedException> Failed { get; set; } = _ => { };

    public long Enqueued => Interlocked.Read(ref enqueued);

    public long CommittedSequence => Interlocked.Read(ref committed);

    /// <summary>Journal bytes committed in this run.</summary>
    public long CommittedBytes => Interlocked.Read(ref committedBytes);

    public bool HasFailed => Volatile.Read(ref failure) is not null;

    /// <summary>True when a shard may queue more. One that may not is waited for: the next commit rings for it.</summary>
    public bool HasRoom
    {
        get
        {
            if (Interlocked.Read(ref queuedBytes) < QueuedBytesMax) return true;
            Interlocked.Exchange(ref waiting, 1);
            return Interlocked.Read(ref queuedBytes) < QueuedBytesMax;
        }
    }

    /// <summary>True when somebody found no room since the last time this was asked.</summary>
    public bool TakeWaiting() => Volatile.Read(ref waiting) == 1 && Interlocked.Exchange(ref waiting, 0) == 1;

    public bool IsIdle
    {
        get
        {
            lock (gate) return queue.Count == 0 && enqueued == committed && !commitFailed;
        }
    }

    /// <summary>Gives the batch its place; after a failure it fails at once.</summary>
    public void Enqueue(Batch batch)
    {
        Refusal? refusal;
        lock (gate)
        {
            refusal = failure;
            if (refusal is null)
            {
                if (batch.Length > 0) batch.Sequence = ++enqueued;
                queue.Enqueue(batch);
                queuedBytes += batch.Weight;
            }
        }
        // Once queued, the batch is the writer's to fail: it must not fail here a second time.
        if (refusal is not null) batch.Fail(refusal);
        else Arrived();
    }

    /// <summary>Has the writer try a tiny write; the outcome comes to the receiver on its thread.</summary>
    public void RequestProbe(Action<bool> receive)
    {
        Volatile.Write(ref probe, receive);
        Arrived();
    }

    /// <summary>One commit; false when there was nothing to do.</summary>
    public bool Step()
    {
        if (Interlocked.Exchange(ref probe, null) is { } receive) receive(TryProbe());
        if (!Take()) return false;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        using var trace = EngineTelemetry.BeginCommit(taken);
        trace?.SetTag("hierarchysim.batches", taken.Count).SetTag("hierarchysim.records", records.Count);
        try
        {
            if (records.Count + writes.Count + audits.Count > 0)
                store.Commit(CollectionsMarshal.AsSpan(records), CollectionsMarshal.AsSpan(writes), CollectionsMarshal.AsSpan(audits));
        }
        catch (StorageFailedException e)
        {
            Stop(e);
            return true;
        }
        EngineTelemetry.Committed(start, taken.Count);
        if (records.Count > 0) Interlocked.Exchange(ref committed, records[^1].Sequence);
        var listed = false;
        foreach (var batch in taken)
        {
            committedBytes += batch.Length;
            listed |= batch.Payload is { } payload && Codec.TurnWriter.IsListed(payload);
            batch.Complete(Answer);
        }
        Committed(listed);
        return true;
    }

    /// <summary>Takes nothing more and turns away what waits. After the writer's thread ended, or to end it as a crash would.</summary>
    public void Close(Refusal refusal)
    {
        Batch[] left;
        lock (gate)
        {
            failure ??= refusal;
            left = [.. queue];
            queue.Clear();
            queuedBytes = 0;
        }
        foreach (var batch in left) batch.Fail(refusal);
        Committed(false);
    }

    private bool TryProbe()
    {
        try
        {
            store.Probe();
            return true;
        }
        catch (StorageFailedException)
        {
            return false;
        }
    }

    private bool Take()
    {
        taken.Clear();
        records.Clear();
        writes.Clear();
        audits.Clear();
        lock (gate)
        {
            var bytes = 0;
            while (queue.TryPeek(out var next) && (taken.Count == 0 || bytes + next.CommitLength <= CommitBytesMax))
            {
                queue.Dequeue();
                bytes += next.CommitLength;
                queuedBytes -= next.Weight;
                taken.Add(next);
                if (next.Payload is { } payload) records.Add(new JournalRecord(next.Sequence, payload));
                writes.AddRange(next.Writes);
                audits.AddRange(next.Audits);
            }
        }
        return taken.Count > 0;
    }

    private void Stop(StorageFailedException cause)
    {
        var refusal = new Refusal(
            RefusalCode.StorageUnavailable, "storage", $"the commit failed ({cause.ForCallers}); nothing of it took effect",
            "Send the command again under the same key once storage is well");
        lock (gate)
        {
            commitFailed = true;
            failure = refusal;
            taken.AddRange(queue);
            queue.Clear();
            queuedBytes = 0;
        }
        foreach (var batch in taken) batch.Fail(refusal);
        Failed(cause);
        Committed(false);
    }
}
