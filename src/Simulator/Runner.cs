using HierarchySim.Simulator.Cluster;
using HierarchySim.Simulator.Standalone;

namespace HierarchySim.Simulator;

/// <summary>Runs plans.</summary>
internal static class Runner
{
    /// <summary>Runs a plan twice. Two runs that differ are a failure of their own: something other than the seed decided.</summary>
    public static RunOutcome RunTwice(RunPlan plan)
    {
        var (first, second) = (Run(plan, Bugs.None), Run(plan, Bugs.None));
        if (first.Fingerprint == second.Fingerprint || first.Failure is not null) return first;
        return first with { Failure = new RunFailure(17, $"Two runs of one seed differ: {first.Events} events with hash {first.Fingerprint:x16}, {second.Events} with {second.Fingerprint:x16}.", []) };
    }

    /// <summary>Runs a plan.</summary>
    public static RunOutcome Run(RunPlan plan, Bugs bugs)
    {
        using ILife life = plan.World == World.Cluster ? new ClusterLife(plan, bugs) : new StandaloneLife(plan, bugs);
        RunFailure? failure = null;
        try
        {
            life.Live();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            failure = RunFailure.Of(e, life);
        }
        foreach (var fault in plan.Faults.Present) life.Sometimes.Note($"a run with {fault}");
        return new RunOutcome(plan, life.Fingerprint.Value, life.Events, life.Simulated, life.Sometimes, failure);
    }
}
