using System.Buffers.Binary;
using System.Text;

namespace HierarchySim.Standalone.Codec;

/// <summary>A growing buffer with the few primitives of the journal's payloads: variable-length integers and UTF-8 texts.</summary>
internal sealed class ByteWriter(int capacity = 1024)
{
    private byte[] buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public byte[] ToArray() => Written.ToArray();

    public void Byte(byte value)
    {
        Reserve(1);
        buffer[Length++] = value;
    }

    /// <summary>Overwrites one byte written before.</summary>
    public void Patch(int at, byte value) => buffer[at] = value;

    /// <summary>Base 128, least significant group first.</summary>
    public void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        buffer[Length++] = (byte)value;
    }

    public void Unsigned(int value) => Unsigned((ulong)value);

    /// <summary>Zigzag, so that small negative differences stay short.</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(Length), value);
        Length += 8;
    }

    /// <summary>Bytes with their count in front.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Unsigned(value.Length);
        Reserve(value.Length);
        value.CopyTo(buffer.AsSpan(Length));
        Length += value.Length;
    }

    public void Text(string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Unsigned(bytes);
        Reserve(bytes);
        Length += Encoding.UTF8.GetBytes(value, buffer.AsSpan(Length));
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > buffer.Length) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + bytes));
    }
}
