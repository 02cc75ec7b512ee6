using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Closed items leave unit state after thirty days, by the engine's clock and without anyone asking.
public abstract partial class EngineConformance
{
    private static readonly TimeSpan Kept = TimeSpan.FromMilliseconds(Limits.ClosedItemsKeptMs);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_cancelled_directive_retires_thirty_days_after_its_end()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await desk.Advance(TimeSpan.FromDays(100));
        await desk.Accept(tree.Root, new WithdrawDirective(directive));
        await RetiresIn(desk, tree, directive, Kept);
    }

    [Fact]
    public async Task A_superseded_directive_retires_thirty_days_after_its_end_and_its_successor_stays()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var old = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        var next = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), supersedes: old));
        await RetiresIn(desk, tree, old, Kept);
        foreach (var unit in tree.All) Assert.Equal([next], (await desk.View(unit)).Directives.Select(standing => standing.Spec.Id));
    }

    [Fact]
    public async Task A_fulfilled_directive_retires_thirty_days_after_the_last_acknowledgement()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("district")));
        await desk.Acknowledge(tree.Districts[0], directive);
        await desk.Advance(TimeSpan.FromDays(10));
        await desk.Acknowledge(tree.Districts[1], directive);
        Assert.Equal(desk.Now, (await desk.Engine.QueryAsync(new GetDirective(directive)))!.Directive.FulfilledAt);
        await RetiresIn(desk, tree, directive, Kept);
    }

    [Fact]
    public async Task A_directive_fulfilled_before_its_due_time_retires_thirty_days_after_that()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("district"), due: TimeSpan.FromDays(20)));
        foreach (var district in tree.Districts) await desk.Acknowledge(district, directive);
        await RetiresIn(desk, tree, directive, TimeSpan.FromDays(20) + Kept);
    }

    [Fact]
    public async Task A_directive_that_someone_has_not_done_never_retires()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("district"), due: TimeSpan.FromDays(1)));
        await desk.Acknowledge(tree.Districts[0], directive);
        await desk.Advance(TimeSpan.FromDays(1_000));
        Assert.True((await desk.Standing(tree.Districts[1], directive)).IsOverdue);
    }

    [Fact]
    public async Task A_unit_linked_later_keeps_a_fulfilled_directive_until_it_too_is_done()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("district")));
        foreach (var district in tree.Districts) await desk.Acknowledge(district, directive);
        await desk.Advance(TimeSpan.FromDays(29));
        var late = await desk.Open(tree.Province, "district");
        Assert.False((await desk.Engine.QueryAsync(new GetDirective(directive)))!.Directive.FulfilledAt.IsSet);
        await desk.Advance(TimeSpan.FromDays(29));
        await desk.Acknowledge(late, directive);
        await RetiresIn(desk, tree, directive, Kept);
    }

    [Fact]
    public async Task A_unit_linked_later_that_is_not_meant_changes_nothing_about_fulfilment()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("district")));
        foreach (var district in tree.Districts) await desk.Acknowledge(district, directive);
        var fulfilled = desk.Now;
        await desk.Advance(TimeSpan.FromDays(10));
        await desk.Open(tree.Cells[0], "group");
        Assert.Equal(fulfilled, (await desk.Engine.QueryAsync(new GetDirective(directive)))!.Directive.FulfilledAt);
        await RetiresIn(desk, tree, directive, Kept - TimeSpan.FromDays(10));
    }

    [Fact]
    public async Task Retirement_is_not_missed_over_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await desk.Accept(tree.Root, new WithdrawDirective(directive));
        Harness.Time.Advance(Kept);
        await desk.Crash();
        foreach (var unit in tree.All) Assert.Empty((await desk.View(unit)).Directives);
    }

    private static async Task RetiresIn(Desk desk, SampleTree tree, DirectiveId directive, TimeSpan wait)
    {
        await desk.Advance(wait - Moment);
        foreach (var unit in tree.All) await desk.Standing(unit, directive);
        await desk.Advance(Moment);
        foreach (var unit in tree.All) Assert.Null(await desk.Engine.QueryAsync(new GetStanding(unit, directive)));
        Assert.Null(await desk.Engine.QueryAsync(new GetDirective(directive)));
    }
}
