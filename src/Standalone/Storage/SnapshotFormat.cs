using System.Buffers.Binary;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The bytes of a snapshot file: a header, chunks, a trailer, all numbers little-endian. A chunk's checksum also covers its index
/// and its position, so chunks that changed places are found out; the trailer says how many there are, so a file cut
/// between two chunks is too. The length field of the trailer is a value no chunk can have.
/// </summary>
internal static class SnapshotFormat
{
    public const ulong Magic = 0x5041_4E53_4D49_5348; // "HSIMSNAP" in little-endian bytes
    public const uint Version = 1;

    /// <summary>magic 8, version 4, start sequence 8, checksum 4.</summary>
    public const int HeaderBytes = 24;

    /// <summary>length 4, position 8, checksum 4.</summary>
    public const int ChunkHeaderBytes = 16;

    /// <summary>mark 4, chunk count 8, end sequence 8, checksum 4.</summary>
    public const int TrailerBytes = 24;

    public const uint TrailerMark = uint.MaxValue;
    public const int ChunkBytesMax = 1 << 30;

    public static void WriteHeader(Span<byte> to, long startSequence)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(to[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(to[12..], startSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(to[20..], Crc32C.Of(to[..20]));
    }

    /// <summary>Returns why the header cannot be used, or null.</summary>
    public static string? CheckHeader(ReadOnlySpan<byte> from, out long startSequence)
    {
        startSequence = 0;
        if (from.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(from) != Magic)
            return "it does not start as a snapshot does.";
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(from[8..]);
        if (version > Version)
            return $"it has format version {version}, and this program reads up to {Version}.";
        startSequence = BinaryPrimitives.ReadInt64LittleEndian(from[12..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(from[20..]) == Crc32C.Of(from[..20])
            ? null
            : "the checksum of its header does not match.";
    }

    public static void WriteChunkHeader(Span<byte> to, long index, long position, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to, payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(to[4..], position);
        BinaryPrimitives.WriteUInt32LittleEndian(to[12..], ChunkChecksum(index, position, payload));
    }

    public static uint ChunkChecksum(long index, long position, ReadOnlySpan<byte> payload)
    {
        Span<byte> place = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(place, index);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], position);
        return Crc32C.Of(Crc32C.Of(place), payload);
    }

    public static void WriteTrailer(Span<byte> to, long startSequence, long chunkCount, long endSequence)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, TrailerMark);
        BinaryPrimitives.WriteInt64LittleEndian(to[4..], chunkCount);
        BinaryPrimitives.WriteInt64LittleEndian(to[12..], endSequence);
        BinaryPrimitives.WriteUInt32LittleEndian(to[20..], Crc32C.Of(startSequence, to[..20]));
    }

    /// <summary>Returns why the trailer cannot be used, or null.</summary>
    public static string? CheckTrailer(ReadOnlySpan<byte> from, long startSequence, out long chunkCount, out long endSequence)
    {
        chunkCount = endSequence = 0;
        if (from.Length < TrailerBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(from) != TrailerMark
            || BinaryPrimitives.ReadUInt32LittleEndian(from[20..]) != Crc32C.Of(startSequence, from[..20]))
            return "its end is missing or altered.";
        chunkCount = BinaryPrimitives.ReadInt64LittleEndian(from[4..]);
        endSequence = BinaryPrimitives.ReadInt64LittleEndian(from[12..]);
        return null;
    }
}
