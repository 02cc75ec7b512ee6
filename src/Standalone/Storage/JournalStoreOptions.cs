namespace HierarchySim.Standalone.Storage;

/// <summary>How the journal's file is kept. The defaults suit every deployment; tests make them small.</summary>
public sealed record JournalStoreOptions
{
    /// <summary>Page size of a new journal, a power of two up to 65,536. Larger pages suit large payloads.</summary>
    public int PageSizeBytes { get; init; } = 16_384;

    /// <summary>
    /// The log is moved into the main file once this much was added to it. Small, because the sync that ends a
    /// checkpoint delays the commits beside it: the slowest commit under a steady 60 MB/s took 4 to 6 ms with 4 MiB
    /// and 30 ms with 16 MiB.
    /// </summary>
    public long CheckpointAfterBytes { get; init; } = 4L << 20;

    /// <summary>Past this size of the log the committing thread finishes a checkpoint itself, so that the log starts over.</summary>
    public long FinishAfterBytes { get; init; } = 64L << 20;

    /// <summary>Off: nothing runs by itself, and the owner steps <see cref="SqliteJournalStore.Checkpointer"/>.</summary>
    public bool RunCheckpointThread { get; init; } = true;

    /// <summary>Off: the list of erasures is neither carried out nor written, for a verification that looks at both as they are.</summary>
    public bool FinishErasures { get; init; } = true;
}
