using System.Text;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The one connection that commits, with every statement prepared once. Payloads go to SQLite straight from the
/// caller's memory. A transaction that fails anywhere is rolled back before the failure leaves this class.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin, _commit, _insert, _version, _put, _delete, _deleted, _noteDeleted, _probe;
    private byte[] _key = new byte[256];

    public JournalWriter(SqliteDatabase database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insert = database.Prepare("INSERT INTO journal(seq, crc, payload) VALUES(?1, ?2, ?3)");
        _version = database.Prepare("SELECT version FROM records WHERE key = ?1");
        _put = database.Prepare("INSERT OR REPLACE INTO records(key, version, value, crc) VALUES(?1, ?2, ?3, ?4)");
        _delete = database.Prepare("DELETE FROM records WHERE key = ?1");
        _deleted = database.Prepare("SELECT value FROM meta WHERE key = 'deleted'");
        _noteDeleted = database.Prepare("INSERT INTO meta VALUES('deleted', ?1) ON CONFLICT(key) DO UPDATE SET value = max(value, ?1)");
        _probe = database.Prepare("UPDATE meta SET value = value + 1 WHERE key = 'probe'");
    }

    public SqliteDatabase Database => _database;

    public void Commit(ReadOnlySpan<JournalRecord> records, ReadOnlySpan<RecordWrite> writes)
    {
        try
        {
            _begin.Run();
            foreach (ref readonly JournalRecord record in records)
                Insert(record.Sequence, record.Payload.Span);
            foreach (ref readonly RecordWrite write in writes)
                Write(write);
            _commit.Run();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public void Probe()
    {
        try
        {
            _begin.Run();
            _probe.Run();
            _commit.Run();
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void Insert(long sequence, ReadOnlySpan<byte> payload) =>
        _insert.Bind(1, sequence).Bind(2, Crc32C.Of(sequence, payload)).Bind(3, payload).Run();

    private void Write(in RecordWrite write)
    {
        long last = Scalar(_version.Bind(1, write.Key));
        if (write.Value is not { } value)
        {
            if (last == 0)
                return;
            _noteDeleted.Bind(1, last).Run();
            _delete.Bind(1, write.Key).Run();
            return;
        }
        // A key that was deleted goes on above its old versions, so that none of them is ever taken for the new record.
        long version = (last > 0 ? last : Scalar(_deleted)) + 1;
        uint crc = Crc32C.Of(version, KeyBytes(write.Key), value.Span);
        _put.Bind(1, write.Key).Bind(2, version).Bind(3, value.Span).Bind(4, crc).Run();
    }

    private static long Scalar(SqliteStatement statement)
    {
        long value = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return value;
    }

    private ReadOnlySpan<byte> KeyBytes(string key)
    {
        int bytesMax = Encoding.UTF8.GetMaxByteCount(key.Length);
        if (_key.Length < bytesMax)
            _key = new byte[bytesMax];
        return _key.AsSpan(0, Encoding.UTF8.GetBytes(key, _key));
    }

    private void RollBack()
    {
        if (!_database.InTransaction)
            return; // SQLite has already rolled back, as it does when the disk is full.
        try
        {
            _database.Execute("ROLLBACK");
        }
        catch (StorageFailedException)
        {
            // The failure under way says more; an open transaction makes the next BEGIN fail, so nothing slips in.
        }
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in (ReadOnlySpan<SqliteStatement>)[_begin, _commit, _insert, _version, _put, _delete, _deleted, _noteDeleted, _probe])
            statement.Dispose();
        _database.Dispose();
    }
}
