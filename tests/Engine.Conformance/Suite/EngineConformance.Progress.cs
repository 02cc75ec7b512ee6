using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Progress climbs: per child, per unit, up to the issuer, and never further than the truth.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Progress_of_the_children_and_of_the_unit_itself_sums_to_the_unit()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Engine.Scheme.AllLevels, Requirement.Complete, TimeSpan.FromDays(1)));
        foreach (var unit in tree.All.Where((_, i) => i % 3 == 0)) await desk.Acknowledge(unit, directive);
        await desk.Advance(TimeSpan.FromDays(2));
        foreach (var unit in tree.All.Where((_, i) => i % 2 == 0)) await desk.Complete(unit, directive);

        foreach (var unit in tree.All)
        {
            var standing = await desk.Standing(unit, directive);
            var own = new Progress(
                1, 1, Bit(standing, ReceiptFlags.Acknowledged), Bit(standing, ReceiptFlags.AcknowledgedLate),
                Bit(standing, ReceiptFlags.Completed), Bit(standing, ReceiptFlags.CompletedLate), false);
            var children = (await desk.Engine.QueryAsync(new GetChildProgress(unit, directive, 0, 100)))!;
            Assert.Equal(standing.Progress, children.Items.Aggregate(own, (sum, child) => sum + child.Progress));
            foreach (var child in children.Items) Assert.Equal(await desk.Progress(child.Child, directive), child.Progress);
            Assert.Equal((await desk.View(unit)).ChildCount, children.Total);
        }
        Assert.Null(await desk.Engine.QueryAsync(new GetChildProgress(tree.Root, new DirectiveId(tree.Root, 99), 0, 100)));
    }

    [Fact]
    public async Task Progress_of_children_comes_by_pages_with_their_names()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Cells[0], desk.Directive(desk.Levels("group")));
        var page = (await desk.Engine.QueryAsync(new GetChildProgress(tree.Cells[0], directive, 1, 1)))!;
        var view = await desk.View(tree.Groups[1]);
        Assert.Equal([new ChildProgressView(view.Id, view.Name, new Progress(1, 1, 0, 0, 0, 0, false))], page.Items);
        Assert.Equal(3, page.Total);
    }

    [Fact]
    public async Task Counting_ends_when_all_below_have_reported()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        foreach (var unit in tree.All) Assert.False((await desk.Progress(unit, directive)).Counting);
        await desk.Open(tree.Cells[0], "group");
        foreach (var unit in tree.All) Assert.False((await desk.Progress(unit, directive)).Counting);
        Assert.Equal(new Progress(25, 25, 0, 0, 0, 0, false), await desk.Progress(tree.Root, directive));
    }

    [Fact]
    public async Task Numbers_of_units_with_a_directive_agree_with_the_unit_view()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await desk.Acknowledge(tree.Groups[0], directive);
        foreach (var unit in tree.All)
        {
            var (view, standing) = (await desk.View(unit), await desk.Standing(unit, directive));
            Assert.Equal([standing with { AsOf = view.AsOf }], view.Directives);
        }
    }

    [Fact]
    public async Task Counters_read_at_any_moment_are_ordered_and_never_exceed_the_truth()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var directive = new DirectiveId(tree.Root, 1);
        var acknowledging = 0;
        var issue = desk.Submit(tree.Root, desk.Directive(desk.Levels("group")));
        await CheckMoment();
        await issue;
        await Harness.QuietAsync();

        var answers = new List<Task<CommandAnswer>>();
        foreach (var group in tree.Groups)
        {
            // Counted before it is sent: what a read sees afterwards cannot be more than this.
            acknowledging++;
            answers.Add(desk.Submit(group, new AcknowledgeDirective(directive)));
            await CheckMoment();
        }
        while (answers.Any(answer => !answer.IsCompleted)) await CheckMoment();
        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(Verdict.Accepted, answer.Verdict));
        await Harness.QuietAsync();
        Assert.Equal(new Progress(24, 24, 24, 0, 0, 0, false), await desk.Progress(tree.Root, directive));

        async Task CheckMoment()
        {
            foreach (var unit in (UnitId[])[tree.Root, tree.Province, tree.Districts[0], tree.Cells[0], tree.Groups[0]])
            {
                if (await desk.Engine.QueryAsync(new GetStanding(unit, directive)) is not { } standing) continue;
                Assert.True(standing.Progress.IsOrdered, $"{standing.Progress} at {unit}");
                Assert.True(standing.Progress.Targets <= tree.Groups.Length);
                Assert.True(standing.Progress.Acknowledged <= acknowledging);
            }
        }
    }

    private static int Bit(DirectiveStanding standing, ReceiptFlags flag) => standing.Flags.HasFlag(flag) ? 1 : 0;
}
