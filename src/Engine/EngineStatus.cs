using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Whether the engine takes work.</summary>
public enum EngineCondition
{
    /// <summary>Reads and writes.</summary>
    Ready,

    /// <summary>A commit failed; the engine reads its data again.</summary>
    Reloading,

    /// <summary>Reads only: storage does not take writes.</summary>
    ReadOnly,

    /// <summary>No new work.</summary>
    Stopping,
}

/// <summary>What an engine says of itself.</summary>
/// <param name="Engine">Which engine: <c>standalone</c> or <c>orleans</c>.</param>
/// <param name="Condition">Whether it takes work.</param>
/// <param name="Reason">What is not well, in a sentence; null when all is. A ready engine may have one: its lists fall behind.</param>
/// <param name="Units">Units loaded.</param>
/// <param name="Waiting">Commands, queries and messages that wait inside.</param>
/// <param name="ReadModelsAsOf">Everything committed until then is in the lists and searches.</param>
public sealed record EngineStatus(string Engine, EngineCondition Condition, string? Reason, long Units, long Waiting, Instant ReadModelsAsOf);
