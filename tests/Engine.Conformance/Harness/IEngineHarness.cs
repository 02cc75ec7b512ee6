using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// What the suite needs of an engine beside its port: to start it, to kill it, to move its clock, and to know when nothing is
/// in flight. One harness serves one test and one data set.
/// </summary>
public interface IEngineHarness : IAsyncDisposable
{
    /// <summary>The engine's clock; only the test moves it.</summary>
    FakeTime Time { get; }

    /// <summary>True when the engine keeps its data over a crash.</summary>
    bool IsDurable { get; }

    /// <summary>Starts an engine on an empty data set. Called once.</summary>
    Task<IHierarchyEngine> StartAsync(LevelScheme scheme);

    /// <summary>Ends the engine without a clean stop, as a crash would, and starts it on what is on disk. Durable harnesses only.</summary>
    Task<IHierarchyEngine> RestartAsync();

    /// <summary>
    /// Completes when nothing is in flight at the clock's time: every queue is empty, everything is committed, every message
    /// and every summary is confirmed, lists and searches are up to date, and what the clock brought about is done. Never by sleeping.
    /// </summary>
    Task QuietAsync();

    /// <summary>All units as they stand inside the engine, called at quiet; null when the harness cannot look inside.</summary>
    IReadOnlyList<UnitState>? SnapshotUnits();
}
