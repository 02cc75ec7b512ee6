namespace HierarchySim.Core.Tests;

/// <summary>A nation has a million household groups; what one of them takes at rest decides what machine it needs.</summary>
public sealed class UnitSizeTests
{
    private const int Units = 20_000;

    [Fact]
    public void A_leaf_at_rest_takes_less_than_300_bytes()
    {
        var machine = new UnitMachine(Actor.Scheme);
        var opened = new UnitOpened(new LinkSequence(1), new UnitPlace(new UnitId(5), 0, 5), Actor.Define(6, "to-dan-pho", "Tổ"), []);
        Assert.InRange(BytesEach(id => machine.Open(new UnitId(id), opened)), 1, 299);
    }

    [Fact]
    public void Up_to_four_receipts_add_less_than_150_bytes_to_a_leaf()
    {
        var machine = new UnitMachine(Actor.Scheme);
        var bare = new UnitOpened(new LinkSequence(1), new UnitPlace(new UnitId(5), 0, 5), Actor.Define(6, "to-dan-pho", "Tổ"), []);
        var first = States.Spec(Requirement.Complete);
        var told = bare with { Directives = [.. Enumerable.Range(1, 4).Select(number => first with { Id = first.Id with { Number = number } })] };
        Assert.InRange(BytesEach(id => machine.Open(new UnitId(id), told)) - BytesEach(id => machine.Open(new UnitId(id), bare)), 1, 149);
    }

    private static double BytesEach(Func<int, UnitState> open)
    {
        var units = new UnitState[Units];
        units[0] = open(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i < Units; i++) units[i] = open(i + 1);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Units - 1);
        GC.KeepAlive(units);
        return bytes;
    }
}
