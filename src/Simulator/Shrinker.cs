using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator;

/// <summary>
/// Makes a failing run smaller: fewer events, fewer faults, a smaller tree, less work, as long as the same invariant breaks. What is
/// left is what a person has to read.
/// </summary>
internal static class Shrinker
{
    private const int RoundsMax = 4;

    /// <summary>The smallest failing run that was found on the way.</summary>
    public static RunOutcome Shrink(RunOutcome failing, Func<RunPlan, RunOutcome> run)
    {
        var best = failing;
        for (var round = 0; round < RoundsMax; round++)
        {
            var before = best.Plan;
            foreach (var smaller in Smaller(best.Plan)) best = Try(best, smaller(best.Plan), run);
            if (best.Plan == before) break;
        }
        return best;
    }

    private static IEnumerable<Func<RunPlan, RunPlan>> Smaller(RunPlan plan)
    {
        // By halves first, then finer.
        foreach (var percent in (int[])[50, 50, 50, 70, 85, 95]) yield return p => p with { Events = Math.Max(1, p.Events * percent / 100) };
        foreach (var fault in plan.Faults.Present.ToList()) yield return p => p with { Faults = p.Faults.Without(fault) };
        foreach (var kind in (WorkKinds[])[WorkKinds.Holders, WorkKinds.Cases, WorkKinds.Directives]) yield return p => p with { Work = p.Work & ~kind };
        foreach (var percent in (int[])[30, 60, 80]) yield return p => p with { UnitsMax = Math.Max(3, p.UnitsMax * percent / 100) };
    }

    private static RunOutcome Try(RunOutcome best, RunPlan smaller, Func<RunPlan, RunOutcome> run)
    {
        if (smaller == best.Plan) return best;
        var outcome = run(smaller);
        return outcome.Failure?.Invariant == best.Failure!.Invariant ? outcome : best;
    }
}
