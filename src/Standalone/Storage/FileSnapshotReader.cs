using System.Buffers.Binary;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Reads one snapshot. The header and the trailer are checked before the first chunk, so a file that was cut is
/// refused at once; altered bytes are found when their chunk is read. The caller must therefore not show anything
/// built from a snapshot before the last chunk came.
/// </summary>
internal sealed class FileSnapshotReader : ISnapshotReader
{
    private const int BufferBytes = 1 << 20;
    private readonly string _path;
    private readonly Stream _file;
    private readonly SnapshotInfo _info;
    private byte[] _payload = new byte[1 << 16];

    public FileSnapshotReader(string path)
    {
        _path = path;
        _info = Describe(path);
        if (_info.Damage is not null)
            throw new SnapshotDamagedException(path, _info.Damage);
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
    }

    /// <summary>For whoever keeps snapshots elsewhere than in files, in the same format.</summary>
    internal FileSnapshotReader(Stream file, string name)
    {
        (_path, _file, _info) = (name, file, Describe(file, name));
        if (_info.Damage is not null)
            throw new SnapshotDamagedException(name, _info.Damage);
    }

    /// <summary>What the header and the trailer say.</summary>
    public static SnapshotInfo Describe(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return Describe(file, Path.GetFileName(path));
    }

    internal static SnapshotInfo Describe(Stream file, string name)
    {
        Span<byte> header = stackalloc byte[SnapshotFormat.HeaderBytes], trailer = stackalloc byte[SnapshotFormat.TrailerBytes];
        long chunkCount = 0, endSequence = 0, startSequence = 0;
        string? damage = "it is shorter than a snapshot can be.";
        if (file.Length >= SnapshotFormat.HeaderBytes + SnapshotFormat.TrailerBytes)
        {
            file.Position = 0;
            file.ReadExactly(header);
            file.Seek(-SnapshotFormat.TrailerBytes, SeekOrigin.End);
            file.ReadExactly(trailer);
            damage = SnapshotFormat.CheckHeader(header, out startSequence)
                ?? SnapshotFormat.CheckTrailer(trailer, startSequence, out chunkCount, out endSequence);
        }
        return new SnapshotInfo(startSequence, endSequence, chunkCount, file.Length, name, damage);
    }

    /// <inheritdoc/>
    public IEnumerable<SnapshotChunk> Chunks()
    {
        _file.Position = SnapshotFormat.HeaderBytes;
        for (long index = 0; index < _info.ChunkCount; index++)
            yield return ReadChunk(index);
        if (_file.Position != _info.LengthBytes - SnapshotFormat.TrailerBytes)
            throw new SnapshotDamagedException(_path, $"there are bytes after its last chunk, number {_info.ChunkCount}.");
    }

    private SnapshotChunk ReadChunk(long index)
    {
        try
        {
            Span<byte> header = stackalloc byte[SnapshotFormat.ChunkHeaderBytes];
            _file.ReadExactly(header);
            int length = BinaryPrimitives.ReadInt32LittleEndian(header);
            long position = BinaryPrimitives.ReadInt64LittleEndian(header[4..]);
            ReadOnlyMemory<byte> payload = ReadPayload(index, length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != SnapshotFormat.ChunkChecksum(index, position, payload.Span))
                throw new SnapshotDamagedException(_path, $"the checksum of chunk {index + 1} of {_info.ChunkCount} does not match.");
            return new SnapshotChunk(position, payload);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToStorageFailed(error, _path);
        }
    }

    private ReadOnlyMemory<byte> ReadPayload(long index, int length)
    {
        long room = _info.LengthBytes - SnapshotFormat.TrailerBytes - _file.Position;
        if (length < 0 || length > room)
            throw new SnapshotDamagedException(_path, $"chunk {index + 1} of {_info.ChunkCount} claims {(uint)length} bytes and {room} are left.");
        if (_payload.Length < length)
            _payload = new byte[length];
        _file.ReadExactly(_payload, 0, length);
        return _payload.AsMemory(0, length);
    }

    public void Dispose() => _file.Dispose();
}
