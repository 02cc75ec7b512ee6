namespace HierarchySim.Standalone;

/// <summary>How a standalone engine is opened.</summary>
public sealed record StandaloneOptions
{
    /// <summary>Shards, one thread each; 0 for one per core. It may change from start to start.</summary>
    public int Shards { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The level scheme file of a new data set; null for the shipped <c>three-tier</c>. A data set that has one keeps it.</summary>
    public string? SchemeJson { get; init; }

    /// <summary>
    /// The catalogue file of a data set that has none yet, or whose own can no longer be used; null for the shipped one. A data set
    /// that has one keeps it until <see cref="StandaloneEngine.SetCatalogAsync"/>.
    /// </summary>
    public string? CatalogJson { get; init; }

    /// <summary>Called while data is loaded, with units and journal records so far.</summary>
    public Action<long, long>? Progress { get; init; }

    /// <summary>
    /// A snapshot is taken after this many bytes of journal, or after a quarter as many as the last snapshot had where that is more: a
    /// start replays that much, and what came while the snapshot was written. What a start replayed counts some seconds later.
    /// </summary>
    public long SnapshotAfterBytes { get; init; } = 16L << 20;

    /// <summary>For whoever steps an engine without threads: called with each run that begins, to say how it is woken.</summary>
    internal Action<Running.EngineRun>? Stepping { get; init; }

    /// <summary>Called with sentences an operator should see: a failed commit, a snapshot that could not be written.</summary>
    public Action<string>? Report { get; init; }
}
