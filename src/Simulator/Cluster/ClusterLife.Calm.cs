using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Faults;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Cluster;

// A life without faults and without callers of its own, asked from outside.
internal sealed partial class ClusterLife : ICalmEngine
{
    /// <inheritdoc/>
    public string Name => $"the cluster with {cluster.Hosts.Count} hosts";

    /// <inheritdoc/>
    public IEnumerable<UnitState> Units => Committed.All();

    /// <summary>A cluster to which nothing happens but what it is asked for.</summary>
    public static ClusterLife Calm(RunPlan plan)
    {
        var life = new ClusterLife(plan with { Faults = FaultMix.None, World = World.Cluster }, Bugs.None);
        foreach (var host in life.cluster.Hosts) host.Start();
        life.EndFaults();
        life.Stand(SimulatedTime.Start);
        return life;
    }

    /// <inheritdoc/>
    public void Wait(DateTimeOffset until)
    {
        Stand(until);
        Quieten();
    }

    // An answer is polled, not awaited: a continuation would run on another thread, at a moment no seed decides.
    /// <inheritdoc/>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2012", Justification = "The answer is kept in one place and consumed once, when it is there.")]
    public CommandAnswer Ask(CommandId id, UnitId unit, Command command)
    {
        ledger.Send(id, unit, command);
        var answer = door.SubmitAsync(id, unit, command);
        Quieten();
        Require(answer.IsCompleted, 14, $"{command} has no answer when all is quiet");
        return answer.GetAwaiter().GetResult();
    }

    private void Stand(DateTimeOffset at)
    {
        time.StandsAt = at;
        foreach (var host in cluster.Hosts) host.Time.StandsAt = at;
    }
}
