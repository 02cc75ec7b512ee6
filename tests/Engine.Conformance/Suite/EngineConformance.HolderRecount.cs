namespace HierarchySim.Engine.Conformance;

// Random lives of officials and assignments over many midnights, compared with a model that goes through everything afresh.
public abstract partial class EngineConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Who_holds_what_agrees_with_a_naive_recount(int seed)
    {
        var desk = await StartEmpty();
        var workload = new HolderWorkload(desk, await SampleTree.Open(desk), (ulong)seed);
        for (var i = 0; i < 8; i++)
        {
            await workload.Run(40);
            if (Harness.IsDurable && i % 3 == 1) await desk.Crash();
            await workload.Compare();
        }
        Assert.InRange(workload.AcceptedPercent, 50, 95);
    }
}
