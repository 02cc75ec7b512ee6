namespace HierarchySim.Standalone.Storage;

/// <summary>How the journal's file is kept. The defaults suit every deployment; tests make them small.</summary>
public sealed record JournalStoreOptions
{
    /// <summary>Page size of a new journal, a power of two up to 65,536. Larger pages suit large payloads.</summary>
    public int PageSizeBytes { get; init; } = 16_384;

    /// <summary>The log is moved into the main file once this much was added to it.</summary>
    public long CheckpointAfterBytes { get; init; } = 16L << 20;

    /// <summary>Past this size of the log the committing thread finishes a checkpoint itself.</summary>
    public long FinishAfterBytes { get; init; } = 64L << 20;

    /// <summary>Off: nothing runs by itself, and the owner steps <see cref="SqliteJournalStore.Checkpointer"/>.</summary>
    public bool RunCheckpointThread { get; init; } = true;
}
