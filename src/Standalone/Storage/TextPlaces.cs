using System.Buffers.Binary;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The values of texts, each at a place that is never moved and never given to another. Places only grow, and a text that is
/// replaced or erased is overwritten with as many zeros where it lies.
///
/// Why: SQLite's secure_delete zeroes a cell where it is deleted. But when the tree is balanced, live cells move to other
/// pages and their old bytes stay behind in space that counts as unused; a text that had been moved before it was deleted
/// was found in the file afterwards, a few in a thousand. Rows appended in the order of their keys are never moved (a full
/// page is left as it is and a new one begins), and an overwrite of the same length happens in place. The price is that
/// the space of replaced and erased texts is not used again, and that an erased text's length can still be told.
///
/// A value begins with its checksum over the place and the bytes; it lies with the text so that it goes with the text.
/// </summary>
internal sealed class TextPlaces(SqliteDatabase database) : IDisposable
{
    private const int ChecksumBytes = 4;
    private readonly SqliteStatement _last = database.Prepare("SELECT max(place) FROM texts");
    private readonly SqliteStatement _add = database.Prepare("INSERT INTO texts(place, value) VALUES(?1, ?2)");
    private readonly SqliteStatement _blank = database.Prepare("UPDATE texts SET value = zeroblob(length(value)) WHERE place = ?1");
    private readonly SqliteStatement _read = database.Prepare("SELECT value FROM texts WHERE place = ?1");

    /// <summary>Writes a text after all others; returns its place.</summary>
    public long Add(ReadOnlySpan<byte> text)
    {
        long place = Last() + 1;
        AddAt(place, text);
        return place;
    }

    /// <summary>Writes a text at a place after all others.</summary>
    public void AddAt(long place, ReadOnlySpan<byte> text)
    {
        byte[] value = new byte[ChecksumBytes + text.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(value, Crc32C.Of(place, text));
        text.CopyTo(value.AsSpan(ChecksumBytes));
        _add.Bind(1, place).Bind(2, value).Run();
    }

    /// <summary>Overwrites a text where it lies.</summary>
    public void Blank(long place) => _blank.Bind(1, place).Run();

    /// <summary>The text at a place; null when it is not the one that was written there.</summary>
    public byte[]? Read(long place)
    {
        try
        {
            if (!_read.Bind(1, place).Step())
                return null;
            ReadOnlySpan<byte> value = _read.Blob(0);
            bool isWhole = value.Length >= ChecksumBytes
                && BinaryPrimitives.ReadUInt32LittleEndian(value) == Crc32C.Of(place, value[ChecksumBytes..]);
            return isWhole ? value[ChecksumBytes..].ToArray() : null;
        }
        finally
        {
            _read.Reset();
        }
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in (ReadOnlySpan<SqliteStatement>)[_last, _add, _blank, _read])
            statement.Dispose();
    }

    private long Last()
    {
        long last = _last.Step() ? _last.Int64(0) : 0;
        _last.Reset();
        return last;
    }
}
