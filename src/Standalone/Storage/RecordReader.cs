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
    private readonly TextPlaces _texts;

    public RecordReader(string journalPath)
    {
        _database = JournalSchema.OpenForReading(journalPath);
        _get = _database.Prepare("SELECT key, version, value, crc FROM records WHERE key = ?1");
        _texts = new TextPlaces(_database);
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

    /// <summary>Keys alone, for a reader that must get past records that are damaged.</summary>
    public List<string> Keys(string prefix, string? afterKey, int take)
    {
        List<string> found = [];
        lock (_gate)
        {
            try
            {
                _list.Bind(1, prefix).Bind(2, afterKey ?? "").Bind(3, take);
                while (_list.Step() && _list.Text(0).StartsWith(prefix, StringComparison.Ordinal))
                    found.Add(_list.Text(0));
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
        return RecordKeys.IsText(key) ? WithText(key, version, TextCell.Decode(_database, key, value)) : new StoredRecord(key, version, value);
    }

    /// <summary>The text is read before the row's statement is reset, so both are of one moment and no writer comes between.</summary>
    private StoredRecord WithText(string key, long version, TextCell cell)
    {
        if (cell.ErasedAt.IsSet)
            return new StoredRecord(key, version, [], cell.ErasedAt);
        return _texts.Read(cell.Place) is { } text ? new StoredRecord(key, version, text)
            : throw StorageFailedException.For(StorageFailure.Corrupt, _database.Path, $"the checksum of text '{key}' does not match");
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _texts.Dispose();
            _get.Dispose();
            _list.Dispose();
            _database.Dispose();
        }
    }
}
