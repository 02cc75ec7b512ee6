using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// How entries are laid out as bytes, and how each is tied to the one before it. The same on every engine, so that a chain can be
/// checked by anyone who has its entries, in whatever engine they were made.
/// </summary>
/// <remarks>
/// An entry's bytes, numbers little-endian: version (1 byte, 1), outcome (1), unit (8), number (8), time in ms since 1970 UTC (8),
/// the home and the number of the holder in whose name (8 and 4), then caller, action and subject, each as its length in 2 bytes
/// and ASCII. Its hash is SHA-256 of the hash before it (32 bytes, zeros before a unit's first entry) followed by these bytes.
/// </remarks>
public static class AuditChain
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const byte Version = 1;
    private const int FixedBytes = 1 + 1 + 8 + 8 + 8 + 8 + 4;

    /// <summary>The entry's bytes.</summary>
    public static byte[] Encode(UnitId unit, long number, Instant at, AuditNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        var bytes = new byte[FixedBytes + 6 + note.Caller.Length + note.Action.Length + note.Subject.Length];
        var rest = bytes.AsSpan();
        (rest[0], rest[1]) = (Version, (byte)note.Outcome);
        BinaryPrimitives.WriteInt64LittleEndian(rest[2..], unit.Value);
        BinaryPrimitives.WriteInt64LittleEndian(rest[10..], number);
        BinaryPrimitives.WriteInt64LittleEndian(rest[18..], at.Milliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(rest[26..], note.By.Home.Value);
        BinaryPrimitives.WriteInt32LittleEndian(rest[34..], note.By.Number);
        rest = rest[FixedBytes..];
        foreach (var text in (ReadOnlySpan<string>)[note.Caller, note.Action, note.Subject])
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)text.Length);
            Encoding.ASCII.GetBytes(text, rest[2..]);
            rest = rest[(2 + text.Length)..];
        }
        return bytes;
    }

    /// <summary>Reads an entry's bytes; false for what <see cref="Encode"/> did not write.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out UnitId unit, out long number, out Instant at, out AuditNote note)
    {
        (unit, number, at, note) = (UnitId.None, 0, Instant.None, null!);
        if (bytes.Length < FixedBytes || bytes[0] != Version || !Enum.IsDefined((AuditOutcome)bytes[1])) return false;
        unit = new UnitId(BinaryPrimitives.ReadInt64LittleEndian(bytes[2..]));
        number = BinaryPrimitives.ReadInt64LittleEndian(bytes[10..]);
        at = new Instant(BinaryPrimitives.ReadInt64LittleEndian(bytes[18..]));
        var by = new HolderId(new UnitId(BinaryPrimitives.ReadInt64LittleEndian(bytes[26..])), BinaryPrimitives.ReadInt32LittleEndian(bytes[34..]));
        var rest = bytes[FixedBytes..];
        if (!TryText(ref rest, out var caller) || !TryText(ref rest, out var action) || !TryText(ref rest, out var subject) || rest.Length > 0) return false;
        note = new AuditNote(caller, action, subject, (AuditOutcome)bytes[1], by);
        return true;
    }

    /// <summary>The hash of an entry.</summary>
    /// <param name="before">The hash of the unit's entry before it; empty for its first.</param>
    /// <param name="entry">The entry's bytes.</param>
    public static byte[] Hash(ReadOnlySpan<byte> before, ReadOnlySpan<byte> entry)
    {
        var input = new byte[HashBytes + entry.Length];
        before.CopyTo(input);
        entry.CopyTo(input.AsSpan(HashBytes));
        return SHA256.HashData(input);
    }

    private static bool TryText(ref ReadOnlySpan<byte> rest, out string text)
    {
        text = "";
        if (rest.Length < 2) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (rest.Length < 2 + length) return false;
        text = Encoding.ASCII.GetString(rest.Slice(2, length));
        rest = rest[(2 + length)..];
        return true;
    }
}
