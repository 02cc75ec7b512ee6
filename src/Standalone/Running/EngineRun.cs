using HierarchySim.Core;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// One life of the loaded data, from recovery to stop or to a failed commit: the shards and the writer, and in the real engine
/// their threads. A simulator steps them instead.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "Bells are left to the collector: a timer or a caller may still ring at a run that has just ended.")]
internal sealed class EngineRun
{
    private readonly List<Thread> threads = [];
    private readonly Doorbell writerBell = new();
    private readonly Doorbell[] shardBells;
    private const string WriterName = "journal writer";
    private volatile bool stopping;
    private volatile bool drained;

    public EngineRun(LevelScheme scheme, uint incarnation, IJournalStore journal, ISnapshotStore snapshots, IInterconnect interconnect, TimeProvider time, int shards, Action<long, long>? progress = null, bool usesThreads = true)
    {
        Journal = new CommitLoop(journal);
        Recovered = new Recovery(scheme, journal, snapshots) { Progress = progress ?? ((_, _) => { }), UsesThreads = usesThreads }
            .Run((id, depth, parentShard) => RunContext.ShardFor(id, depth, parentShard, shards));
        Context = new RunContext(scheme, incarnation, Recovered.Directory, Journal, interconnect, time, Recovered.LastAt);
        Context.Shards = [.. Enumerable.Range(0, shards).Select(index => new Shard(Context, index))];
        shardBells = [.. Context.Shards.Select(_ => new Doorbell())];
        foreach (var unit in Recovered.Directory.All()) Resume(unit);
    }

    public RunContext Context { get; }

    public CommitLoop Journal { get; }

    public Recovered Recovered { get; }

    public IReadOnlyList<Shard> Shards => Context.Shards;

    public UnitDirectory Directory => Context.Directory;

    /// <summary>The shard that answers for a unit; the root's opening, too, has one.</summary>
    public Shard? ShardOf(UnitId unit)
    {
        var shard = Directory.ShardOf(unit);
        return shard < 0 ? null : Context.Shards[shard];
    }

    /// <summary>Puts the threads to work.</summary>
    public void Start()
    {
        Connect(shard => shardBells[shard.Index].Ring, writerBell.Ring);
        foreach (var shard in Context.Shards)
        {
            var bell = shardBells[shard.Index];
            threads.Add(new Thread(() => bell.Answer(shard.Step, () => stopping && (shard.AtDoor == 0 || Journal.HasFailed)))
            {
                IsBackground = true,
                Name = $"shard {shard.Index}",
            });
        }
        Journal.Answer = PoolAnswers.Give;
        threads.Add(new Thread(() => writerBell.Answer(Journal.Step, () => drained)) { IsBackground = true, Name = WriterName });
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>Says how the shards and the writer are woken when there is work for them.</summary>
    public void Connect(Func<Shard, Action> wakeOf, Action wakeWriter)
    {
        foreach (var shard in Context.Shards) shard.Wake = wakeOf(shard);
        Journal.Arrived = wakeWriter;
        Journal.Committed = OnCommitted;
    }

    /// <summary>Why storage took no write when this run began; null when it did.</summary>
    public StorageFailedException? Refused { get; set; }

    /// <summary>Called after commits that hold something the read models list.</summary>
    public Action Listed { get; set; } = () => { };

    /// <summary>Called after every commit.</summary>
    public Action Committed { get; set; } = () => { };

    /// <summary>Lets the shards look at the clock.</summary>
    public void Tick()
    {
        foreach (var shard in Context.Shards) shard.Wake();
    }

    /// <summary>Ends the threads; what is at the door is answered first unless a commit failed.</summary>
    public void Stop(Refusal refusal)
    {
        stopping = true;
        Tick();
        foreach (var thread in threads.Where(thread => thread.Name != WriterName)) thread.Join();
        drained = true;
        writerBell.Ring();
        foreach (var thread in threads) thread.Join();
        Journal.Close(refusal);
        foreach (var shard in Context.Shards) shard.Close(refusal);
        Context.Watches.End(refusal);
        Context.DeskWatches.End(refusal);
    }

    private void OnCommitted(bool listed)
    {
        // Shards that found the writer's queue full rest until now.
        if (Journal.TakeWaiting()) Tick();
        if (listed) Listed();
        Committed();
    }

    private void Resume(UnitState unit)
    {
        var shard = ShardOf(unit.Id)!;
        if (unit.HasUnconfirmedMessages) shard.SendAll(unit);
        shard.Schedule(unit);
        unit.Trim();
    }
}
