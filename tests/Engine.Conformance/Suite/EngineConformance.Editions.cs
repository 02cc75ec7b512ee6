using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A change that holds only while the thing is as its sender saw it.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Of_many_who_saw_the_same_unit_one_changes_it()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var seen = await EditionOf(desk, tree.Province);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => desk.Submit(tree.Province, new WhenUnchanged([seen], new RenameUnit($"Tỉnh {i}")))));
        await desk.Harness.QuietAsync();
        Assert.Single(answers, answer => answer.Verdict == Verdict.Accepted);
        Assert.All(answers.Where(answer => !answer.IsAccepted), answer => Assert.Equal((RefusalCode.Changed, "edition"), (answer.Refusal!.Code, answer.Refusal.Field)));
        Assert.NotEqual(seen, await EditionOf(desk, tree.Province));
    }

    [Fact]
    public async Task A_conditional_change_is_repeated_and_not_judged_again_also_after_a_restart()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var change = new WhenUnchanged([await EditionOf(desk, tree.Province)], new RenameUnit("Tỉnh Vĩnh Long"));
        var first = await desk.SubmitAs("once", tree.Province, change, "body");
        Assert.Equal(Verdict.Accepted, first.Verdict);
        Assert.Equal((Verdict.Repeated, first.At), await Again());
        var after = await EditionOf(desk, tree.Province);
        await desk.Crash();
        Assert.Equal((Verdict.Repeated, first.At), await Again());
        Assert.Equal(after, await EditionOf(desk, tree.Province));

        async Task<(Verdict, Instant)> Again()
        {
            var answer = await desk.SubmitAs("once", tree.Province, change, "body");
            return (answer.Verdict, answer.At);
        }
    }

    private static async Task<Edition> EditionOf(Desk desk, UnitId id)
    {
        var unit = (await desk.Engine.QueryAsync(new GetUnit(id)))!;
        return Edition.OfUnit(unit.Name, unit.Codes, unit.Closed);
    }
}
