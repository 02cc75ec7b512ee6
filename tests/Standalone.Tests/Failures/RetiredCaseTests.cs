using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;
using HierarchySim.Standalone.Tests.Storage;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>A case that retires is found at every moment: at its origin before, in the lists after. The engine is stepped by hand.</summary>
public sealed class RetiredCaseTests : IAsyncDisposable
{
    private static readonly CaseId Raised = new(UnitId.Root, 1);
    private readonly TempFolder temp = new();
    private readonly FakeTime time = new();
    private readonly StandaloneEngine engine;

    public RetiredCaseTests()
    {
        var storage = new FolderStorage(DataFolder.Open(temp["data"], time.GetUtcNow()));
        engine = StandaloneEngine.Open(storage, new StandaloneOptions { Shards = 1, Time = time }, new DirectInterconnect(), threads: false);
    }

    public async ValueTask DisposeAsync()
    {
        await engine.AbandonAsync();
        temp.Dispose();
    }

    [Fact]
    public async Task A_case_whose_retirement_the_lists_have_not_heard_of_is_waited_for()
    {
        await Retire();
        var reading = engine.QueryAsync(new GetCase(Raised), LiveEngine.Token).AsTask();
        Work();
        Assert.False(reading.IsCompleted);
        while (engine.StepReadModels()) { }
        Assert.Equal((Raised, CaseStatus.Withdrawn), await reading is { } file ? (file.Spec.Id, file.Status) : default);
    }

    [Fact]
    public async Task A_case_that_was_never_raised_waits_for_no_lists()
    {
        await Retire();
        var reading = engine.QueryAsync(new GetCase(new CaseId(UnitId.Root, 2)), LiveEngine.Token).AsTask();
        Work();
        Assert.Null(await reading);
    }

    private async Task Retire()
    {
        await Accept(1, new OpenRoot(LiveEngine.Define(UnitId.Root, 0)));
        await Accept(2, new RaiseCase("roads-lighting", Reality.Actual, HolderId.None, new TextId(1, 1)));
        await Accept(3, new WithdrawCase(Raised));
        while (engine.StepReadModels()) { }
        time.Advance(TimeSpan.FromDays(31));
        engine.Tick();
        Work();
    }

    private async Task Accept(ulong key, Command command)
    {
        var answer = engine.SubmitAsync(new CommandId(1, key, 1), UnitId.Root, command, LiveEngine.Token).AsTask();
        Work();
        Assert.Null((await answer).Refusal);
    }

    private void Work()
    {
        var run = engine.CurrentRun;
        while (run.Shards.Aggregate(false, (worked, shard) => shard.Step() | worked) | run.Journal.Step()) { }
    }
}
