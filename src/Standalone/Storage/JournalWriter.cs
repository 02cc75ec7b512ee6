using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The one connection that commits, with every statement prepared once. Payloads go to SQLite straight from the
/// caller's memory. A transaction that fails anywhere is rolled back before the failure leaves this class.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin, _commit, _insert, _current, _put, _delete, _deleted, _noteDeleted, _noteErased, _probe;
    private readonly TextPlaces _texts;
    private readonly AuditWriter _audit;
    private byte[] _key = new byte[256];

    private readonly bool _ownsDatabase;

    public JournalWriter(SqliteDatabase database, bool ownsDatabase = true)
    {
        _database = database;
        _ownsDatabase = ownsDatabase;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insert = database.Prepare("INSERT INTO journal(seq, crc, payload) VALUES(?1, ?2, ?3)");
        _current = database.Prepare("SELECT version, value FROM records WHERE key = ?1");
        _put = database.Prepare("INSERT OR REPLACE INTO records(key, version, value, crc) VALUES(?1, ?2, ?3, ?4)");
        _delete = database.Prepare("DELETE FROM records WHERE key = ?1");
        _deleted = database.Prepare("SELECT value FROM meta WHERE key = 'deleted'");
        _noteDeleted = database.Prepare("INSERT INTO meta VALUES('deleted', ?1) ON CONFLICT(key) DO UPDATE SET value = max(value, ?1)");
        _noteErased = database.Prepare("INSERT INTO meta VALUES('erased', 1), ('uncleaned', 1) ON CONFLICT(key) DO UPDATE SET value = CASE key WHEN 'erased' THEN value + 1 ELSE 1 END");
        _texts = new TextPlaces(database);
        _probe = database.Prepare("UPDATE meta SET value = value + 1 WHERE key = 'probe'");
        _audit = new AuditWriter(database);
    }

    public SqliteDatabase Database => _database;

    public void Commit(ReadOnlySpan<JournalRecord> records, ReadOnlySpan<RecordWrite> writes, ReadOnlySpan<AuditWrite> audits = default)
    {
        try
        {
            _begin.Run();
            foreach (ref readonly JournalRecord record in records)
                Insert(record.Sequence, record.Payload.Span);
            foreach (ref readonly RecordWrite write in writes)
                Write(write);
            _audit.Add(audits);
            _commit.Run();
            _audit.Committed();
        }
        catch
        {
            _audit.RolledBack();
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
        bool isText = RecordKeys.IsText(write.Key);
        (long version, TextCell text) = Current(write.Key, isText);
        // A key that was deleted goes on above its old versions, so that none of them is ever taken for the new record.
        long next = (version > 0 ? version : Scalar(_deleted)) + 1;
        RecordOutcome outcome = write.Judge(version, text.ErasedAt, next);
        write.Receipt?.Outcome = outcome;
        if (!outcome.IsWritten)
            return;
        if (isText)
            WriteText(write, next, text);
        else if (write.Value is { } value)
            Put(write.Key, next, value.Span);
        else if (version > 0)
            Delete(write.Key, version);
    }

    private void WriteText(in RecordWrite write, long version, TextCell before)
    {
        if (!write.ErasedAt.IsSet && write.Value is null)
            throw new ArgumentException($"'{write.Key}' is a text, and a text is erased, never deleted.");
        if (before.Place > 0)
            _texts.Blank(before.Place);
        TextCell now = write.ErasedAt.IsSet ? new TextCell(0, write.ErasedAt) : new TextCell(_texts.Add(write.Value!.Value.Span), default);
        Put(write.Key, version, now.Encode());
        if (write.ErasedAt.IsSet)
            _noteErased.Run();
    }

    private void Put(string key, long version, ReadOnlySpan<byte> value)
    {
        uint crc = Crc32C.Of(version, KeyBytes(key), value);
        _put.Bind(1, key).Bind(2, version).Bind(3, value).Bind(4, crc).Run();
    }

    private void Delete(string key, long version)
    {
        _noteDeleted.Bind(1, version).Run();
        _delete.Bind(1, key).Run();
    }

    private (long Version, TextCell Text) Current(string key, bool isText)
    {
        try
        {
            if (!_current.Bind(1, key).Step())
                return default;
            return (_current.Int64(0), isText ? TextCell.Decode(_database, key, _current.Blob(1)) : default);
        }
        finally
        {
            _current.Reset();
        }
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
        foreach (SqliteStatement statement in (ReadOnlySpan<SqliteStatement>)[_begin, _commit, _insert, _current, _put, _delete, _deleted, _noteDeleted, _noteErased, _probe])
            statement.Dispose();
        _texts.Dispose();
        _audit.Dispose();
        if (_ownsDatabase)
            _database.Dispose();
    }
}
