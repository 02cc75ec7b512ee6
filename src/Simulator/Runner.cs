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
        if (first.Fingerprint == second.Fingerprint && first.Failure?.What == second.Failure?.What) return first;
        var differ = $"Two runs of one seed differ: {Say(first)}; {Say(second)}.";
        return first with { Failure = new RunFailure(17, differ, first.Failure?.LastEvents ?? second.Failure?.LastEvents ?? []) };

        static string Say(RunOutcome run) => $"{run.Events} events with hash {run.Fingerprint:x16}, {run.Failure?.What ?? "nothing found"}";
    }

    /// <summary>Runs a plan.</summary>
    public static RunOutcome Run(RunPlan plan, Bugs bugs)
    {
        ILife life = plan.World == World.Cluster ? new ClusterLife(plan, bugs) : new StandaloneLife(plan, bugs);
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
        var outcome = new RunOutcome(plan, life.Fingerprint.Value, life.Events, life.Simulated, life.Sometimes.As(what => Expectations.NameIn(plan.World, what)), failure);
        try
        {
            life.Dispose();
            return outcome;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A run that broke may not come to its end either; what broke it is what counts.
            return outcome with { Failure = failure ?? RunFailure.Of(e, life) };
        }
    }
}
