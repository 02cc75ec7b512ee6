namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Reads key/value records on a connection of its own. Callers come from any thread, so each read holds a lock for
/// the few microseconds it takes; the committing thread is never behind it.
/// </summary>
internal sealed class RecordReader : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _get, _list;

    public RecordReader(string journalPath)
    {
        _database = JournalSchema.OpenForReading(journalPath);
        _get = _database.Prepare("SELECT key, version, value, crc FROM records WHERE key = ?1");
        _list = _database.Prepare(
            "SELECT key, version, value, crc FROM records WHERE key >= ?1 AND key > ?2 ORDER BY key LIMIT ?3");
    }

    public StoredRecord? Get(string key)
    {
        lock (_gate)
        {
            try
            {
                return _get.Bind(1, key).Step() ? Verified(_get) : null;
            }
            finally
            {
                _get.Reset();
            }
        }
    }

    public List<StoredRecord> List(string prefix, string? afterKey, int take)
    {
        List<StoredRecord> found = [];
        lock (_gate)
        {
            try
            {
                _list.Bind(1, prefix).Bind(2, afterKey ?? "").Bind(3, take);
                while (_list.Step() && _list.Text(0).StartsWith(prefix, StringComparison.Ordinal))
                    found.Add(Verified(_list));
                return found;
            }
            finally
            {
                _list.Reset();
            }
        }
    }

    private StoredRecord Verified(SqliteStatement row)
    {
        string key = row.Text(0);
        long version = row.Int64(1);
        byte[] value = row.Blob(2).ToArray();
        if (row.Int64(3) != Crc32C.Of(version, SqliteStatement.Utf8(key), value))
            throw StorageFailedException.For(StorageFailure.Corrupt, _database.Path, $"the checksum of record '{key}' does not match");
        return new StoredRecord(key, version, value);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _get.Dispose();
            _list.Dispose();
            _database.Dispose();
        }
    }
}
