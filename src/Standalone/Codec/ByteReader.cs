using System.Buffers.Binary;
using System.Text;

namespace HierarchySim.Standalone.Codec;

/// <summary>Bytes that no writer of a known version can have written.</summary>
public sealed class CodecException(string message) : Exception(message);

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Every read is bounds-checked: the bytes may come from a damaged disk.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public readonly bool AtEnd => at >= bytes.Length;

    public readonly int Position => at;

    public readonly int Left => bytes.Length - at;

    public byte Byte() => at < bytes.Length ? bytes[at++] : throw Ended();

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw new CodecException($"A number at byte {at} is longer than 64 bits.");
    }

    public int Int32()
    {
        var value = Unsigned();
        return value <= int.MaxValue ? (int)value : throw new CodecException($"A number before byte {at} is larger than 31 bits.");
    }

    public uint UInt32()
    {
        var value = Unsigned();
        return value <= uint.MaxValue ? (uint)value : throw new CodecException($"A number before byte {at} is larger than 32 bits.");
    }

    /// <summary>A count of items that each take at least one byte, so that a damaged count cannot ask for all memory.</summary>
    public int Count()
    {
        var count = Int32();
        return count <= bytes.Length - at ? count : throw Ended();
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong Fixed()
    {
        if (bytes.Length - at < 8) throw Ended();
        at += 8;
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[(at - 8)..]);
    }

    /// <summary>So many bytes as were written with their count in front.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Count();
        at += length;
        return bytes.Slice(at - length, length);
    }

    public string Text(NamePool? pool = null)
    {
        var utf8 = Bytes();
        return pool is null ? Encoding.UTF8.GetString(utf8) : pool.Get(utf8);
    }

    private readonly CodecException Ended() => new($"The bytes end in the middle of a value, at byte {at} of {bytes.Length}.");
}
