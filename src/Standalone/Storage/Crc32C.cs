using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 appendix B.4), the checksum of every file of this layer. It finds what disks do
/// (flipped bits, torn and misplaced blocks); it is no protection against a person. The runtime computes eight bytes
/// at a time with the processor's own instruction where there is one and with a table elsewhere.
///
/// Checksums here also cover where the bytes belong (a sequence number, a key, an index), so that two sound pieces
/// that changed places are found out. Start with <see cref="Of(long, ReadOnlySpan{byte})"/> for that.
/// </summary>
internal static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Add(uint.MaxValue, bytes);

    /// <summary>The checksum of eight little-endian bytes of <paramref name="place"/> followed by the bytes.</summary>
    public static uint Of(long place, ReadOnlySpan<byte> bytes) =>
        ~Add(BitOperations.Crc32C(uint.MaxValue, (ulong)place), bytes);

    /// <summary>The checksum of a keyed record: its version, the key's length, the key and the value.</summary>
    public static uint Of(long version, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, (ulong)version);
        crc = BitOperations.Crc32C(crc, (ulong)key.Length);
        return ~Add(Add(crc, key), value);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (byte b in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, b);
        return crc;
    }
}
