using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// What every engine must do, as scenarios. An engine joins by deriving one class that makes its harness; all scenarios then
/// run against it. One file per topic.
/// </summary>
public abstract partial class EngineConformance : IAsyncLifetime
{
    /// <summary>Makes the engine's harness; called once for each scenario.</summary>
    protected abstract IEngineHarness CreateHarness();

    /// <summary>The scenario's harness.</summary>
    protected IEngineHarness Harness { get; private set; } = null!;

    /// <inheritdoc/>
    public ValueTask InitializeAsync()
    {
        Harness = CreateHarness();
        return default;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves out a scenario that only an engine with a disk can pass.</summary>
    protected void RequireDurable() => Assert.SkipUnless(Harness.IsDurable, "The engine keeps nothing over a crash.");

    /// <summary>Leaves out a scenario that needs to look inside the engine.</summary>
    protected IReadOnlyList<UnitState> RequireSnapshot()
    {
        var units = Harness.SnapshotUnits();
        Assert.SkipUnless(units is not null, "The harness cannot look inside the engine.");
        return units!;
    }

    /// <summary>A desk at an engine with an empty tree.</summary>
    protected async Task<Desk> StartEmpty(string scheme = "three-tier") => await Start(LevelSchemes.Get(scheme));

    /// <summary>A desk at an engine with an empty tree under any scheme.</summary>
    protected async Task<Desk> Start(LevelScheme scheme) => new(Harness, await Harness.StartAsync(scheme));
}
