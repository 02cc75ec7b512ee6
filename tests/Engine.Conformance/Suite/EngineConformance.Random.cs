using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Random lives of random trees, compared with a model that counts everything afresh. A seed replays a whole life.
public abstract partial class EngineConformance
{
    [Theory]
    [InlineData(1, "three-tier")]
    [InlineData(2, "three-tier")]
    [InlineData(3, "two-tier")]
    [InlineData(4, "two-tier")]
    [InlineData(5, "school-network")]
    [InlineData(6, "school-network")]
    public async Task A_random_life_agrees_with_a_naive_recount(int seed, string scheme)
    {
        var desk = await Start(SchemeOf(scheme));
        var workload = new Workload(desk, (ulong)seed);
        await workload.Grow();
        await workload.Compare();
        for (var i = 0; i < 12; i++)
        {
            await workload.Run(50);
            if (Harness.IsDurable && i % 4 == 2) await desk.Crash();
            await workload.Compare();
        }
        Assert.InRange(workload.AcceptedPercent, 30, 90);
        Assert.True(workload.CasesRaised > 20 || desk.Engine.Catalog.Categories.Count == 0, $"only {workload.CasesRaised} cases");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task A_random_storm_of_acknowledgements_counts_each_once(int seed)
    {
        var desk = await StartEmpty();
        var workload = new Workload(desk, (ulong)seed);
        await workload.Grow();
        var everyone = desk.Directive(desk.Engine.Scheme.AllLevels, Requirement.Complete);
        await desk.Accept(UnitId.Root, everyone);
        workload.Naive.Submit(UnitId.Root, everyone, desk.Now.Milliseconds);
        var directive = new DirectiveId(UnitId.Root, 1);

        // Each unit is asked to acknowledge and to complete at once, twice; which of them is first, nobody decides.
        Command[] commands = [new AcknowledgeDirective(directive), new CompleteDirective(directive), new AcknowledgeDirective(directive), new CompleteDirective(directive)];
        var storm = from unit in workload.Naive.Units.Keys from command in commands select Task.Run(() => desk.Submit(unit, command));
        await Task.WhenAll(storm);
        await Harness.QuietAsync();
        foreach (var unit in workload.Naive.Units.Keys) workload.Naive.Submit(unit, commands[1], desk.Now.Milliseconds);
        await workload.Compare();
    }
}
