namespace HierarchySim.Simulator;

/// <summary>How a known bug was found.</summary>
/// <param name="Invariant">The invariant it is to break.</param>
/// <param name="Bug">The bug.</param>
/// <param name="Seeds">Seeds it took, the one that found it included.</param>
/// <param name="Found">What was found; null when no seed broke this very invariant.</param>
internal sealed record Canary(int Invariant, Bug Bug, int Seeds, RunFailure? Found)
{
    /// <summary>Runs seed after seed with a bug built in until its own invariant breaks.</summary>
    public static Canary Hunt(Bug bug, ulong first, int seedsMax)
    {
        for (var i = 0; i < seedsMax; i++)
        {
            var failure = Runner.Run(RunPlan.Draw(first + (ulong)i, Bugs.WorldOf(bug)), new Bugs(bug)).Failure;
            if (failure?.Invariant == Bugs.InvariantOf(bug)) return new Canary(Bugs.InvariantOf(bug), bug, i + 1, failure);
        }
        return new Canary(Bugs.InvariantOf(bug), bug, seedsMax, null);
    }
}
