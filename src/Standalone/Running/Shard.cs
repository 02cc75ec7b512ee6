using System.Collections.Concurrent;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// Owns a part of the units and runs their turns, one at a time, on one thread: no lock on unit state, no task per message.
/// </summary>
/// <remarks>
/// A step does a bounded amount of each kind of work, most urgent first. The fast lane is commands and reads from the door, parcels
/// from other shards and messages with a route; the bulk is due wake-ups, messages handed down and numbers handed up. What each of
/// the two changed becomes a batch of its own, and parcels are posted only after the batch they belong to has its place in the
/// journal. A shard never waits for another shard's inbox: a full one leaves messages in their outboxes. It waits for the writer
/// only, when too many bytes are queued. While storage takes no writes it serves reads, and everything else waits in state.
/// </remarks>
internal sealed partial class Shard
{
    private const int DoorItemsPerStep = 256;
    private const int DoorBytesPerStep = 128 * 1024;
    private const int ParcelsPerStep = 512;
    private const int TurnsPerStep = 2_048;

    private static readonly IReadOnlyList<RecordWrite> NoWrites = [];
    private static readonly IReadOnlyList<AuditWrite> NoAudits = [];
    private readonly RunContext run;
    private readonly ConcurrentQueue<DoorItem> door = new();
    private readonly ConcurrentQueue<Parcel> inbox = new();
    private readonly TurnWriter turns = new();
    private readonly List<DoorItem> waiting = [];
    private readonly List<RecordWrite> recordWrites = [];
    private readonly List<AuditWrite> audits = [];
    private readonly List<Parcel> outgoing = [];
    private long doorRecordBytes;
    private int stepRecordBytes;
    private int doorCount;
    private int inboxCount;
    private Instant now;
    private Refusal? closed;

    public Shard(RunContext run, int index)
    {
        this.run = run;
        Index = index;
        dirty = [.. Enumerable.Range(0, Limits.LevelsMax).Select(_ => new List<UnitState>())];
    }

    public int Index { get; }

    /// <summary>Wakes the thread that steps this shard.</summary>
    public Action Wake { get; set; } = () => { };

    public RunContext Run => run;

    public Instant Now => now;

    public int AtDoor => Volatile.Read(ref doorCount);

    public int Waiting => Volatile.Read(ref doorCount) + Volatile.Read(ref inboxCount) + sending.Count + routed.Count;

    /// <summary>Parcels taken out of the inbox so far. Two equal counts, both times idle, mean that nothing came in between.</summary>
    public long ParcelsTaken { get; private set; }

    /// <summary>Units looked after for a confirmation, come or not. On the shard's own thread, or while none runs.</summary>
    public int AwaitingConfirmation => resends.Count;

    /// <summary>True when nothing waits here, confirmations included. On the shard's own thread, or while none runs.</summary>
    public bool IsIdle => Waiting == 0 && dirtyCount == 0 && resends.All(resend => IsConfirmed(resend.Unit));

    /// <summary>Takes an item at the door; false when too many wait.</summary>
    public bool TryEnter(DoorItem item)
    {
        var bytes = Interlocked.Add(ref doorRecordBytes, item.RecordBytes);
        if (Interlocked.Increment(ref doorCount) > Limits.ShardDoorMax || bytes > Limits.ShardDoorRecordBytesMax)
        {
            Leave(item);
            return false;
        }
        door.Enqueue(item);
        // The thread may have ended between the caller's look at the engine and here; then nobody else would ever answer.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref closed) is { } refusal) Close(refusal);
        else Wake();
        return true;
    }

    /// <summary>Refused or taken, an item no longer counts at the door.</summary>
    private void Leave(DoorItem item)
    {
        Interlocked.Decrement(ref doorCount);
        Interlocked.Add(ref doorRecordBytes, -item.RecordBytes);
    }

    /// <summary>Takes a parcel from another shard; false when too many wait.</summary>
    public bool TryReceive(in Parcel parcel)
    {
        if (Interlocked.Increment(ref inboxCount) > Limits.ShardInboxMax)
        {
            Interlocked.Decrement(ref inboxCount);
            return false;
        }
        inbox.Enqueue(parcel);
        Wake();
        return true;
    }

    /// <summary>Does some work; false when there was none, or the writer has no room.</summary>
    public bool Step()
    {
        if (!run.Journal.HasRoom || run.Journal.HasFailed) return false;
        now = run.Now();
        if (run.IsReadOnly)
        {
            var reads = RunDoor();
            Seal();
            return reads;
        }
        var work = TakeSnapshotSlice();
        work |= RunDoor();
        work |= RunInbox();
        work |= HandOn();
        // The fast lane has its own batch: who waits at the door waits for that, and for nothing of the bulk.
        Seal();
        work |= RunDue();
        work |= HandOn();
        work |= HandDown();
        work |= TellParents();
        Seal();
        return work;
    }

    /// <summary>Turns away everyone at the door, now and from now on. The shard's thread has ended.</summary>
    public void Close(Refusal refusal)
    {
        Volatile.Write(ref closed, refusal);
        Interlocked.MemoryBarrier();
        while (door.TryDequeue(out var item))
        {
            Leave(item);
            item.Fail(refusal);
        }
    }

    private bool RunDoor()
    {
        var done = 0;
        while (done < DoorItemsPerStep && turns.Length + stepRecordBytes < DoorBytesPerStep && door.TryDequeue(out var item))
        {
            Leave(item);
            item.Run(this);
            waiting.Add(item);
            done++;
        }
        return done > 0;
    }

    private bool RunInbox()
    {
        var done = 0;
        while (done < ParcelsPerStep && inbox.TryDequeue(out var parcel))
        {
            Interlocked.Decrement(ref inboxCount);
            Receive(parcel);
            done++;
        }
        ParcelsTaken += done;
        return done > 0;
    }

    /// <summary>The turns since the last batch become one with a place in the journal; then, and not before, parcels leave.</summary>
    private void Seal()
    {
        var onCommitted = TakeChangedViews();
        if (turns.Turns > 0 || waiting.Count > 0 || onCommitted is not null)
        {
            var batch = new Batch(
                turns.Turns > 0 ? turns.ToArray() : null, [.. waiting], recordWrites.Count > 0 ? [.. recordWrites] : NoWrites,
                audits.Count > 0 ? [.. audits] : NoAudits, onCommitted);
            turns.Clear();
            waiting.Clear();
            recordWrites.Clear();
            audits.Clear();
            stepRecordBytes = 0;
            run.Journal.Enqueue(batch);
        }
        foreach (var parcel in outgoing) Post(parcel);
        outgoing.Clear();
    }
}
