using HierarchySim.Core;
using HierarchySim.Engine;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Standalone;

// A life without faults and without callers of its own, asked from outside.
internal sealed partial class StandaloneLife : ICalmEngine
{
    private readonly int calmShards;

    /// <inheritdoc/>
    public string Name => $"the single-machine engine with {calmShards} shards";

    /// <inheritdoc/>
    public IEnumerable<UnitState> Units => Alive.All();

    /// <summary>An engine to which nothing happens but what it is asked for.</summary>
    public static StandaloneLife Calm(RunPlan plan, int shards)
    {
        var life = new StandaloneLife(plan with { Faults = Faults.FaultMix.None }, Bugs.None, shards) { hasFaults = false };
        life.network.HasFaults = life.storage.HasFaults = false;
        life.Open();
        life.Tick();
        life.time.StandsAt = SimulatedTime.Start;
        return life;
    }

    /// <inheritdoc/>
    public void Wait(DateTimeOffset until)
    {
        time.StandsAt = until;
        Quieten();
    }

    // An answer is polled, not awaited: a continuation would run on another thread, at a moment no seed decides.
    /// <inheritdoc/>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2012", Justification = "The answer is kept in one place and consumed once, when it is there.")]
    public CommandAnswer Ask(CommandId id, UnitId unit, Command command)
    {
        ledger.Send(id, unit, command);
        var answer = engine!.SubmitAsync(id, unit, command, [], null, CancellationToken.None);
        Quieten();
        Require(answer.IsCompleted, 14, $"{command} has no answer when all is quiet");
        return answer.GetAwaiter().GetResult();
    }
}
