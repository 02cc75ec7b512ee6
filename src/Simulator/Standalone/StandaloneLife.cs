using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Faults;
using HierarchySim.Simulator.Truth;
using HierarchySim.Simulator.Work;
using HierarchySim.Standalone;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Standalone;

/// <summary>
/// One life of the single-machine engine: its own shards, writer, recovery and snapshots, woken by the agenda over a simulated disk,
/// network and clock, while callers send commands and the process dies now and then. Everything follows from the plan.
/// </summary>
/// <remarks>
/// Each shard is a host: it steps when it was woken, after a time it draws, and parcels between units go over the network even
/// within a shard. First a phase with faults, then the faults stop and everything must come to rest.
/// </remarks>
internal sealed partial class StandaloneLife : ILife
{
    private const int ShardStepUs = 300;
    private const int CommitUs = 1_500;
    private const int TickUs = 250_000;
    private const int EventsPerFullCheck = 400;
    private const int QuietEventsPerFullCheck = 5_000;
    private readonly Dice dice;
    private readonly RunPlan plan;
    private readonly Bugs bugs;
    private readonly Agenda agenda;
    private readonly SimulatedTime time;
    private readonly LevelScheme scheme;
    private readonly SimulatedStorage storage;
    private readonly SimulatedNetwork network;
    private readonly Ledger ledger;
    private readonly Traffic traffic;
    private readonly Dictionary<int, int> slowness = [];
    private readonly HashSet<object> rung = [];
    private StandaloneEngine? engine;
    private SnapshotTask? snapshot;
    private EngineRun? snapshotOf;
    private bool hasFaults = true;

    public StandaloneLife(RunPlan plan, Bugs bugs, int calmShards = 0)
    {
        (this.plan, this.bugs, this.calmShards) = (plan, bugs, calmShards);
        dice = new Dice(plan.Seed);
        agenda = new Agenda(dice.Split(), Fingerprint);
        time = new SimulatedTime(agenda) { AheadUs = bugs.Have(Bug.ClockFarAhead) ? 7L * 24 * 3600 * 1_000_000 : 0 };
        scheme = LevelSchemes.Get(plan.Scheme);
        storage = new SimulatedStorage(scheme, dice.Split(), plan.Faults, Sometimes, bugs);
        network = new SimulatedNetwork(dice.Split(), agenda, plan.Faults, Sometimes) { CarriesAll = calmShards != 1 && (dice.Percent(75) || bugs.Present != Bug.None), Tamper = new ParcelTamper(agenda, bugs).Change };
        ledger = new Ledger(scheme) { TrueMs = () => time.TrueMs, Hears = bytes => Fingerprint.Add(bytes) };
        traffic = new Traffic(dice.Split(), plan, scheme, ledger, Sometimes);
    }

    /// <inheritdoc/>
    public Sometimes Sometimes { get; } = new();

    /// <inheritdoc/>
    public Fingerprint Fingerprint { get; } = new();

    /// <inheritdoc/>
    public Ledger Ledger => ledger;

    /// <inheritdoc/>
    public long Events => agenda.Happened;

    /// <inheritdoc/>
    public TimeSpan Simulated => TimeSpan.FromMicroseconds(agenda.Now - agenda.Leapt);

    private EngineRun Run => engine!.CurrentRun;

    private UnitsAlive Alive => new(Run.Directory);

