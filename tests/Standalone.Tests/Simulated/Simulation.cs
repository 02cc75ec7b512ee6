using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Running;
using static HierarchySim.Standalone.Tests.Simulated.BrokenInvariant;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>What a simulated life is built with; the defaults are a sound engine.</summary>
internal sealed record SimulationOptions
{
    public int Steps { get; init; } = 2_000;

    public bool ConfirmsWhatItLoses { get; init; }

    public bool ConfirmsAscentsItLoses { get; init; }

    public bool ForgetsAtCrash { get; init; }
}

/// <summary>
/// One engine's life from one seed: its own shards and its own writer, stepped in a random order over a simulated disk, network
/// and clock, while callers send commands and the process dies now and then. Everything follows from the seed.
/// </summary>
internal sealed class Simulation : IDisposable
{
    private const int QuietRoundsMax = 2_000;
    private const int ParcelsAtOnceMax = 16;
    private const int TicksAtOnceMax = 12;
    private const int StepsPerCheck = 300;
    private readonly Dice dice;
    private readonly SimulationOptions options;
    private readonly FakeTime time = new();
    private readonly LevelScheme scheme = LevelSchemes.Get("three-tier");
    private readonly SimulatedStorage storage;
    private readonly LossyInterconnect network;
    private readonly Ledger ledger;
    private readonly Clients clients;
    private readonly Readers readers;
    private readonly Chooser chooser;
    private StandaloneEngine engine;
    private SnapshotTask? snapshot;
    private EngineRun? snapshotOf;
    private int at;

    public Simulation(ulong seed, SimulationOptions? options = null)
    {
        this.options = options ?? new SimulationOptions();
        dice = new Dice(seed);
        storage = new SimulatedStorage(dice, Sometimes, this.options.ForgetsAtCrash);
        var carriesAll = dice.Percent(75) || this.options.ConfirmsWhatItLoses || this.options.ConfirmsAscentsItLoses;
        network = new LossyInterconnect(dice, Sometimes)
        {
            CarriesAll = carriesAll,
            ConfirmsWhatItLoses = this.options.ConfirmsWhatItLoses,
            ConfirmsAscentsItLoses = this.options.ConfirmsAscentsItLoses,
        };
        ledger = new Ledger(scheme);
        clients = new Clients(dice, Sometimes, ledger);
        readers = new Readers(dice, ledger);
        chooser = new Chooser(dice, ledger, scheme, unitsMax: 10 + dice.Below(291));
        engine = Open();
        (storage.Disk.FailsPerMille, storage.Disk.DiesPerMille) = (dice.Below(15), dice.Below(15));
    }

    public Sometimes Sometimes { get; } = new();

    /// <summary>Where the life stands, for a message.</summary>
    public int At => at;

    private EngineRun Run => engine.CurrentRun;

    /// <summary>Lives with faults, then without until all is quiet, and is checked all the way.</summary>
    public void Live()
    {
        for (at = 0; at < options.Steps; at++)
        {
            Survive(Step);
            clients.Listen();
            readers.Listen();
            if (at % StepsPerCheck == 0) LiveChecks.Run(Run, readers.Seen);
        }
        EndFaults();
        CheckAtQuiet();
        Crash();
        Quieten();
        CheckAtQuiet();
        if (dice.Percent(30)) CheckAfterAMonth();
        foreach (var (what, count) in ledger.Happened)
            for (var i = 0; i < count; i++) Sometimes.Note(what);
    }

    public void Dispose()
    {
        DropSnapshot();
        engine.AbandonAsync().GetAwaiter().GetResult();
        storage.Dispose();
    }

    private void Step()
    {
        switch (dice.Below(100))
        {
            case < 35: dice.Pick(Run.Shards).Step(); break;
            case < 50: Commit(); break;
            case < 74: Carry(); break;
            case < 88: Submit(); break;
            case < 90: clients.SendAgain(engine); break;
            case < 94: readers.Ask(Run); break;
            case < 96: Wait(); break;
            case < 99: Maintain(); break;
            default: if (dice.Percent(15)) Crash(); break;
        }
    }

    private void Submit()
    {
        var (unit, command) = chooser.Draw(Run.Context.Now());
        clients.Send(engine, unit, command);
    }

    private void Commit()
    {
        Run.Journal.Step();
        ledger.CatchUp(storage.Journal);
    }

    private void Carry()
    {
        for (var parcels = dice.Below(ParcelsAtOnceMax); parcels > 0; parcels--) network.Step();
    }

