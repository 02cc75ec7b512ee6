namespace HierarchySim.Simulator.Tests;

/// <summary>The harness held to the test: for each invariant a known bug, and those of a cluster: each must break the invariant it is declared for.</summary>
public class CanaryTests
{
    private const int SeedsMax = 40;

    [Fact]
    public void Every_invariant_has_a_bug_that_breaks_it() => Assert.Equal(Enumerable.Range(1, Invariants.Count), Bugs.All.Select(Bugs.InvariantOf).Distinct().Order());

    public static TheoryData<int> Numbers => [.. Bugs.All.Select(bug => (int)bug)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_known_bug_is_found_by_its_invariant(int number)
    {
        var canary = Canary.Hunt((Bug)number, first: 1, SeedsMax);
        Assert.True(canary.Found is not null, $"{canary.Bug} was not found in {SeedsMax} seeds");
        Assert.Equal(Bugs.InvariantOf(canary.Bug), canary.Found.Invariant);
        Assert.InRange(canary.Found.Invariant, 1, Invariants.Count);
        Assert.NotEmpty(canary.Found.What);
    }
}
