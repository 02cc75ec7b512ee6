using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>One row of the audit log as it lies there, whole or not.</summary>
/// <param name="Place">Its place among all.</param>
/// <param name="Unit">The unit that it is found by.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Entry">Its bytes, as <see cref="AuditChain"/> lays them out.</param>
/// <param name="Crc">Its checksum.</param>
internal readonly record struct AuditRow(long Place, UnitId Unit, byte[] Hash, byte[] Entry, long Crc)
{
    /// <summary>Bytes that were kept as they were written. That somebody did not write others with their own checksum is for the chain to say.</summary>
    public bool IsWhole => Crc == ChecksumOf(Place, Hash, Entry);

    public static uint ChecksumOf(long place, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> entry) => Crc32C.Of(place, hash, entry);

    /// <summary>The entry; null when the row is damaged.</summary>
    public AuditEntry? ToEntry() =>
        IsWhole && AuditChain.TryDecode(Entry, out UnitId unit, out long number, out Instant at, out AuditNote note) && unit == Unit
            ? new AuditEntry(Place, unit, number, at, note, Convert.ToHexStringLower(Hash)) : null;

    public static AuditRow From(SqliteStatement row) =>
        new(row.Int64(0), new UnitId(row.Int64(1)), row.Blob(2).ToArray(), row.Blob(3).ToArray(), row.Int64(4));
}

/// <summary>
/// Where the log ends, kept beside it: the last place, and the checksum of that place and of the hash that stands there. So that
/// entries taken from the end are missed, though nothing after them is left to show it.
/// </summary>
/// <param name="Place">The last place; 0 for an empty log.</param>
/// <param name="Check">The checksum.</param>
internal readonly record struct AuditMark(long Place, long Check)
{
    public static AuditMark Of(long place, ReadOnlySpan<byte> hash) => new(place, Crc32C.Of(place, hash));

    public static AuditMark Read(SqliteDatabase database) => new(
        database.Scalar("SELECT value FROM meta WHERE key = 'audit'"), database.Scalar("SELECT value FROM meta WHERE key = 'audit-check'"));
}

/// <summary>Reads and copies the log for verification and repair: row by row, whatever is in them.</summary>
internal static class AuditRows
{
    public const string Columns = "place, unit, hash, entry, crc";

    /// <summary>In the order of their places.</summary>
    public static IEnumerable<AuditRow> Read(SqliteDatabase database)
    {
        using SqliteStatement select = database.Prepare($"SELECT {Columns} FROM audit ORDER BY place");
        while (select.Step())
            yield return AuditRow.From(select);
    }

    /// <summary>
    /// Copies every row that can be reached, and the mark of where the log ended. Damaged rows are copied as they are and missing ones
    /// stay missed: a repair must not make a log look whole that is not.
    /// </summary>
    public static void Copy(SqliteDatabase old, SqliteDatabase made)
    {
        if (!JournalSchema.HasAudit(old))
            return;
        using SqliteStatement insert = made.Prepare("INSERT INTO audit(place, unit, hash, entry, crc) VALUES(?1, ?2, ?3, ?4, ?5)");
        using IEnumerator<AuditRow> rows = Read(old).GetEnumerator();
        while (Reachable(rows.MoveNext))
        {
            AuditRow row = rows.Current;
            insert.Bind(1, row.Place).Bind(2, row.Unit.Value).Bind(3, row.Hash).Bind(4, row.Entry).Bind(5, row.Crc).Run();
        }
        AuditMark mark = default;
        if (!Reachable(() => (mark = AuditMark.Read(old)).Place > 0))
            return;
        made.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO meta VALUES('audit', {mark.Place}), ('audit-check', {mark.Check})"));
    }

    private static bool Reachable(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            return false;
        }
    }
}