    private void Wait()
    {
        time.Advance(TimeSpan.FromMilliseconds(dice.Percent(80) ? dice.Below(300) : dice.Below(5_000)));
        for (var ticks = dice.Below(TicksAtOnceMax); ticks >= 0; ticks--) engine.Tick();
    }

    // A snapshot is begun or goes on, a failed run is replaced, lists catch up.
    private void Maintain()
    {
        engine.StepReload();
        engine.StepReadModels();
        if (snapshot is not null && snapshotOf != Run) DropSnapshot();
        if (snapshot is not null && snapshot.Step()) EndSnapshot();
        if (snapshot is not null || !dice.Percent(40) || engine.Status.Condition != EngineCondition.Ready) return;
        Run.Context.UnitsPerSlice = 1 + dice.Below(20);
        (snapshot, snapshotOf) = (new SnapshotTask(storage.Snapshots, Run.Journal, Run.Shards.Count), Run);
        foreach (var shard in Run.Shards) shard.BeginSnapshot(snapshot);
    }

    // Dying right after is when a snapshot of what never became durable would do its harm.
    private void EndSnapshot()
    {
        snapshot = null;
        if (dice.Percent(15)) Crash();
    }

    private void DropSnapshot()
    {
        snapshot?.Abandon();
        snapshot = null;
    }

    private void Survive(Action step)
    {
        try
        {
            step();
        }
        catch (DiedInCommitException)
        {
            Crash();
        }
    }

    private void Crash()
    {
        Sometimes.Note("a crash");
        DropSnapshot();
        network.Crash();
        engine.AbandonAsync().GetAwaiter().GetResult();
        // Answers that had left before the crash count; what the crash itself turned away does not.
        ledger.CatchUp(storage.Journal);
        clients.Crash();
        readers.Crash();
        engine = Open();
        clients.CheckKept();
        LiveChecks.Run(Run, readers.Seen);
    }

    private StandaloneEngine Open()
    {
        while (true)
        {
            try
            {
                var shards = 1 + dice.Below(4);
                return StandaloneEngine.Open(storage, new StandaloneOptions { Shards = shards, Time = time }, network, threads: false);
            }
            catch (DiedInCommitException)
            {
                Sometimes.Note("died while starting");
                storage.Abandon();
                ledger.CatchUp(storage.Journal);
            }
        }
    }

    private void EndFaults()
    {
        storage.Disk.Recover();
        network.HasFaults = false;
        Quieten();
        Require(engine.Status.Condition == EngineCondition.Ready, 14, $"the engine is {engine.Status.Condition} after the faults stopped");
    }

    private void Quieten()
    {
        var idleRounds = 0;
        for (var round = 0; idleRounds < 3; round++)
        {
            Require(round < QuietRoundsMax, 14, $"no quiet after {round} rounds: {engine.Status}");
            time.Advance(TimeSpan.FromMilliseconds(100));
            engine.Tick();
            engine.StepReload();
            while (Run.Shards.Aggregate(false, (worked, shard) => shard.Step() | worked) | network.Step() | Run.Journal.Step()) { }
            ledger.CatchUp(storage.Journal);
            clients.Listen();
            readers.Listen();
            var isIdle = engine.Status.Condition == EngineCondition.Ready && Run.Journal.IsIdle && network.InFlight == 0 && clients.Waiting == 0 && Run.Shards.All(shard => shard.IsIdle);
            idleRounds = isIdle ? idleRounds + 1 : 0;
        }
    }

    private void CheckAtQuiet()
    {
        clients.CheckKept();
        LiveChecks.Run(Run, readers.Seen);
        QuietChecks.Run(Run, ledger, scheme);
        QuietChecks.CompareRecovery(Run, scheme, storage.Journal, storage.Snapshots);
        QuietChecks.CompareRecovery(Run, scheme, storage.Journal, new SimulatedSnapshots(dice, Sometimes));
    }

    // Whatever ended leaves unit state after thirty days, everywhere.
    private void CheckAfterAMonth()
    {
        time.Advance(TimeSpan.FromDays(31));
        Quieten();
        CheckAtQuiet();
        foreach (var directive in ledger.Directives.Values.Where(directive => directive.Ended != ReceiptFlags.None))
            Require(directive.IsRetired && ledger.Units.Values.All(unit => !unit.Receipts.ContainsKey(directive.Id)), 14, $"{directive.Id} ended a month ago and is still there");
        foreach (var item in ledger.Cases.Values) Require(item.IsOpen || item.IsRetired, 14, $"case {item.Id} closed a month ago and its file is still there");
        if (ledger.Directives.Values.Any(directive => directive.IsRetired)) Sometimes.Note("a directive retired");
    }
}
