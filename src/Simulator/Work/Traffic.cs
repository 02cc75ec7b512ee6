using HierarchySim.Core;
using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Truth;
using HierarchySim.Standalone;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Simulator.Work;

/// <summary>Everybody outside: callers and readers, and what they were told. They outlive the engines they talk to.</summary>
internal sealed class Traffic
{
    private readonly Dice dice;
    private readonly Ledger ledger;
    private readonly Sometimes sometimes;
    private readonly Clients clients;
    private readonly Readers readers;
    private readonly Chooser chooser;
    private Submitting? engine;
    private Func<Instant>? clock;

    public Traffic(Dice dice, RunPlan plan, LevelScheme scheme, Ledger ledger, Sometimes sometimes)
    {
        (this.dice, this.ledger, this.sometimes) = (dice, ledger, sometimes);
        clients = new Clients(dice, sometimes, ledger);
        readers = new Readers(dice, ledger);
        chooser = new Chooser(dice, ledger, scheme, plan);
    }

    /// <summary>Commands without an answer.</summary>
    public int Waiting => clients.Waiting;

    /// <summary>The newest version seen of each unit.</summary>
    public IReadOnlyDictionary<UnitId, SummaryVersion> Seen => readers.Seen;

    /// <summary>From here on calls go to this engine.</summary>
    public void Serve(StandaloneEngine serving) =>
        Serve((id, unit, command) => serving.SubmitAsync(id, unit, command, [], null, CancellationToken.None), () => serving.CurrentRun.Context.Now());

    /// <inheritdoc cref="Serve(StandaloneEngine)"/>
    /// <param name="serving">Takes the commands.</param>
    /// <param name="now">The time callers go by.</param>
    public void Serve(Submitting serving, Func<Instant> now) => (engine, clock) = (serving, now);

    /// <summary>Sends a new command.</summary>
    public void Submit()
    {
        if (engine is null) return;
        var (unit, command) = chooser.Draw(clock!());
        clients.Send(engine, unit, command);
    }

    /// <summary>Sends a command of the last minutes again.</summary>
    public void SubmitAgain()
    {
        if (engine is not null) clients.SendAgain(engine);
    }

    /// <summary>Asks for a unit.</summary>
    public void Ask(EngineRun run) => readers.Ask(run);

    /// <summary>More reads than the door takes: the last ones must be turned away, and nothing that was taken is lost.</summary>
    public void Flood(EngineRun run)
    {
        var shard = dice.Pick(run.Shards);
        var taken = 0;
        while (taken <= Limits.ShardDoorMax && shard.TryEnter(new ReadItem<int>(_ => 0))) taken++;
        BrokenInvariant.Require(taken <= Limits.ShardDoorMax, 15, $"the door of shard {shard.Index} took {taken} items");
        sometimes.Note("a door was full");
    }

    /// <summary>Takes answers that came.</summary>
    public void Listen()
    {
        clients.Listen();
        readers.Listen();
    }

    /// <summary>The engine died.</summary>
    public void Crash()
    {
        engine = null;
        clients.Crash();
        readers.Crash();
    }

    /// <summary>A command is known again for a day: after that nobody sends it a second time.</summary>
    public void Forget() => clients.Forget();

    /// <summary>What was ever accepted is still there.</summary>
    public void CheckKept(UnitsAlive units) => clients.CheckKept(units);
}
