namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Snapshots bound the time of recovery. One is written while the engine runs, so it spans two places of the
/// journal: it holds at least everything up to its start sequence and nothing beyond its end sequence. Recovery
/// needs the journal at least up to the end sequence.
/// </summary>
public interface ISnapshotStore
{
    /// <summary>Starts a snapshot; nothing of it is visible until it is complete.</summary>
    ISnapshotWriter Begin(long startSequence);

    /// <summary>What is there, newest first, with the damage named where a file is not whole.</summary>
    IReadOnlyList<SnapshotInfo> List();

    /// <summary>Opens one for reading.</summary>
    /// <exception cref="SnapshotDamagedException">The header or the trailer is not what was written.</exception>
    ISnapshotReader Open(SnapshotInfo info);
}

/// <summary>Writes one snapshot; disposing without <see cref="Complete"/> leaves nothing behind.</summary>
public interface ISnapshotWriter : IDisposable
{
    /// <summary>Adds a chunk; <paramref name="position"/> is the caller's and comes back as it was given.</summary>
    void WriteChunk(long position, ReadOnlySpan<byte> payload);

    /// <summary>Makes the snapshot durable and visible, in one step.</summary>
    SnapshotInfo Complete(long endSequence);
}

/// <summary>Reads one snapshot.</summary>
public interface ISnapshotReader : IDisposable
{
    /// <summary>The chunks in the order they were written. A payload is valid until the next chunk is read.</summary>
    /// <exception cref="SnapshotDamagedException">A chunk is missing, misplaced or altered.</exception>
    IEnumerable<SnapshotChunk> Chunks();
}

/// <summary>One piece of a snapshot.</summary>
public readonly record struct SnapshotChunk(long Position, ReadOnlyMemory<byte> Payload);

/// <summary>A snapshot file as its header and trailer describe it.</summary>
/// <param name="StartSequence">It holds every record up to here; replay starts after it.</param>
/// <param name="EndSequence">It holds nothing beyond here; 0 when damaged.</param>
/// <param name="ChunkCount">Number of chunks; 0 when damaged.</param>
/// <param name="LengthBytes">Size of the file.</param>
/// <param name="FileName">Name within the snapshots folder.</param>
/// <param name="Damage">Why it cannot be used, or <see langword="null"/> when header and trailer are whole.</param>
public sealed record SnapshotInfo(
    long StartSequence, long EndSequence, long ChunkCount, long LengthBytes, string FileName, string? Damage = null);
