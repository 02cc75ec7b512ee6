namespace HierarchySim.Simulator.Tests;

/// <summary>The harness held to the test: for each invariant a known bug, and those of a cluster: each must break the invariant it is declared for.</summary>
public class CanaryTests
{
    private const int SeedsMax = 40;

    public static TheoryData<int> Numbers => [.. Bugs.All.Select(bug => (int)bug)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_known_bug_is_found_by_its_invariant(int number)
    {
        var canary = Canary.Hunt((Bug)number, first: 1, SeedsMax);
        Assert.True(canary.Found is not null, $"{canary.Bug} was not found in {SeedsMax} seeds");
        Assert.Equal(number, canary.Found.Invariant);
        Assert.NotEmpty(canary.Found.What);
    }
}
