using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Assignments and leave begin and end with local days, by the engine's clock and without anyone asking.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Leave_uncovers_a_unit_from_its_first_midnight_to_its_last()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0]);
        await desk.Assign(official, tree.Cells[0]);
        await desk.Leave(official, ahead: 2, days: 3);
        Assert.Equal((0, 7), await Away(desk, tree));
        await desk.ToMidnight(1, -1);
        Assert.Equal((0, 7), await Away(desk, tree));
        await desk.ToMidnight(0, 0);
        Assert.Equal((1, 8), await Away(desk, tree));
        Assert.True((await desk.Holder(official)).IsOnLeave);
        Assert.True(Assert.Single(await desk.Duties(tree.Cells[0])) is { IsInForce: true, IsPresent: false });
        Assert.Equal([tree.Communes[0]], await desk.Find(tree.Root, HoldingCriterion.OnLeave));
        await desk.ToMidnight(2, -1);
        Assert.Equal((1, 8), await Away(desk, tree));
        await desk.ToMidnight(0, 0);
        Assert.Equal((0, 7), await Away(desk, tree));
    }

    [Fact]
    public async Task Leave_that_is_cancelled_or_cut_short_covers_the_unit_again()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0]);
        await desk.Assign(official, tree.Cells[0]);
        var first = desk.Today();
        await desk.Leave(official, ahead: 0, days: 10);
        await desk.Leave(official, ahead: 20, days: 1);
        await desk.ToMidnight(2, 0);
        Assert.Equal((1, 8), await Away(desk, tree));
        await desk.Accept(official.Home, new CancelLeave(official, first));
        Assert.Equal((0, 7), await Away(desk, tree));
        Assert.Equal([new LeavePeriod(first, first.AddDays(2)), new LeavePeriod(first.AddDays(20), first.AddDays(20))], (await desk.Holder(official)).Official!.Leaves);
        await desk.Accept(official.Home, new CancelLeave(official, first.AddDays(20)));
        await desk.Advance(TimeSpan.FromDays(17));
        Assert.Equal((0, 7), await Away(desk, tree));
    }

    [Fact]
    public async Task A_team_is_away_only_while_every_member_is()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var (first, second) = (await desk.Register(tree.Communes[0]), await desk.Register(tree.Communes[0]));
        var team = await desk.Form(tree.Communes[0], first, second);
        await desk.Assign(team, tree.Cells[0]);
        await desk.Leave(first, ahead: 0, days: 4);
        Assert.Equal((1, 7), await Away(desk, tree));
        await desk.Leave(second, ahead: 3, days: 5);
        Assert.Equal((1, 7), await Away(desk, tree));
        await desk.ToMidnight(2, 0);
        Assert.Equal((2, 8), await Away(desk, tree));
        Assert.True((await desk.Holder(team)).IsOnLeave);
        await desk.ToMidnight(0, 0);
        Assert.Equal((1, 7), await Away(desk, tree));
    }

    [Fact]
    public async Task A_stand_in_for_someone_on_leave_is_no_overlap()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var (holder, standIn) = (await desk.Register(tree.Communes[0]), await desk.Register(tree.Communes[0]));
        await desk.Assign(holder, tree.Cells[0]);
        await desk.Leave(holder, ahead: 0, days: 2);
        await desk.Assign(standIn, HolderDesk.InCharge, desk.Today(), desk.Today().AddDays(2), tree.Cells[0]);
        Assert.Equal((0, 7), ((await desk.Holdings(tree.Root)).Overlapped, await desk.Uncovered(tree.Root, "cell")));
        await desk.ToMidnight(1, 0);
        Assert.Equal(1, (await desk.Holdings(tree.Root)).Overlapped);
        await desk.ToMidnight(0, 0);
        Assert.Equal(0, (await desk.Holdings(tree.Root)).Overlapped);
    }

    [Fact]
    public async Task An_assignment_is_in_force_on_its_days_and_its_history_stays_for_thirty_days()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0], loadLimit: 1);
        var assignment = await desk.Assign(official, HolderDesk.InCharge, desk.Today().AddDays(1), desk.Today().AddDays(2), tree.Groups[0], tree.Groups[1]);
        Assert.Equal((0, 24, 0), await Held(desk, tree, official));
        await desk.ToMidnight(0, 0);
        Assert.Equal((2, 22, 1), await Held(desk, tree, official));
        await desk.ToMidnight(1, -1);
        Assert.Equal((2, 22, 1), await Held(desk, tree, official));
        await desk.ToMidnight(0, 0);
        Assert.Equal((0, 24, 0), await Held(desk, tree, official));
        Assert.Equal(desk.Now, (await desk.Assignment(assignment)).EndedAt);
        Assert.Equal(desk.Now, Assert.Single(await desk.Duties(tree.Groups[0])).Duty.EndedAt);

        await desk.Advance(Kept - Moment);
        Assert.Single(await desk.Duties(tree.Groups[0]));
        Assert.NotNull(await desk.Assignment(assignment));
        await desk.Advance(Moment);
        Assert.Empty(await desk.Duties(tree.Groups[0]));
        Assert.Null(await desk.Engine.QueryAsync(new GetAssignment(assignment)));
        Assert.Contains(await desk.AllEvents(), item => item.Event is HolderAssigned made && made.Assignment.Id == assignment);
        Assert.Equal(new AssignmentId(tree.Communes[0], 2), await desk.Assign(official, tree.Groups[0]));
    }

    [Fact]
    public async Task Ending_an_assignment_keeps_its_history_and_lets_the_official_go()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0]);
        var assignment = await desk.Assign(official, tree.Cells[0]);
        await desk.Refuse(tree.Communes[0], new EndOfficial(official), RefusalCode.Conflict, "official");
        await desk.Accept(tree.Communes[0], new EndAssignment(assignment, desk.Today()));
        Assert.Equal(7, await desk.Uncovered(tree.Root, "cell"));
        await desk.ToMidnight(0, 0);
        Assert.Equal(8, await desk.Uncovered(tree.Root, "cell"));
        Assert.True((await desk.Assignment(assignment)).IsOver);
        await desk.Accept(tree.Communes[0], new EndOfficial(official));
        Assert.Equal(0, (await desk.Holdings(tree.Root)).Officials);
        Assert.False((await desk.Holder(official)).Official!.IsActive);
        await desk.Advance(Kept);
        Assert.Null(await desk.Engine.QueryAsync(new GetHolder(official)));
        Assert.Equal(new HolderId(tree.Communes[0], 2), await desk.Register(tree.Communes[0]));
    }

    [Fact]
    public async Task Everything_about_holders_is_the_same_after_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var home = tree.Communes[0];
        var (first, second) = (await desk.Register(home, loadLimit: 1), await desk.Register(home));
        var team = await desk.Form(home, first, second);
        await desk.Leave(first, ahead: 1, days: 2);
        await desk.Leave(second, ahead: 2, days: 2);
        await desk.Assign(team, tree.Cells[0]);
        await desk.Assign(first, tree.Groups[0], tree.Groups[1]);
        await desk.Assign(second, HolderDesk.InCharge, desk.Today().AddDays(4), null, tree.Cells[0]);
        await desk.Assign(second, tree.Cells[1], tree.Groups[5]);
        var before = await Everything(desk, tree);
        await desk.Crash();
        Assert.Equal(before, await Everything(desk, tree));

        foreach (var (uncovered, overlapped) in new[] { (6, 0), (8, 0), (7, 0), (6, 1) })
        {
            await desk.ToMidnight(0, -1);
            await desk.Crash();
            await desk.Advance(Moment);
            Assert.Equal((uncovered, overlapped), (await desk.Uncovered(tree.Root, "cell"), (await desk.Holdings(tree.Root)).Overlapped));
        }
    }

    private static async Task<(int OnLeave, int UncoveredCells)> Away(Desk desk, SampleTree tree) =>
        ((await desk.Holdings(tree.Root)).OnLeave, await desk.Uncovered(tree.Root, "cell"));

    private static async Task<(int Load, int UncoveredGroups, int Overloaded)> Held(Desk desk, SampleTree tree, HolderId official) =>
        ((await desk.Holder(official)).Load, await desk.Uncovered(tree.Root, "group"), (await desk.Holdings(tree.Root)).Overloaded);

    // Everything outsiders can read of holders, as text: arrays in records compare by reference.
    private static async Task<string> Everything(Desk desk, SampleTree tree)
    {
        var lines = new List<string>();
        foreach (var unit in tree.All)
        {
            var tally = await desk.Holdings(unit);
            lines.Add($"{unit}: {tally.Officials} {tally.OnLeave} {tally.Teams} {tally.Overloaded} {tally.Overlapped}");
            foreach (var view in (await desk.Engine.QueryAsync(new ListHolders(unit, 0, 100)))!)
                lines.Add($"{view.Id} {view.Load} {view.IsOverloaded} {view.IsOnLeave} {view.Day} {string.Join(',', view.Official?.Leaves ?? [])} {string.Join(',', view.Team?.Members ?? [])}");
            foreach (var made in (await desk.Engine.QueryAsync(new ListAssignments(unit, HolderId.None, 0, 100)))!)
                lines.Add($"{made.Id} {made.Holder} {made.Role} {made.From} {made.To} {made.SetName} {made.EndedAt} {string.Join(',', made.Units)}");
            foreach (var duty in await desk.Duties(unit))
                lines.Add($"{duty.Duty.Terms.Assignment} {duty.IsInForce} {duty.IsPresent} {duty.Day} {duty.Duty.Home} {string.Join(',', duty.Duty.Terms.Absences)} {string.Join(',', duty.Duty.Terms.Members)}");
        }
        return string.Join('\n', lines);
    }
}
