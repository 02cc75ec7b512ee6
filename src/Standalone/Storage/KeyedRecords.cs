namespace HierarchySim.Standalone.Storage;

/// <summary>Reads every key/value record with a word on whether its checksum matches, for survey and rebuild.</summary>
internal static class KeyedRecords
{
    public readonly record struct Row(string Key, long Version, byte[] Value, long Crc)
    {
        public bool IsWhole => Crc == Crc32C.Of(Version, SqliteStatement.Utf8(Key), Value);
    }

    public static IEnumerable<Row> Read(SqliteDatabase database)
    {
        using SqliteStatement select = database.Prepare("SELECT key, version, value, crc FROM records ORDER BY key");
        while (select.Step())
            yield return new Row(select.Text(0), select.Int64(1), select.Blob(2).ToArray(), select.Int64(3));
    }
}
