using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Officials are assigned to units one or two levels below; the assignment travels there, and everyone above sees who holds what.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task An_assignment_travels_to_the_units_held_and_every_level_above_sees_it()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Districts[0]);
        var assignment = await desk.Assign(official, tree.Cells[0], tree.Cells[3]);

        Assert.Equal([HeldState.Accepted, HeldState.Accepted], (await desk.Assignment(assignment)).Units.Select(held => held.State));
        var duty = Assert.Single(await desk.Duties(tree.Cells[3]));
        Assert.Equal((assignment, official, HolderDesk.InCharge, desk.Today()), (duty.Duty.Terms.Assignment, duty.Duty.Terms.Holder, duty.Duty.Terms.Role, duty.Duty.Terms.From));
        Assert.True(duty is { IsInForce: true, IsPresent: true });
        Assert.Empty(await desk.Duties(tree.Communes[0]));
        foreach (var above in new[] { tree.Root, tree.Province, tree.Districts[0] })
        {
            Assert.Equal(1, (await desk.Holdings(above)).Officials);
            Assert.Equal(above == tree.Districts[0] ? 2 : 6, await desk.Uncovered(above, "cell"));
        }
        Assert.Equal(4, await desk.Uncovered(tree.Districts[1], "cell"));
        Assert.Equal(2, (await desk.Holder(official)).Load);
    }

    // By the scheme's mayHold: one or two levels below, where the table says so.
    public static TheoryData<string, string, HeldState> HeldLevels => new()
    {
        { "nation", "province", HeldState.Accepted },
        { "nation", "district", HeldState.RefusedLevel },
        { "province", "district", HeldState.Accepted },
        { "province", "commune", HeldState.Accepted },
        { "province", "cell", HeldState.RefusedLevel },
        { "province", "group", HeldState.RefusedLevel },
        { "district", "commune", HeldState.Accepted },
        { "district", "cell", HeldState.Accepted },
        { "district", "group", HeldState.RefusedLevel },
        { "commune", "cell", HeldState.Accepted },
        { "commune", "group", HeldState.Accepted },
        { "cell", "group", HeldState.Accepted },
    };

    [Theory]
    [MemberData(nameof(HeldLevels))]
    public async Task A_unit_is_held_only_from_the_levels_the_scheme_names(string home, string held, HeldState state)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var assignment = await desk.Assign(await desk.Register(FirstAt(tree, home)), FirstAt(tree, held));
        var made = await desk.Assignment(assignment);
        Assert.Equal(state, Assert.Single(made.Units).State);
        Assert.Equal(state != HeldState.Accepted, made.IsOver);
        Assert.Equal(state == HeldState.Accepted ? 1 : 0, (await desk.Duties(FirstAt(tree, held))).Count);
    }

    [Fact]
    public async Task A_way_that_does_not_lead_to_the_unit_is_answered_as_not_found()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0]);
        AssignmentTarget[] targets =
        [
            new(tree.Cells[1], Route.Of(Move.Down(0))),
            new(tree.Groups[0], Route.Of(Move.Down(0), Move.Down(77))),
            new(tree.Cells[0], Route.Of(Move.Down(0))),
        ];
        var answer = await desk.Accept(tree.Communes[0], new AssignHolder(official, HolderDesk.InCharge, desk.Today(), null, "Tiểu vùng 1", targets));
        var assignment = await desk.Assignment(new AssignmentId(tree.Communes[0], answer.Number));
        Assert.Equal([HeldState.RefusedNotFound, HeldState.RefusedNotFound, HeldState.Accepted], assignment.Units.Select(held => held.State));
        Assert.False(assignment.IsOver);
        Assert.Single(await desk.Duties(tree.Cells[0]));
    }

    [Fact]
    public async Task A_unit_that_closes_ends_its_assignments_and_tells_the_home()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0]);
        var assignment = await desk.Assign(official, tree.Groups[0], tree.Groups[1]);
        await desk.Accept(tree.Groups[0], new CloseUnit(desk.Today(), []));
        var after = await desk.Assignment(assignment);
        Assert.Equal([HeldState.Ended, HeldState.Accepted], after.Units.Select(held => held.State));
        Assert.False(after.IsOver);
        Assert.True(Assert.Single(await desk.Duties(tree.Groups[0])).Duty.IsOver);
        Assert.Equal((1, 22), ((await desk.Holder(official)).Load, await desk.Uncovered(tree.Root, "group")));

        var again = await desk.Assign(official, tree.Groups[0]);
        Assert.Equal(HeldState.RefusedClosed, Assert.Single((await desk.Assignment(again)).Units).State);
        await desk.Refuse(tree.Communes[0], new CloseUnit(desk.Today(), []), RefusalCode.Conflict, "unit");
    }

    [Fact]
    public async Task Two_of_one_home_in_charge_of_one_unit_overlap_until_one_ends()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var (first, second) = (await desk.Register(tree.Communes[0]), await desk.Register(tree.Communes[0]));
        await desk.Assign(first, tree.Cells[0]);
        var other = await desk.Assign(second, tree.Cells[0], tree.Cells[1]);
        foreach (var above in new[] { tree.Root, tree.Province, tree.Districts[0], tree.Communes[0], tree.Cells[0] })
            Assert.Equal(1, (await desk.Holdings(above)).Overlapped);
        Assert.Equal([tree.Cells[0]], await desk.Find(tree.Root, HoldingCriterion.Overlapping));

        await desk.End(other);
        Assert.Equal(0, (await desk.Holdings(tree.Root)).Overlapped);
        Assert.Equal(7, await desk.Uncovered(tree.Root, "cell"));
    }

    [Fact]
    public async Task Holders_of_different_homes_or_in_a_role_for_many_do_not_overlap()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Assign(await desk.Register(tree.Districts[0]), tree.Cells[0]);
        await desk.Assign(await desk.Register(tree.Communes[0]), tree.Cells[0]);
        var (third, fourth) = (await desk.Register(tree.Communes[0]), await desk.Register(tree.Communes[0]));
        await desk.Assign(third, HolderDesk.Attends, desk.Today(), null, tree.Cells[0]);
        await desk.Assign(fourth, HolderDesk.Attends, desk.Today(), null, tree.Cells[0]);
        Assert.Equal(4, (await desk.Duties(tree.Cells[0])).Count(duty => duty.IsPresent));
        Assert.Equal((0, 7), ((await desk.Holdings(tree.Root)).Overlapped, await desk.Uncovered(tree.Root, "cell")));
    }

    [Fact]
    public async Task Who_holds_more_than_the_limit_is_seen_above_until_something_ends()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0], loadLimit: 2);
        await desk.Assign(official, tree.Groups[0], tree.Groups[1]);
        Assert.Equal(0, (await desk.Holdings(tree.Root)).Overloaded);
        var third = await desk.Assign(official, tree.Groups[2]);
        Assert.Equal((1, 3, true), ((await desk.Holdings(tree.Root)).Overloaded, (await desk.Holder(official)).Load, (await desk.Holder(official)).IsOverloaded));
        Assert.Equal([tree.Communes[0]], await desk.Find(tree.Province, HoldingCriterion.Overloaded));
        await desk.Accept(tree.Communes[0], new ChangeOfficial(official, "Cán bộ", [], 3));
        Assert.Equal(0, (await desk.Holdings(tree.Root)).Overloaded);
        await desk.Accept(tree.Communes[0], new ChangeOfficial(official, "Cán bộ", [], 2));
        await desk.End(third);
        Assert.Equal((0, 2), ((await desk.Holdings(tree.Root)).Overloaded, (await desk.Holder(official)).Load));
    }

    [Fact]
    public async Task A_team_s_units_count_for_its_members_by_their_share()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var home = tree.Communes[0];
        var (first, second) = (await desk.Register(home, loadLimit: 2), await desk.Register(home, loadLimit: 2));
        var team = await desk.Form(home, first, second);
        await desk.Assign(team, tree.Groups[0], tree.Groups[1], tree.Groups[2]);
        Assert.Equal((2, 2, 3), ((await desk.Holder(first)).Load, (await desk.Holder(second)).Load, (await desk.Holder(team)).Load));
        await desk.Assign(first, tree.Groups[3]);
        Assert.Equal((3, 1), ((await desk.Holder(first)).Load, (await desk.Holdings(tree.Root)).Overloaded));
        await desk.Accept(home, new ChangeTeam(team, "Tổ công tác", [second]));
        Assert.Equal((1, 3), ((await desk.Holder(first)).Load, (await desk.Holder(second)).Load));
        Assert.Equal([second], Assert.Single(await desk.Duties(tree.Groups[1])).Duty.Terms.Members);
    }

    [Fact]
    public async Task Lists_are_read_by_pages()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var home = tree.Communes[0];
        var officials = new List<HolderId>();
        for (var i = 0; i < 3; i++) officials.Add(await desk.Register(home));
        var team = await desk.Form(home, officials[0]);
        officials.Add(await desk.Register(home));
        var own = await desk.Assign(officials[1], tree.Cells[0]);
        await desk.Assign(team, tree.Cells[1]);

        var first = (await desk.Engine.QueryAsync(new ListHolders(home, 0, 3)))!;
        var rest = (await desk.Engine.QueryAsync(new ListHolders(home, first[^1].Id.Number, 3)))!;
        Assert.Equal([officials[0], officials[1], officials[2], team, officials[3]], first.Concat(rest).Select(view => view.Id));
        Assert.Equal([own], (await desk.Engine.QueryAsync(new ListAssignments(home, officials[1], 0, 10)))!.Select(assignment => assignment.Id));
        Assert.Equal([2], (await desk.Engine.QueryAsync(new ListAssignments(home, HolderId.None, 1, 10)))!.Select(assignment => assignment.Id.Number));
        Assert.Null(await desk.Engine.QueryAsync(new ListHolders(new UnitId(999), 0, 1)));
        Assert.Null(await desk.Engine.QueryAsync(new ListAssignments(new UnitId(999), HolderId.None, 0, 1)));
        Assert.Null(await desk.Engine.QueryAsync(new ListDuties(new UnitId(999))));
        Assert.Null(await desk.Engine.QueryAsync(new GetHolder(new HolderId(home, 99))));
        Assert.Null(await desk.Engine.QueryAsync(new GetAssignment(new AssignmentId(tree.Root, 1))));
        await Assert.ThrowsAsync<EngineUnavailableException>(() => desk.Engine.QueryAsync(new ListHolders(home, 0, Limits.PageItemsMax + 1)).AsTask());
    }

    [Fact]
    public async Task Units_nobody_holds_are_listed_below_any_unit()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var official = await desk.Register(tree.Communes[0]);
        await desk.Assign(official, tree.Cells[1]);
        Assert.Equal([tree.Cells[0]], await desk.Find(tree.Communes[0], HoldingCriterion.Uncovered, "cell"));
        Assert.Equal(tree.Cells.Where(cell => cell != tree.Cells[1]), await desk.Find(tree.Root, HoldingCriterion.Uncovered, "cell"));
        Assert.Empty(await desk.Find(tree.Root, HoldingCriterion.Uncovered, "nation"));
        Assert.Equal(1 + 2 + 4 + 7 + 24, (await desk.Find(tree.Root, HoldingCriterion.Uncovered)).Length);
    }

    private static UnitId FirstAt(SampleTree tree, string level) => level switch
    {
        "nation" => tree.Root,
        "province" => tree.Province,
        "district" => tree.Districts[0],
        "commune" => tree.Communes[0],
        "cell" => tree.Cells[0],
        _ => tree.Groups[0],
    };
}
