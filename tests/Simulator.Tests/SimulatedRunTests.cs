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
        Assert.All(outcomes, outcome => Assert.True(outcome.Events >= outcome.Plan.Events));
    }

    [Fact]
    public void A_seed_and_its_faults_decide_everything()
    {
        var plan = RunPlan.Draw(7);
        Assert.Equal(Runner.Run(plan, Bugs.None).Fingerprint, Runner.Run(plan, Bugs.None).Fingerprint);
        Assert.NotEqual(Runner.Run(plan, Bugs.None).Fingerprint, Runner.Run(plan with { Seed = 8 }, Bugs.None).Fingerprint);
    }

    [Fact]
    public void A_fault_less_leaves_the_others_and_the_tree_as_they_are()
    {
        var plan = RunPlan.Draw(3);
        var fault = plan.Faults.Present.First();
        Assert.Equal(plan.Faults.Present.Where(other => other != fault), plan.Faults.Without(fault).Present);
        Assert.All(plan.Faults.Without(fault).Present, other => Assert.Equal(plan.Faults[other], plan.Faults.Without(fault)[other]));
    }
}
