using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>The data cannot be loaded as it is; the message says what is wrong, where, and what to do.</summary>
public sealed class RecoveryException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What recovery found.</summary>
/// <param name="Directory">Every unit, with shards claimed and derived numbers computed.</param>
/// <param name="LastAt">Time of the last turn.</param>
/// <param name="Replayed">Journal records applied after the snapshot.</param>
/// <param name="SnapshotBytes">Size of the snapshot used, 0 for none.</param>
/// <param name="ReplayedBytes">Bytes of the records applied.</param>
/// <param name="LastId">The highest id in use, opened or still on its way; the root's when there is none.</param>
/// <param name="Took">Time for the snapshot, the journal, and what is derived.</param>
internal sealed record Recovered(
    UnitDirectory Directory, Instant LastAt, long Replayed, long SnapshotBytes, long ReplayedBytes, UnitId LastId, (TimeSpan Snapshot, TimeSpan Journal, TimeSpan Derived) Took);

/// <summary>
/// Loads the newest whole snapshot, applies the journal after it, and computes what is derived: shards from the root down,
/// confirmations and sums from the leaves up. The outbox of each unit is what its events put there, less what its children's
/// high-water marks show as arrived.
/// </summary>
internal sealed class Recovery(LevelScheme scheme, IJournalStore journal, ISnapshotStore snapshots)
{
    /// <summary>False for whoever steps the engine: all is done on the caller's thread.</summary>
    public bool UsesThreads { get; init; } = true;

    /// <summary>Records before the snapshot that are looked at for their times alone: the clock must not fall behind any of them.</summary>
    private const int RecordsForTime = 256;

    /// <summary>Records decoded ahead of those applied.</summary>
    private const int RecordsAhead = 16;

    private readonly UnitMachine machine = new(scheme);
    private SharedValues shared = new();
    private UnitDirectory directory = new();
    private Dictionary<UnitId, long> positions = [];
    private Instant lastAt;

    /// <summary>Called now and then with units loaded and records applied.</summary>
    public Action<long, long> Progress { get; set; } = (_, _) => { };

    /// <summary>Loads everything.</summary>
    /// <param name="shardFor">Which shard owns a unit, by id, depth and the parent's shard.</param>
    public Recovered Run(Func<UnitId, int, int, int> shardFor)
    {
        var clock = Stopwatch.StartNew();
        var snapshot = LoadSnapshot();
        var snapshotTook = clock.Elapsed;
        var (replayed, bytes) = Replay(snapshot?.StartSequence ?? 0);
        var journalTook = clock.Elapsed - snapshotTook;
        positions = [];
        Derive(shardFor);
        return new Recovered(
            directory, lastAt, replayed, snapshot?.LengthBytes ?? 0, bytes, LastId(), (snapshotTook, journalTook, clock.Elapsed - snapshotTook - journalTook));
    }

    private SnapshotInfo? LoadSnapshot()
    {
        foreach (var info in snapshots.List().Where(info => info.Damage is null && info.EndSequence <= journal.LastSequence))
        {
            try
            {
                LoadSnapshot(info);
                return info;
            }
            catch (Exception e) when (e is SnapshotDamagedException or CodecException or StorageFailedException)
            {
                // A snapshot is only a shortcut: the one before it, or the journal alone, gives the same state.
                directory = new UnitDirectory();
                positions.Clear();
                shared = new SharedValues();
            }
        }
        return null;
    }

    private void LoadSnapshot(SnapshotInfo info)
    {
        using var file = snapshots.Open(info);
        var gate = new Lock();
        try
        {
            Parallel.ForEach(
                // Each thread takes one chunk at a time: the last ones must not wait in one thread's hands.
                Partitioner.Create(Copies(file), EnumerablePartitionerOptions.NoBuffering), Parallelism,
                () => (Reader: new SnapshotReader(scheme, shared), Behind: new List<(UnitId, long)>()), (chunk, _, mine) =>
                {
                    // Units that stand exactly at the snapshot's start need no entry: replay begins there.
                    var behind = chunk.Position > info.StartSequence;
                    mine.Reader.Read(chunk.Bytes.AsSpan(0, chunk.Length), unit =>
                    {
                        Put(unit);
                        if (behind) mine.Behind.Add((unit.Id, chunk.Position));
                    });
                    ArrayPool<byte>.Shared.Return(chunk.Bytes);
                    Progress(directory.Count, 0);
                    return mine;
                },
                mine =>
                {
                    lock (gate)
                        foreach (var (unit, position) in mine.Behind) positions[unit] = position;
                });
        }
        catch (AggregateException e)
        {
            throw e.InnerExceptions[0];
        }
    }

    private static IEnumerable<(long Position, byte[] Bytes, int Length)> Copies(ISnapshotReader file)
    {
        foreach (var chunk in file.Chunks())
        {
            var bytes = ArrayPool<byte>.Shared.Rent(chunk.Payload.Length);
            chunk.Payload.CopyTo(bytes);
            yield return (chunk.Position, bytes, chunk.Payload.Length);
        }
    }

