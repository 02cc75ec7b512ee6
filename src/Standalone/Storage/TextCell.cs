using System.Buffers.Binary;
using HierarchySim.Core;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// What a text's record holds in place of the text, in nine bytes: 1 and the place of the text, or 2 and the time of its
/// erasure in milliseconds since 1970 UTC. Nothing here can be set against a guess of the text: no digest, no checksum of it.
/// </summary>
internal readonly record struct TextCell(long Place, Instant ErasedAt)
{
    public const int Bytes = 9;
    private const byte AtPlace = 1, Erased = 2;

    public byte[] Encode()
    {
        byte[] bytes = new byte[Bytes];
        bytes[0] = ErasedAt.IsSet ? Erased : AtPlace;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), ErasedAt.IsSet ? ErasedAt.Milliseconds : Place);
        return bytes;
    }

    /// <summary>False for bytes that no text's record has.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out TextCell cell)
    {
        cell = default;
        if (bytes.Length != Bytes)
            return false;
        long number = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        cell = bytes[0] == AtPlace ? new TextCell(number, default) : new TextCell(0, new Instant(number));
        return number > 0 && bytes[0] is AtPlace or Erased;
    }

    /// <exception cref="StorageFailedException">The bytes are not what was written.</exception>
    public static TextCell Decode(SqliteDatabase database, string key, ReadOnlySpan<byte> bytes) =>
        TryDecode(bytes, out TextCell cell) ? cell
            : throw StorageFailedException.For(StorageFailure.Corrupt, database.Path, $"record '{key}' does not say where its text is");
}
