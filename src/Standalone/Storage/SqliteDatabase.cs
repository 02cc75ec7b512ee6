using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// One connection to a SQLite file, as thin as can be. The journal talks to SQLite through its C interface because
/// ADO.NET would copy every payload into an array of its own and build strings on the commit path.
///
/// A connection never checkpoints by itself when it closes: closing a file whose write-ahead log is damaged must
/// leave that log as it was found, or there would be nothing left to repair from.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int NoCheckpointOnClose = 1006;
    private const int CacheWrites = 9;
    private const int BusyTimeoutMs = 10_000;
    private readonly sqlite3 _handle;

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(string path, sqlite3 handle) => (Path, _handle) = (path, handle);

    public string Path { get; }

    public sqlite3 Handle => _handle;

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Opens a file for reading and writing; creates it only when asked to.</summary>
    public static SqliteDatabase Open(string path, bool create = false)
    {
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        SqliteDatabase database = OpenWith(path, flags);
        raw.sqlite3_extended_result_codes(database._handle, 1);
        raw.sqlite3_busy_timeout(database._handle, BusyTimeoutMs);
        raw.sqlite3_db_config(database._handle, NoCheckpointOnClose, 1, out _);
        return database;
    }

    public SqliteStatement Prepare(string sql) => new(this, sql);

    public void Execute(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    public long Scalar(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public string ScalarText(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>Pages this connection wrote since the last call: in WAL mode, the frames it added to the log.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(_handle, CacheWrites, out int pages, out _, 1);
        return pages;
    }

    /// <summary>Moves what it can from the log into the main file. Returns false when another checkpoint is under way.</summary>
    public bool Checkpoint(int mode, out int logFrames, out int doneFrames)
    {
        int code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out logFrames, out doneFrames);
        if (Primary(code) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            return false;
        Require(code);
        return true;
    }

    public void Require(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Failure(code);
    }

    public StorageFailedException Failure(int code) =>
        StorageFailedException.For(ReasonOf(code), Path, $"SQLite {code}: {raw.sqlite3_errmsg(_handle).utf8_to_string()}");

    public void Dispose() => _handle.manual_close_v2();

    private static SqliteDatabase OpenWith(string path, int flags)
    {
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, flags, null);
        if (code == raw.SQLITE_OK)
            return new SqliteDatabase(path, handle);
        handle?.manual_close_v2();
        throw StorageFailedException.For(ReasonOf(code), path, $"SQLite {code}: {raw.sqlite3_errstr(code).utf8_to_string()}");
    }

    private static int Primary(int code) => code & 0xff;

    private static StorageFailure ReasonOf(int code) => Primary(code) switch
    {
        raw.SQLITE_FULL => StorageFailure.DiskFull,
        raw.SQLITE_READONLY => StorageFailure.ReadOnly,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageFailure.Corrupt,
        _ => StorageFailure.IoError,
    };
}
