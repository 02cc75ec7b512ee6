namespace HierarchySim.Simulator.Tests;

/// <summary>Seeded lives. More of them, and single ones again: <c>hierarchysim simulate faults --seeds N --seed S</c>.</summary>
public class SimulatedRunTests
{
    private const int Seeds = 60;

    [Fact]
    public void Every_seed_keeps_every_invariant()
    {
        var outcomes = Enumerable.Range(1, Seeds).AsParallel().AsOrdered().Select(seed => Runner.RunTwice(RunPlan.Draw((ulong)seed))).ToList();
        var failed = outcomes.Find(outcome => outcome.Failure is not null);
        Assert.True(failed is null, $"{failed?.Plan}\n{failed?.Failure?.What}\n{string.Join('\n', failed?.Failure?.LastEvents ?? [])}");
        var all = new Sometimes();
        foreach (var outcome in outcomes) all.Add(outcome.Occurred);
        TestContext.Current.TestOutputHelper?.WriteLine(all.ToString());
    }
}
