using System.Text;
using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// One prepared statement, bound and stepped again and again. Parameters count from 1, columns from 0, as in SQLite.
/// Spans of a row are valid until the next step or reset.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteDatabase database, string sql)
    {
        _database = database;
        database.Require(raw.sqlite3_prepare_v2(database.Handle, sql, out _statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        _database.Require(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string value)
    {
        _database.Require(raw.sqlite3_bind_text(_statement, parameter, value));
        return this;
    }

    /// <summary>An empty span is an empty blob, never NULL.</summary>
    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        _database.Require(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0)
            : raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>True when there is a row.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        if (code == raw.SQLITE_DONE)
            return false;
        StorageFailedException failure = _database.Failure(code);
        raw.sqlite3_reset(_statement);
        throw failure;
    }

    /// <summary>Runs to the end and makes the statement ready for the next use.</summary>
    public void Run()
    {
        while (Step())
        {
        }
        Reset();
    }

    public void Reset() => raw.sqlite3_reset(_statement);

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.manual_close();

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
