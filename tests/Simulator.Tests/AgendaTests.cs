namespace HierarchySim.Simulator.Tests;

public class AgendaTests
{
    [Fact]
    public void Events_happen_by_time_and_what_falls_together_by_draw()
    {
        var orders = Enumerable.Range(1, 20).Select(seed => Order((ulong)seed)).ToList();
        Assert.All(orders, order => Assert.Equal("1", order[..1]));
        Assert.All(orders, order => Assert.Equal("4", order[^1..]));
        Assert.Equal(["1234", "1324"], orders.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(orders[0], Order(1));
    }

    [Fact]
    public void A_leap_moves_everything_to_come()
    {
        var agenda = new Agenda(new Dice(1), new Fingerprint());
        var at = new List<long>();
        agenda.In(10, () => at.Add(agenda.Now));
        agenda.Leap(1_000);
        agenda.In(5, () => at.Add(agenda.Now));
        while (agenda.Step()) { }
        Assert.Equal([1_005, 1_010], at);
        Assert.Equal(1_000, agenda.Leapt);
    }

    private static string Order(ulong seed)
    {
        var agenda = new Agenda(new Dice(seed), new Fingerprint());
        var order = "";
        agenda.In(30, () => order += "4");
        agenda.In(20, () => order += "2");
        agenda.In(20, () => order += "3");
        agenda.In(10, () => order += "1");
        while (agenda.Step()) { }
        return order;
    }
}
