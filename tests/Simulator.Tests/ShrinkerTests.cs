using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator.Tests;

public class ShrinkerTests
{
    [Fact]
    public void A_failing_run_gets_smaller_and_still_breaks_the_same()
    {
        var bugs = new Bugs(Bug.LinkConfirmsWhatItLoses);
        var failing = Runner.Run(RunPlan.Draw(1, World.Standalone), bugs);
        var small = Shrinker.Shrink(failing, plan => Runner.Run(plan, bugs));
        Assert.Equal(failing.Failure!.Invariant, small.Failure!.Invariant);
        Assert.True(small.Plan.Events < failing.Plan.Events && small.Plan.Faults.Present.Count() < failing.Plan.Faults.Present.Count(), $"{small.Plan}");
        Assert.Equal(small.Failure.What, Runner.Run(small.Plan, bugs).Failure?.What);
    }

    [Fact]
    public void Faults_are_read_as_they_are_written()
    {
        var faults = RunPlan.Draw(5).Faults;
        Assert.Equal(faults.ToString(), FaultMix.Parse(faults.ToString()).ToString());
        Assert.Equal("none", FaultMix.None.ToString());
        Assert.Empty(FaultMix.Parse("none").Present);
    }

    [Theory]
    [InlineData("Lossy=3", "'Lossy=3' is no fault")]
    [InlineData("Loss", "'Loss' is no fault")]
    [InlineData("Loss=-1", "'Loss=-1' is no fault")]
    [InlineData("Loss=1001", "Loss (to 200 parcels in 1000)")]
    public void What_is_no_fault_is_refused_with_the_names_of_all(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => FaultMix.Parse(text)).Message, StringComparison.Ordinal);
}
