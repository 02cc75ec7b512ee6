namespace HierarchySim.Standalone.Storage;

/// <summary>Reads every key/value record with a word on whether its checksum matches, for survey and rebuild.</summary>
internal static class KeyedRecords
{
    public readonly record struct Row(string Key, long Version, byte[] Value, long Crc)
    {
        public bool IsWhole => Crc == Crc32C.Of(Version, SqliteStatement.Utf8(Key), Value);
    }

    /// <summary>In the order of their keys; those that begin with a prefix, when one is given.</summary>
    public static IEnumerable<Row> Read(SqliteDatabase database, string prefix = "")
    {
        using SqliteStatement select = database.Prepare("SELECT key, version, value, crc FROM records WHERE key >= ?1 ORDER BY key");
        select.Bind(1, prefix);
        while (select.Step() && select.Text(0).StartsWith(prefix, StringComparison.Ordinal))
            yield return new Row(select.Text(0), select.Int64(1), select.Blob(2).ToArray(), select.Int64(3));
    }
}
