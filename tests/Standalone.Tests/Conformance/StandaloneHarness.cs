using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Tests.Storage;

namespace HierarchySim.Standalone.Tests;

/// <summary>The real engine, threads and all, over a data folder of the test's own.</summary>
internal sealed class StandaloneHarness(int shards) : IEngineHarness
{
    private readonly TempFolder temp = new();
    private StandaloneEngine? engine;
    private LevelScheme? scheme;

    public FakeTime Time { get; } = new();

    public bool IsDurable => true;

    public Task<IHierarchyEngine> StartAsync(LevelScheme scheme)
    {
        this.scheme = scheme;
        return Task.FromResult<IHierarchyEngine>(engine = Open());
    }

    public async Task<IHierarchyEngine> RestartAsync()
    {
        await engine!.AbandonAsync();
        return engine = Open();
    }

    public async Task QuietAsync()
    {
        await Quiet.ReachAsync(engine!.CurrentRun);
        await engine.CatchUpAsync();
    }

    public IReadOnlyList<UnitState> SnapshotUnits() => [.. engine!.CurrentRun.Directory.All()];

    public async ValueTask DisposeAsync()
    {
        if (engine is not null) await engine.DisposeAsync();
        temp.Dispose();
    }

    private StandaloneEngine Open() =>
        StandaloneEngine.Open(temp["data"], new StandaloneOptions { Shards = shards, Time = new StillTimers(Time), SchemeJson = SchemeFiles.Write(scheme!) });
}
