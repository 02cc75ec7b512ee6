using HierarchySim.Core;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// One life of the loaded data, from recovery to stop or to a failed commit: the shards and the writer, and in the real engine
/// their threads. A simulator steps them instead.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "Signals are left to the collector: a timer or a caller may still wake a run that has just ended.")]
internal sealed class EngineRun
{
    private readonly List<Thread> threads = [];
    private readonly AutoResetEvent writerSignal = new(false);
    private readonly AutoResetEvent[] shardSignals;
    private volatile bool stopping;
    private volatile bool drained;

    public EngineRun(LevelScheme scheme, uint incarnation, IJournalStore journal, ISnapshotStore snapshots, IInterconnect interconnect, TimeProvider time, int shards, Action<long, long>? progress = null)
    {
        Journal = new CommitLoop(journal);
        Func<UnitId, int, int, int> shardFor = (id, depth, parent) => Context!.ShardFor(id, depth, parent);
        Context = new RunContext(scheme, incarnation, new UnitDirectory(), Journal, interconnect, time, default) { Shards = new Shard[shards] };
        Recovered = new Recovery(scheme, journal, snapshots) { Progress = progress ?? ((_, _) => { }) }.Run(shardFor);
        Context = new RunContext(scheme, incarnation, Recovered.Directory, Journal, interconnect, time, Recovered.LastAt);
        Context.Shards = [.. Enumerable.Range(0, shards).Select(index => new Shard(Context, index))];
        shardSignals = [.. Context.Shards.Select(_ => new AutoResetEvent(false))];
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
        foreach (var shard in Context.Shards)
        {
            var signal = shardSignals[shard.Index];
            shard.Wake = () => signal.Set();
            threads.Add(new Thread(() => RunShard(shard, signal)) { IsBackground = true, Name = $"shard {shard.Index}" });
        }
        Journal.Progressed = OnProgress;
        threads.Add(new Thread(RunWriter) { IsBackground = true, Name = "journal writer" });
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>Lets the shards look at the clock.</summary>
    public void Tick()
    {
        foreach (var signal in shardSignals) signal.Set();
    }

    /// <summary>Ends the threads; what is at the door is answered first unless a commit failed.</summary>
    public void Stop(Refusal refusal)
    {
        stopping = true;
        Tick();
        foreach (var thread in threads.Where(thread => thread.Name != "journal writer")) thread.Join();
        drained = true;
        writerSignal.Set();
        foreach (var thread in threads) thread.Join();
        Journal.Close(refusal);
        foreach (var shard in Context.Shards) shard.Close(refusal);
        Context.Watches.End(refusal);
    }

    private void OnProgress()
    {
        writerSignal.Set();
        if (Journal.HasRoom) Tick();
    }

    private void Resume(UnitState unit)
    {
        var shard = ShardOf(unit.Id)!;
        if (unit.HasUnconfirmedMessages) shard.BeginSending(unit);
        shard.Schedule(unit);
        unit.Trim();
    }

    private void RunShard(Shard shard, AutoResetEvent signal)
    {
        while (true)
        {
            if (shard.Step()) continue;
            if (stopping && (shard.AtDoor == 0 || Journal.HasFailed)) return;
            signal.WaitOne();
        }
    }

    private void RunWriter()
    {
        while (true)
        {
            if (Journal.Step()) continue;
            if (drained) return;
            writerSignal.WaitOne();
        }
    }
}
