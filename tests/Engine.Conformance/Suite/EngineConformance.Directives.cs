using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A directive goes down a subtree; each target acknowledges, and completes where asked.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_directive_from_the_root_reaches_every_unit_and_each_knows_whether_it_is_meant()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("commune", "group")));

        foreach (var unit in tree.All)
        {
            var standing = await desk.Standing(unit, directive);
            var isMeant = tree.Communes.Contains(unit) || tree.Groups.Contains(unit);
            Assert.Equal(isMeant ? ReceiptFlags.Target : ReceiptFlags.None, standing.Flags);
        }
        Assert.Equal(new Progress(28, 28, 0, 0, 0, 0, false), await desk.Progress(tree.Root, directive));
    }

    [Fact]
    public async Task A_directive_stays_within_the_subtree_of_its_issuer()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Districts[0], desk.Directive(desk.Levels("district", "cell")));

        Assert.Equal(5, (await desk.Progress(tree.Districts[0], directive)).Targets);
        foreach (var outside in (UnitId[])[tree.Root, tree.Province, tree.Districts[1], tree.Cells[^1]])
            Assert.Null(await desk.Engine.QueryAsync(new GetStanding(outside, directive)));
    }

    [Fact]
    public async Task The_issuer_keeps_the_text_and_numbers_its_directives_from_one()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var first = await desk.Issue(root, desk.Directive(desk.Levels("nation"), title: "Chỉ thị một"));
        var second = await desk.Issue(root, desk.Directive(desk.Levels("nation"), title: "Chỉ thị hai"));

        Assert.Equal((1, 2), (first.Number, second.Number));
        var view = (await desk.Engine.QueryAsync(new GetDirective(second)))!;
        Assert.Equal(new DirectiveText("Chỉ thị hai", "Nội dung"), view.Directive.Text);
        Assert.Equal((DirectiveState.Active, desk.Now), (view.Directive.State, view.Directive.Spec.IssuedAt));
        Assert.Null(await desk.Engine.QueryAsync(new GetDirective(new DirectiveId(root, 3))));
    }

    [Fact]
    public async Task A_target_acknowledges_and_then_completes()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var group = tree.Groups[0];
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), Requirement.Complete));

        await desk.Advance(TimeSpan.FromHours(1));
        var acknowledged = await desk.Acknowledge(group, directive);
        await desk.Advance(TimeSpan.FromHours(1));
        var completed = await desk.Complete(group, directive);

        var standing = await desk.Standing(group, directive);
        Assert.Equal(ReceiptFlags.Target | ReceiptFlags.Acknowledged | ReceiptFlags.Completed, standing.Flags);
        Assert.Equal((acknowledged.At, completed.At), (standing.AcknowledgedAt, standing.CompletedAt));
        Assert.Equal(new Progress(24, 24, 1, 0, 1, 0, false), await desk.Progress(tree.Root, directive));
    }

    [Fact]
    public async Task Completing_acknowledges_what_was_not_acknowledged()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), Requirement.Complete));
        await desk.Complete(tree.Groups[0], directive);
        Assert.Equal(new Progress(24, 24, 1, 0, 1, 0, false), await desk.Progress(tree.Root, directive));
        await desk.Refuse(tree.Groups[0], new AcknowledgeDirective(directive), RefusalCode.Conflict, "directive");
    }

    [Fact]
    public async Task What_is_done_after_the_due_time_is_late_for_ever_and_at_the_due_time_it_is_not()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var due = TimeSpan.FromDays(2);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), Requirement.Complete, due));

        await desk.Advance(due);
        await desk.Complete(tree.Groups[0], directive);
        await desk.Acknowledge(tree.Groups[1], directive);
        Assert.False((await desk.Standing(tree.Groups[1], directive)).IsOverdue);
        await desk.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True((await desk.Standing(tree.Groups[1], directive)).IsOverdue);
        await desk.Complete(tree.Groups[1], directive);
        await desk.Complete(tree.Groups[2], directive);

        Assert.False((await desk.Standing(tree.Groups[1], directive)).IsOverdue);
        Assert.Equal(new Progress(24, 24, 3, 1, 3, 2, false), await desk.Progress(tree.Root, directive));
        Assert.True((await desk.Standing(tree.Groups[3], directive)).IsOverdue);
        Assert.False((await desk.Standing(tree.Cells[0], directive)).IsOverdue);
    }

    [Fact]
    public async Task An_update_changes_from_when_on_a_unit_is_late_but_not_what_was_late_before()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), due: TimeSpan.FromDays(1)));
        await desk.Advance(TimeSpan.FromDays(2));
        await desk.Acknowledge(tree.Groups[0], directive);

        var text = new DirectiveText("Gia hạn", "");
        await desk.Accept(tree.Root, new UpdateDirective(directive, desk.Now.PlusMs(3_600_000), Urgency.Immediate, text));
        await desk.Acknowledge(tree.Groups[1], directive);
        Assert.False((await desk.Standing(tree.Groups[2], directive)).IsOverdue);
        await desk.Advance(TimeSpan.FromHours(2));
        await desk.Acknowledge(tree.Groups[2], directive);

        Assert.Equal(new Progress(24, 24, 3, 2, 0, 0, false), await desk.Progress(tree.Root, directive));
        foreach (var unit in tree.All)
        {
            var spec = (await desk.Standing(unit, directive)).Spec;
            Assert.Equal((2, Urgency.Immediate), (spec.Revision, spec.Urgency));
        }
        Assert.Equal(text, (await desk.Engine.QueryAsync(new GetDirective(directive)))!.Directive.Text);
    }

    [Fact]
    public async Task A_directive_supersedes_an_earlier_one_everywhere()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var old = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await desk.Acknowledge(tree.Groups[0], old);
        var replacement = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), supersedes: old));

        foreach (var unit in tree.All)
        {
            Assert.True((await desk.Standing(unit, old)).Flags.HasFlag(ReceiptFlags.Superseded));
            var standing = await desk.Standing(unit, replacement);
            Assert.False(standing.Flags.HasFlag(ReceiptFlags.Superseded));
            Assert.Equal(old, standing.Spec.Supersedes);
        }
        Assert.Equal(DirectiveState.Superseded, (await desk.Engine.QueryAsync(new GetDirective(old)))!.Directive.State);
        Assert.Equal(1, (await desk.Progress(tree.Root, old)).Acknowledged);
        await desk.Refuse(tree.Groups[1], new AcknowledgeDirective(old), RefusalCode.Conflict, "directive");
        await desk.Acknowledge(tree.Groups[1], replacement);
        await desk.Refuse(tree.Root, desk.Directive(desk.Levels("group"), supersedes: old), RefusalCode.Conflict, "supersedes");
    }

    [Fact]
    public async Task A_cancelled_directive_is_cancelled_everywhere_and_nobody_is_overdue()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), due: TimeSpan.FromDays(1)));
        await desk.Acknowledge(tree.Groups[0], directive);
        await desk.Accept(tree.Root, new WithdrawDirective(directive));
        await desk.Advance(TimeSpan.FromDays(2));

        foreach (var unit in tree.All)
        {
            var standing = await desk.Standing(unit, directive);
            Assert.True(standing.Flags.HasFlag(ReceiptFlags.Cancelled));
            Assert.False(standing.IsOverdue);
        }
        await desk.Refuse(tree.Groups[1], new AcknowledgeDirective(directive), RefusalCode.Conflict, "directive");
        await desk.Refuse(tree.Root, new WithdrawDirective(directive), RefusalCode.Conflict, "directive");
        Assert.Equal(1, (await desk.Progress(tree.Root, directive)).Acknowledged);
    }

    [Theory]
    [InlineData(Reality.Actual)]
    [InlineData(Reality.Exercise)]
    [InlineData(Reality.Test)]
    public async Task A_drill_looks_like_a_drill_at_every_unit_for_its_whole_life(Reality reality)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group"), reality: reality));
        var late = await desk.Open(tree.Cells[0], "group");
        await desk.Accept(tree.Root, new UpdateDirective(directive, Instant.None, Urgency.Past, new DirectiveText("Đã sửa", "")));
        await desk.Accept(tree.Root, new WithdrawDirective(directive));

        foreach (var unit in (UnitId[])[.. tree.All, late])
        {
            Assert.Equal(reality, (await desk.Standing(unit, directive)).Spec.Reality);
            Assert.All((await desk.View(unit)).Directives, standing => Assert.Equal(reality, standing.Spec.Reality));
        }
        Assert.Equal(reality, (await desk.Engine.QueryAsync(new GetDirective(directive)))!.Directive.Spec.Reality);
    }

    [Fact]
    public async Task A_drill_cannot_replace_the_real_thing()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var real = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await desk.Refuse(tree.Root, desk.Directive(desk.Levels("group"), reality: Reality.Exercise, supersedes: real), RefusalCode.Conflict, "status");
    }

    [Fact]
    public async Task A_child_linked_later_gets_the_directives_then_open_and_only_those()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var targets = desk.Levels("group");
        var old = await desk.Issue(tree.Root, desk.Directive(targets));
        var superseding = await desk.Issue(tree.Root, desk.Directive(targets, supersedes: old));
        var cancelled = await desk.Issue(tree.Province, desk.Directive(targets));
        await desk.Accept(tree.Province, new WithdrawDirective(cancelled));
        var local = await desk.Issue(tree.Cells[0], desk.Directive(targets));
        var elsewhere = await desk.Issue(tree.Cells[1], desk.Directive(targets));
        var late = await desk.Open(tree.Cells[0], "group");
        var after = await desk.Issue(tree.Root, desk.Directive(targets));

        Assert.Equal([superseding, local, after], (await desk.View(late)).Directives.Select(standing => standing.Spec.Id));
        Assert.All((await desk.View(late)).Directives, standing => Assert.Equal(ReceiptFlags.Target, standing.Flags));
        Assert.Equal((25, 24, 24, 4, 3), (
            (await desk.Progress(tree.Root, superseding)).Targets, (await desk.Progress(tree.Root, old)).Targets,
            (await desk.Progress(tree.Province, cancelled)).Targets, (await desk.Progress(tree.Cells[0], local)).Targets,
            (await desk.Progress(tree.Cells[1], elsewhere)).Targets));
    }

    [Fact]
    public async Task A_closed_unit_is_no_target_of_what_is_issued_later()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Accept(tree.Groups[0], new CloseUnit(new DateOnly(2025, 1, 5), []));
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));

        Assert.Equal(new Progress(23, 23, 0, 0, 0, 0, false), await desk.Progress(tree.Root, directive));
        Assert.Equal(ReceiptFlags.None, (await desk.Standing(tree.Groups[0], directive)).Flags);
        await desk.Refuse(tree.Groups[0], new AcknowledgeDirective(directive), RefusalCode.UnitClosed, "unit");
    }
}
