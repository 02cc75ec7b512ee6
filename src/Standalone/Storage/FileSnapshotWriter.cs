namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Writes one snapshot under a temporary name through a large buffer. Only <see cref="Complete"/> syncs it and gives
/// it its name; dropping the writer deletes the temporary file.
/// </summary>
internal sealed class FileSnapshotWriter : ISnapshotWriter
{
    private const int BufferBytes = 1 << 20;
    private readonly string _path;
    private readonly long _startSequence;
    private readonly Action _completed;
    private readonly FileStream _file;
    private long _chunkCount;
    private bool _closed;

    public FileSnapshotWriter(string path, long startSequence, Action completed)
    {
        (_path, _startSequence, _completed) = (path, startSequence, completed);
        _file = new FileStream(Temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes);
        Span<byte> header = stackalloc byte[SnapshotFormat.HeaderBytes];
        SnapshotFormat.WriteHeader(header, startSequence);
        _file.Write(header);
    }

    private string Temporary => _path + DurableFile.TemporarySuffix;

    /// <inheritdoc/>
    public void WriteChunk(long position, ReadOnlySpan<byte> payload)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, SnapshotFormat.ChunkBytesMax);
        Span<byte> header = stackalloc byte[SnapshotFormat.ChunkHeaderBytes];
        SnapshotFormat.WriteChunkHeader(header, _chunkCount, position, payload);
        try
        {
            _file.Write(header);
            _file.Write(payload);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToStorageFailed(error, Temporary);
        }
        _chunkCount++;
    }

    /// <inheritdoc/>
    public SnapshotInfo Complete(long endSequence)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(endSequence, _startSequence);
        Span<byte> trailer = stackalloc byte[SnapshotFormat.TrailerBytes];
        SnapshotFormat.WriteTrailer(trailer, _startSequence, _chunkCount, endSequence);
        try
        {
            _file.Write(trailer);
            _file.Flush(flushToDisk: true);
            long lengthBytes = _file.Length;
            _file.Dispose();
            DurableFile.Publish(Temporary, _path);
            _closed = true;
            _completed();
            return new SnapshotInfo(_startSequence, endSequence, _chunkCount, lengthBytes, Path.GetFileName(_path));
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToStorageFailed(error, _path);
        }
    }

    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        try
        {
            _file.Dispose();
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            // The rest of the buffer found no room; the file goes away in any case.
        }
        DurableFile.TryDelete(Temporary);
    }
}