    /// <inheritdoc/>
    public void Live()
    {
        Open();
        BeginWork();
        BeginFaults();
        while (agenda.Happened < plan.Events) Step();
        EndFaults();
        Quieten();
        CheckAtQuiet();
        Crash();
        if (engine is null) Open();
        Quieten();
        CheckAtQuiet();
        if (dice.Percent(20)) CheckAfterAMonth();
        if (dice.Percent(25) || bugs.Have(Bug.EnginesDiffer)) CheckAgreement();
        foreach (var (what, count) in ledger.Happened) Sometimes.Note(what, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DropSnapshot();
        engine?.AbandonAsync().GetAwaiter().GetResult();
        storage.Dispose();
    }

    private void Step()
    {
        try
        {
            Require(agenda.Step(), 14, "nothing is left to happen");
        }
        catch (DiedInCommitException)
        {
            Crash();
        }
        traffic.Listen();
        if (engine is null) return;
        if (agenda.Happened % (hasFaults ? EventsPerFullCheck : QuietEventsPerFullCheck) == 0) CheckAll();
        else CheckTouched();
    }

    private void CheckTouched()
    {
        foreach (var id in ledger.Touched)
        {
            if (Alive.Find(id) is not { } unit) continue;
            LiveChecks.Run(Alive, unit);
            if (Alive.Find(unit.Parent) is { } parent) LiveChecks.Run(Alive, parent);
        }
        ledger.Touched.Clear();
    }

    private void CheckAll()
    {
        ledger.Touched.Clear();
        LiveChecks.Run(Alive);
        foreach (var shard in Run.Shards)
        {
            Require(shard.AtDoor <= Limits.ShardDoorMax && shard.Waiting <= Limits.ShardDoorMax + Limits.ShardInboxMax + Run.Directory.Count, 15, $"{shard.Waiting} items wait at shard {shard.Index}");
            Require(shard.AwaitingConfirmation <= Run.Directory.Count, 15, $"shard {shard.Index} waits for {shard.AwaitingConfirmation} confirmations of {Run.Directory.Count} units");
        }
        Require(traffic.Seen.Keys.All(id => Run.Directory.Find(id) is not null), 4, "a unit that was read is gone");
    }

    // What has been woken steps once, after a while; what is rung again before that is rung in vain, as a doorbell is.
    private void Ring(object who, int withinUs, Action step)
    {
        if (!rung.Add(who)) return;
        agenda.In(1 + dice.Below(withinUs), () =>
        {
            rung.Remove(who);
            step();
        });
    }

    private void Connect(EngineRun run) =>
        run.Connect(shard => () => Ring(shard, ShardStepUs * slowness.GetValueOrDefault(shard.Index, 1), () => StepShard(run, shard)), () => RingWriter(run));

    private void StepShard(EngineRun run, Shard shard)
    {
        if (engine is null || run != Run) return;
        if (shard.Step()) shard.Wake();
    }

    private void RingWriter(EngineRun run) => Ring(run, CommitUs + (hasFaults && dice.Percent(10) ? plan.Faults[Fault.SlowDisk] * 1_000 : 0), () =>
    {
        if (engine is null || run != Run) return;
        var worked = run.Journal.Step();
        CatchUp();
        if (worked) RingWriter(run);
        if (run.Journal.HasFailed) agenda.In(1 + dice.Below(50_000), () => engine?.StepReload());
    });

    private void CatchUp() => ledger.CatchUp(storage.Disk.KeptCount, storage.Disk.Kept);

    private void Tick()
    {
        agenda.In(TickUs, Tick);
        if (engine is null) return;
        engine.Tick();
        engine.StepReload();
        engine.StepReadModels();
    }

    private void Open()
    {
        while (true)
        {
            var stored = storage.Disk.Stored;
            try
            {
                var options = new StandaloneOptions { Shards = calmShards > 0 ? calmShards : dice.Between(1, 4), Time = time, SchemeJson = LevelSchemes.GetJson(plan.Scheme), SnapshotAfterBytes = long.MaxValue, Stepping = Connect };
                engine = StandaloneEngine.Open(storage, options, network, threads: false);
                Require(storage.Disk.Unreadable is null, 16, $"the engine opened although {storage.Disk.Unreadable}");
                foreach (var shard in Run.Shards) shard.Wake();
                traffic.Serve(engine);
                CheckAll();
                return;
            }
            catch (DiedInCommitException)
            {
                Sometimes.Note("died while starting");
                storage.Abandon();
                CatchUp();
            }
            catch (StorageFailedException) when (hasFaults)
            {
                Sometimes.Note("storage refused a start");
                storage.Abandon();
                CatchUp();
            }
            catch (Exception e) when (e is JournalDamagedException or RecoveryException && storage.Disk.Unreadable is not null)
            {
                Sometimes.Note($"refused to start: {storage.Disk.Unreadable}");
                Require(storage.Disk.Stored == stored, 16, $"a start that was refused wrote something: {storage.Disk.Stored} instead of {stored}");
                storage.Disk.Repair();
            }
        }
    }

    private void Crash()
    {
        if (engine is null) return;
        if (hasFaults) Sometimes.Note("a crash");
        DropSnapshot();
        network.Crash();
        engine.AbandonAsync().GetAwaiter().GetResult();
        engine = null;
        // Answers that had left before the crash count; what the crash itself turned away does not.
        CatchUp();
        traffic.Crash();
        agenda.In(dice.Below(500_000), () =>
        {
            if (engine is not null) return;
            Open();
            traffic.CheckKept(Alive);
        });
    }

    private void DropSnapshot()
    {
        snapshot?.Abandon();
        snapshot = null;
    }
}
