using System.Text;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The one connection that commits, with every statement prepared once. Payloads go to SQLite straight from the
/// caller's memory. A transaction that fails anywhere is rolled back before the failure leaves this class.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin, _commit, _insert, _version, _put, _delete, _probe;
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
        if (write.Value is not { } value)
        {
            _delete.Bind(1, write.Key).Run();
            return;
        }
        long version = _version.Bind(1, write.Key).Step() ? _version.Int64(0) + 1 : 1;
        _version.Reset();
        uint crc = Crc32C.Of(version, KeyBytes(write.Key), value.Span);
        _put.Bind(1, write.Key).Bind(2, version).Bind(3, value.Span).Bind(4, crc).Run();
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
        foreach (SqliteStatement statement in (ReadOnlySpan<SqliteStatement>)[_begin, _commit, _insert, _version, _put, _delete, _probe])
            statement.Dispose();
        _database.Dispose();
    }
}