    private (long Records, long Bytes) Replay(long after)
    {
        var (records, bytes) = (0L, 0L);
        // Lists of thousands of turns go round between the reader and here.
        var used = new ConcurrentQueue<List<Turn>>();
        var decoded = Decode(Math.Max(0, after - RecordsForTime), used);
        foreach (var (sequence, length, turns) in UsesThreads ? ReadAhead.Of(decoded, RecordsAhead) : decoded)
        {
            try
            {
                foreach (var turn in turns)
                    if (sequence > after) Apply(sequence, turn);
                    else NoteTime(turn);
            }
            catch (CodecException e)
            {
                throw Unreadable(sequence, e);
            }
            turns.Clear();
            used.Enqueue(turns);
            if (sequence <= after) continue;
            bytes += length;
            if (++records % 64 == 0) Progress(directory.Count, records);
        }
        return (records, bytes);
    }

    private IEnumerable<(long Sequence, int Length, List<Turn> Turns)> Decode(long after, ConcurrentQueue<List<Turn>> used)
    {
        var reader = new TurnReader(shared);
        foreach (var record in journal.Read(after))
        {
            var turns = used.TryDequeue(out var again) ? again : [];
            try
            {
                reader.Read(record.Payload.Span, turns.Add);
            }
            catch (CodecException e)
            {
                throw Unreadable(record.Sequence, e);
            }
            yield return (record.Sequence, record.Payload.Length, turns);
        }
    }

    private static RecoveryException Unreadable(long sequence, CodecException e) =>
        new($"Journal record {sequence} cannot be read: {e.Message} Run 'hierarchysim verify' on the folder.", e);

    private void NoteTime(Turn turn)
    {
        if (turn.At > lastAt) lastAt = turn.At;
    }

    private void Apply(long sequence, in Turn turn)
    {
        NoteTime(turn);
        if (positions.Count > 0 && positions.TryGetValue(turn.Unit, out var position) && sequence <= position) return;
        var unit = directory.Find(turn.Unit);
        var heard = unit?.ReceivedFromParent ?? default;
        foreach (var fact in turn.Events)
        {
            if (fact is UnitOpened opened)
            {
                if (unit is not null) throw new CodecException($"Unit {turn.Unit} is opened a second time.");
                if (opened.Definition.Kind.Index >= scheme.Kinds.Count) throw new CodecException($"Unit {turn.Unit} has a kind that scheme '{scheme.Code}' does not have.");
                Put(unit = machine.Open(turn.Unit, opened));
                continue;
            }
            if (unit is null) throw new CodecException($"Unit {turn.Unit} has an event before it was opened.");
            try
            {
                machine.Apply(unit, fact, turn.At);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // A whole record whose fact does not fit its unit can fail in any way; whichever it is, the record is what is wrong.
                throw new CodecException($"Unit {turn.Unit} cannot take {fact.GetType().Name}: {e.Message}");
            }
        }
        if (unit is null) return;
        if (turn.Command is { } command) UnitMachine.Remember(unit, command);
        // What has arrived need not wait in the parent's outbox until all is read: a directive to all would fill them all.
        if (unit.ReceivedFromParent != heard && directory.Find(unit.Parent) is { } parent && unit.IndexInParent < parent.ChildCount)
            parent.ConfirmChild(unit.IndexInParent, unit.ReceivedFromParent);
    }

    private ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = UsesThreads ? -1 : 1 };

    private UnitId LastId()
    {
        var last = UnitId.Root;
        foreach (var unit in directory.All())
        {
            if (unit.Id > last) last = unit.Id;
            for (var i = 0; i < unit.ChildCount; i++)
                if (unit.ChildAt(i) > last) last = unit.ChildAt(i);
        }
        return last;
    }

    private void Put(UnitState unit)
    {
        if (!unit.Id.IsValid || unit.Id > UnitDirectory.IdMax) throw new CodecException($"{unit.Id} is no unit's id.");
        directory.Put(unit);
    }

    private void Derive(Func<UnitId, int, int, int> shardFor)
    {
        var byDepth = new List<UnitState>[Limits.LevelsMax];
        for (var i = 0; i < byDepth.Length; i++) byDepth[i] = [];
        foreach (var unit in directory.All())
        {
            if (unit.Depth >= byDepth.Length) throw new RecoveryException($"Unit {unit.Id} sits at depth {unit.Depth}; a scheme has at most {Limits.LevelsMax} levels.");
            byDepth[unit.Depth].Add(unit);
        }
        foreach (var unit in byDepth.SelectMany(level => level))
        {
            directory.TryClaim(unit.Id, shardFor(unit.Id, unit.Depth, unit.Parent.IsValid ? directory.ShardOf(unit.Parent) : 0));
            if (unit.Parent.IsValid && (directory.Find(unit.Parent) is not { } parent || unit.IndexInParent >= parent.ChildCount || parent.ChildAt(unit.IndexInParent) != unit.Id))
                throw new RecoveryException($"Unit {unit.Id} names parent {unit.Parent}, which does not have it as child {unit.IndexInParent}. Run 'hierarchysim verify' on the folder.");
        }
        // Deepest first; within a level every parent takes only its own children, so parents may go side by side.
        foreach (var level in byDepth.Reverse()) Parallel.ForEach(level, Parallelism, unit => Adopt(unit, shardFor));
    }

    private void Adopt(UnitState parent, Func<UnitId, int, int, int> shardFor)
    {
        parent.BeginLife();
        for (var i = 0; i < parent.ChildCount; i++)
        {
            var id = parent.ChildAt(i);
            if (directory.Find(id) is { } child) parent.Adopt(child);
            // The child's opening is still in the outbox; its id belongs to a shard already.
            else directory.TryClaim(id, shardFor(id, parent.Depth + 1, directory.ShardOf(parent.Id)));
        }
    }
}
