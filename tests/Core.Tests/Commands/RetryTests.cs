namespace HierarchySim.Core.Tests;

/// <summary>What a unit remembers of the commands it accepted.</summary>
public sealed class RetryTests
{
    private static readonly CommandId Id = new(1, 2, 3);

    // Milliseconds since the first time it was sent; a unit forgets while it applies a newer command.
    [Theory]
    [InlineData(0, Verdict.Repeated)]
    [InlineData(1, Verdict.Repeated)]
    [InlineData(Limits.RecentCommandsKeptMs, Verdict.Repeated)]
    [InlineData(Limits.RecentCommandsKeptMs + 1, Verdict.Accepted)]
    public void A_command_is_remembered_for_24_hours(long later, Verdict verdict)
    {
        var province = States.NewProvince();
        UnitMachine.Remember(province.State, new RecentCommand(Id, Actor.Noon, 7));
        var now = Actor.Noon.PlusMs(later);
        UnitMachine.Remember(province.State, new RecentCommand(new CommandId(9, 9, 9), now, 0));

        var decision = Decide(province, Id, now);
        Assert.Equal(verdict, decision.Verdict);
        if (verdict == Verdict.Repeated) Assert.Equal((Actor.Noon, 7, 0), (decision.At, decision.Number, decision.EventCount));
    }

    [Fact]
    public void An_idle_unit_keeps_its_last_commands_longer()
    {
        var province = States.NewProvince();
        UnitMachine.Remember(province.State, new RecentCommand(Id, Actor.Noon, 7));
        Assert.Equal(Verdict.Repeated, Decide(province, Id, Actor.Noon.PlusMs(100 * Limits.RecentCommandsKeptMs)).Verdict);
    }

    [Theory]
    [InlineData(1, 2, 3, Verdict.Repeated)]
    [InlineData(1, 2, 4, Verdict.Refused)]
    [InlineData(1, 3, 3, Verdict.Accepted)]
    [InlineData(2, 2, 3, Verdict.Accepted)]
    public void The_key_says_which_command_it_is_and_the_body_whether_it_is_the_same(ulong high, ulong low, ulong body, Verdict verdict)
    {
        var province = States.NewProvince();
        UnitMachine.Remember(province.State, new RecentCommand(Id, Actor.Noon, 7));
        var decision = Decide(province, new CommandId(high, low, body), Actor.Noon);
        Assert.Equal(verdict, decision.Verdict);
        if (verdict == Verdict.Refused) Assert.Equal((RefusalCode.KeyReused, "key"), (decision.Refusal!.Code, decision.Refusal.Field));
    }

    [Fact]
    public void A_repeated_command_gets_its_answer_even_when_the_unit_has_closed_since()
    {
        var province = States.NewProvince();
        UnitMachine.Remember(province.State, new RecentCommand(Id, Actor.Noon, 7));
        province.Do(States.CloseNow);
        Assert.Equal(Verdict.Repeated, Decide(province, Id, Actor.Noon).Verdict);
    }

    [Fact]
    public void What_is_remembered_does_not_grow_with_what_was_forgotten()
    {
        var province = States.NewProvince();
        for (var day = 0; day < 50; day++)
            for (var i = 0; i < 100; i++)
                UnitMachine.Remember(province.State, new RecentCommand(new CommandId((ulong)day, (ulong)i, 0), Actor.Noon.PlusMs(day * (Limits.RecentCommandsKeptMs + 1)), 0));
        var snapshot = new UnitSnapshot();
        snapshot.Fill(province.State);
        Assert.Equal(100, snapshot.Commands.Length);
    }

    // A unit that remembers more than a few hundred finds them by an index.
    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(2_000)]
    public void A_busy_unit_finds_every_command_it_remembers_also_after_a_snapshot(int commands)
    {
        var province = States.NewProvince();
        for (var i = 0; i < commands; i++) UnitMachine.Remember(province.State, new RecentCommand(new CommandId(5, (ulong)i, 1), Actor.Noon.PlusMs(i), i));
        var snapshot = new UnitSnapshot();
        snapshot.Fill(province.State);
        var again = snapshot.Restore(Actor.Scheme);
        foreach (var i in (int[])[0, 1, commands / 2, commands - 1])
            foreach (var unit in (UnitState[])[province.State, again])
            {
                var decision = Actor.Machine.DecideCommand(unit, new CommandId(5, (ulong)i, 1), new RenameUnit("Tên mới"), Actor.Noon);
                Assert.Equal((Verdict.Repeated, i), (decision.Verdict, decision.Number));
                Assert.Equal(RefusalCode.KeyReused, Actor.Machine.DecideCommand(unit, new CommandId(5, (ulong)i, 2), new RenameUnit("Tên mới"), Actor.Noon).Refusal!.Code);
            }
        Assert.Equal(Verdict.Accepted, Decide(province, new CommandId(5, (ulong)commands, 1), Actor.Noon).Verdict);
    }

    // Of so many commands of yesterday and of today: how many does the unit keep once another comes?
    [Theory]
    [InlineData(10, 5, 6)]
    [InlineData(99, 300, 400)]
    [InlineData(100, 300, 301)]
    [InlineData(400, 0, 1)]
    public void A_busy_unit_forgets_by_the_quarter_and_still_finds_the_rest(int old, int young, int kept)
    {
        var province = States.NewProvince();
        var today = Actor.Noon.PlusMs(Limits.RecentCommandsKeptMs + 1);
        // While the old ones are still remembered, the young ones come at their last moment.
        for (var i = 0; i < old; i++) UnitMachine.Remember(province.State, new RecentCommand(new CommandId(1, (ulong)i, 0), Actor.Noon, 0));
        for (var i = 0; i < young; i++) UnitMachine.Remember(province.State, new RecentCommand(new CommandId(2, (ulong)i, 0), today.PlusMs(-1), i));
        UnitMachine.Remember(province.State, new RecentCommand(new CommandId(3, 0, 0), today, 7));

        var snapshot = new UnitSnapshot();
        snapshot.Fill(province.State);
        Assert.Equal(kept, snapshot.Commands.Length);
        for (var i = 0; i < young; i++) Assert.Equal(i, Decide(province, new CommandId(2, (ulong)i, 0), today).Number);
        Assert.Equal(7, Decide(province, new CommandId(3, 0, 0), today).Number);
        Assert.Equal(kept == old + young + 1 ? Verdict.Repeated : Verdict.Accepted, Decide(province, new CommandId(1, 0, 0), today).Verdict);
    }

    // Any command will do; what matters is its id.
    private static Decision Decide(Actor unit, CommandId id, Instant now) =>
        new UnitMachine(Actor.Scheme).DecideCommand(unit.State, id, new RenameUnit("Tên mới"), now);
}
