using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;

namespace HierarchySim.Core.Tests;

/// <summary>Units laid open and made again have the same facts and, once parents adopt their children, the same numbers.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task Units_made_again_from_their_snapshots_have_the_numbers_they_had()
    {
        await using var harness = new ReferenceHarness();
        var desk = new Desk(harness, await harness.StartAsync(Actor.Scheme));
        var tree = await SampleTree.Open(desk);
        var first = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group", "commune"), Requirement.Complete, TimeSpan.FromDays(1)));
        var second = await desk.Issue(tree.Districts[0], desk.Directive(desk.Levels("cell")));
        foreach (var group in tree.Groups.Take(7)) await desk.Acknowledge(group, first);
        await desk.Advance(TimeSpan.FromDays(2));
        foreach (var group in tree.Groups.Skip(5).Take(7)) await desk.Complete(group, first);
        await desk.Accept(tree.Districts[0], new WithdrawDirective(second));
        await desk.Accept(tree.Groups[^1], new CloseUnit(new DateOnly(2025, 1, 8), []));

        var live = harness.SnapshotUnits();
        var again = Recover(live.Select(Copy)).ToDictionary(unit => unit.Id);
        foreach (var unit in live)
        {
            var (was, now) = (UnitViews.Of(unit, 1, desk.Now), UnitViews.Of(again[unit.Id], 1, desk.Now));
            Assert.Equal(was.UnitsByLevel, now.UnitsByLevel);
            Assert.Equal(was.Codes, now.Codes);
            Assert.Equal((was.Name, was.Closed, was.Level, was.ChildCount), (now.Name, now.Closed, now.Level, now.ChildCount));
            Assert.Equal(was.Directives.Select(d => d with { Version = default }), now.Directives.Select(d => d with { Version = default }));
            Assert.Equal(unit.Issued, again[unit.Id].Issued);
            Assert.False(again[unit.Id].HasUnconfirmedMessages);
        }
    }

    [Fact]
    public void What_a_child_did_not_get_before_the_crash_waits_in_the_outbox_after_it()
    {
        var province = LinkTests.WithMessages(4);
        province.State.TakeMessageFor(0);
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), States.Province, province.State.Issued[0].Spec);
        var again = Recover([Copy(province.State), Copy(district.State)]).ToDictionary(unit => unit.Id)[States.Province];

        Assert.Equal((3, 4u), (again.PendingFor(0), again.SentTo(0).Value));
        Assert.Equal(2u, again.TakeMessageFor(0).Sequence.Value);
    }

    [Fact]
    public void A_child_that_never_came_into_being_is_told_from_the_beginning()
    {
        var again = Assert.Single(Recover([Copy(LinkTests.WithMessages(2).State)]));
        Assert.IsType<OpenUnit>(again.TakeMessageFor(0).Message);
        Assert.True(again.ProgressOf(0).Counting);
    }

    [Theory]
    [InlineData(false, Verdict.Refused)]
    [InlineData(true, Verdict.Accepted)]
    public void After_a_crash_a_parent_knows_whether_its_child_is_open(bool closed, Verdict verdict)
    {
        var province = States.NewProvince().Do(States.OpenDistricts(1)).Confirmed();
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), States.Province);
        if (closed) district.Do(States.CloseNow);
        var again = Recover([Copy(province.State), Copy(district.State)]);
        Assert.Equal(verdict, Actor.Decide(again[0], States.CloseNow, Actor.Noon).Verdict);
    }

    [Fact]
    public void What_the_parent_did_not_get_before_the_crash_waits_after_it()
    {
        var cell = States.NewCell();
        var group = States.NewGroup().Do(States.Raise()).Do(States.Raise());
        cell.Receive(Move.Down(0), group.State.TakeMessageForParent());
        var again = Recover([Copy(cell.State), Copy(group.State)]).ToDictionary(unit => unit.Id);

        Assert.Equal(1u, again[States.Cell].ReceivedFrom(0).Value);
        Assert.Equal(1, again[States.Group].PendingForParent);
        Assert.Equal(2u, again[States.Group].TakeMessageForParent().Sequence.Value);
        Assert.Equal(1, again[States.Cell].PendingForParent);
        Assert.IsType<CaseTransfer>(again[States.Cell].TakeMessageForParent().Message);
    }

    [Fact]
    public void A_unit_that_holds_cases_and_gets_children_keeps_them_in_its_tally()
    {
        var commune = Actor.Born(Actor.Define(4, "xa", "Xã An Bình"), States.OwnDistrict).Do(States.Raise());
        Assert.Equal(1, commune.State.Tally.Cases.Held);
        commune.Do(new OpenChildren([Actor.Define(5, "ap", "Ấp 1")]));
        Assert.Equal(1, commune.State.Tally.Cases.Held);
        Assert.Equal((1, 1), (Recover([Copy(commune.State)])[0].Tally.Cases.Held, Recover([Copy(commune.State)])[0].Tally.Cases.Raised));
    }

    [Fact]
    public void Commands_are_remembered_over_a_snapshot()
    {
        var province = States.NewProvince();
        UnitMachine.Remember(province.State, new RecentCommand(new CommandId(1, 2, 3), Actor.Noon, 9));
        var again = Assert.Single(Recover([Copy(province.State)]));
        var decision = new UnitMachine(Actor.Scheme).DecideCommand(again, new CommandId(1, 2, 3), new RenameUnit("x"), Actor.Noon);
        Assert.Equal((Verdict.Repeated, 9), (decision.Verdict, decision.Number));
    }

    private static UnitSnapshot Copy(UnitState unit)
    {
        var snapshot = new UnitSnapshot();
        snapshot.Fill(unit);
        return snapshot;
    }

    // As an engine recovers: facts first, then a new life for each, then children are adopted, deepest first.
    private static List<UnitState> Recover(IEnumerable<UnitSnapshot> snapshots)
    {
        var units = snapshots.Select(snapshot => snapshot.Restore(Actor.Scheme)).ToList();
        foreach (var unit in units) unit.BeginLife();
        foreach (var child in units.OrderByDescending(unit => unit.Depth))
            units.Find(unit => unit.Id == child.Parent)?.Adopt(child);
        return units;
    }
}
