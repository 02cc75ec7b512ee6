using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A caller that heard no answer sends the same command again, under the same key.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task A_command_sent_again_gets_the_first_answer_and_takes_effect_once()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var command = desk.Directive(desk.Levels("group"));
        var first = await desk.SubmitAs("retry", tree.Root, command);
        await desk.Advance(TimeSpan.FromHours(1));
        await desk.Accept(tree.Root, desk.Directive(desk.Levels("group")));
        var second = await desk.SubmitAs("retry", tree.Root, command);

        Assert.Equal((Verdict.Accepted, 1), (first.Verdict, first.Number));
        Assert.Equal(first with { Verdict = Verdict.Repeated }, second);
        Assert.True(second.IsAccepted);
        Assert.Equal(2, (await desk.View(tree.Root)).Directives.Count);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        await desk.SubmitAs("once", root, new RenameUnit("Một"));
        var answer = await desk.SubmitAs("once", root, new RenameUnit("Hai"));
        await Harness.QuietAsync();
        Assert.Equal((Verdict.Refused, RefusalCode.KeyReused, "key"), (answer.Verdict, answer.Refusal!.Code, answer.Refusal.Field));
        Assert.Equal("Một", (await desk.View(root)).Name);
    }

    [Fact]
    public async Task The_same_key_at_another_unit_is_another_command()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province");
        Assert.Equal(Verdict.Accepted, (await desk.SubmitAs("same", root, new RenameUnit("Một"))).Verdict);
        Assert.Equal(Verdict.Accepted, (await desk.SubmitAs("same", province, new RenameUnit("Hai"))).Verdict);
    }

    [Fact]
    public async Task A_refused_command_leaves_its_key_free()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        Assert.Equal(Verdict.Refused, (await desk.SubmitAs("again", root, new RenameUnit(""))).Verdict);
        Assert.Equal(Verdict.Accepted, (await desk.SubmitAs("again", root, new RenameUnit("Đúng"))).Verdict);
    }

    [Fact]
    public async Task A_command_sent_twice_at_once_takes_effect_once()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var command = desk.Directive(desk.Levels("nation"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => desk.SubmitAs("storm", root, command))));
        await Harness.QuietAsync();

        Assert.Single(answers, answer => answer.Verdict == Verdict.Accepted);
        Assert.Equal(19, answers.Count(answer => answer.Verdict == Verdict.Repeated));
        Assert.Single(answers.Select(answer => (answer.At, answer.Number)).Distinct());
        Assert.Single((await desk.View(root)).Directives);
    }

    [Fact]
    public async Task Opening_the_root_again_under_the_same_key_gets_the_first_answer()
    {
        var desk = await StartEmpty();
        var command = new OpenRoot(desk.Define(UnitId.Root, "nation", "Việt Nam"));
        Assert.Equal(Verdict.Accepted, (await desk.SubmitAs("root", UnitId.Root, command)).Verdict);
        Assert.Equal(Verdict.Repeated, (await desk.SubmitAs("root", UnitId.Root, command)).Verdict);
    }

    [Fact]
    public async Task Retries_get_the_first_answer_also_after_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var command = desk.Directive(desk.Levels("group"));
        var first = await desk.SubmitAs("retry", tree.Root, command);
        await desk.Crash();
        await desk.Advance(TimeSpan.FromHours(23));

        Assert.Equal(first with { Verdict = Verdict.Repeated }, await desk.SubmitAs("retry", tree.Root, command));
        Assert.Equal(RefusalCode.KeyReused, (await desk.SubmitAs("retry", tree.Root, command, "another body")).Refusal!.Code);
        Assert.Single((await desk.View(tree.Root)).Directives);
    }
}
