namespace HierarchySim.Standalone.Storage;

/// <summary>A snapshot is not what was written. Recovery goes on with an older one, or with the journal alone.</summary>
public sealed class SnapshotDamagedException : Exception
{
    public SnapshotDamagedException(string path, string reason, Exception? inner = null)
        : base($"Snapshot '{path}' cannot be used: {reason} Recovery uses an older snapshot or the journal alone; the file can be deleted.", inner)
        => Reason = reason;

    /// <summary>What was found, in one sentence.</summary>
    public string Reason { get; }
}
