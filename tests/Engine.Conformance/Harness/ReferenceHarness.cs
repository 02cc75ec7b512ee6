using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// The suite's own engine under the suite: what it passes, an oracle may claim. Its crash loses nothing, for it commits at once;
/// what is tried is the recovery.
/// </summary>
public sealed class ReferenceHarness : IEngineHarness
{
    private ReferenceEngine? engine;

    /// <inheritdoc/>
    public FakeTime Time { get; } = new();

    /// <inheritdoc/>
    public bool IsDurable => true;

    /// <inheritdoc/>
    public Task<IHierarchyEngine> StartAsync(LevelScheme scheme) => Task.FromResult<IHierarchyEngine>(engine = new ReferenceEngine(scheme, Time));

    /// <inheritdoc/>
    public Task<IHierarchyEngine> RestartAsync() => Task.FromResult<IHierarchyEngine>(engine = engine!.Restart());

    /// <inheritdoc/>
    public Task QuietAsync()
    {
        engine!.Quiet();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IReadOnlyList<UnitState> SnapshotUnits() => engine!.Inspect(units => units.ToArray());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine?.DisposeAsync() ?? default;
}
