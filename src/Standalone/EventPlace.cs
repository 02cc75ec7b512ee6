using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone;

/// <summary>
/// A place between two events: so many events into one record of the journal. It carries the record's checksum, and so finds out that
/// it belongs to another data set, or that this one was restored or cut back and goes on differently since.
/// </summary>
/// <param name="Sequence">The record; 0 before the first.</param>
/// <param name="Index">Events of it that lie before.</param>
/// <param name="Checksum">The record's checksum.</param>
internal readonly record struct EventPlace(long Sequence, int Index, uint Checksum)
{
    /// <summary>Reads a cursor; false for anything <see cref="ToCursor"/> did not write.</summary>
    public static bool TryParse(EventCursor cursor, out EventPlace place)
    {
        place = default;
        if (cursor == EventCursor.Start) return true;
        if (cursor.Text is not { Length: <= 40 } text || text.Split('-') is not [var record, var index, var checksum]) return false;
        if (!Base32.TryRead(record, out var sequence) || sequence is 0 or > long.MaxValue) return false;
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var before)) return false;
        if (!uint.TryParse(checksum, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var crc)) return false;
        place = new EventPlace((long)sequence, before, crc);
        return place.ToCursor() == cursor;
    }

    /// <summary>The place as callers keep it.</summary>
    public EventCursor ToCursor() =>
        Sequence == 0 ? EventCursor.Start : new(string.Create(CultureInfo.InvariantCulture, $"{Base32.Write((ulong)Sequence)}-{Index}-{Checksum:x8}"));
}
