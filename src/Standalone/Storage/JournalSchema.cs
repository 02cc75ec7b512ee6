namespace HierarchySim.Standalone.Storage;

/// <summary>
/// What journal.db looks like, and how a file is recognised as one. SQLite's own header carries both numbers: the
/// application id says whose file it is, the user version says in which format. A file of a later format is refused
/// rather than guessed at; a file of somebody else is never touched.
/// </summary>
internal static class JournalSchema
{
    /// <summary>"HSIM" read as a big-endian number.</summary>
    public const long ApplicationId = 0x4853_494D;

    public const long Version = 3;

    private const string Create = """
        BEGIN IMMEDIATE;
        CREATE TABLE journal(seq INTEGER PRIMARY KEY, crc INTEGER NOT NULL, payload BLOB NOT NULL);
        CREATE TABLE records(key TEXT PRIMARY KEY, version INTEGER NOT NULL, value BLOB NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE texts(place INTEGER PRIMARY KEY, value BLOB NOT NULL);
        CREATE TABLE audit(place INTEGER PRIMARY KEY, unit INTEGER NOT NULL, hash BLOB NOT NULL, entry BLOB NOT NULL, crc INTEGER NOT NULL);
        CREATE INDEX audit_units ON audit(unit);
        INSERT INTO meta VALUES('probe', 0);
        PRAGMA application_id = 1213417805;
        PRAGMA user_version = 3;
        COMMIT;
        """;

    /// <summary>
    /// Version 1 had no texts, version 2 no audit log. Nothing else changed, so an older file becomes a newer one by getting a place
    /// for them. A program that does not know the log must not commit commands beside it, hence the number.
    /// </summary>
    private const string Upgrade = """
        BEGIN IMMEDIATE;
        CREATE TABLE IF NOT EXISTS texts(place INTEGER PRIMARY KEY, value BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS audit(place INTEGER PRIMARY KEY, unit INTEGER NOT NULL, hash BLOB NOT NULL, entry BLOB NOT NULL, crc INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS audit_units ON audit(unit);
        PRAGMA user_version = 3;
        COMMIT;
        """;

    /// <summary>True when the file has a place for texts.</summary>
    public static bool HasTexts(SqliteDatabase database) => database.Scalar("PRAGMA user_version") >= 2;

    /// <summary>True when the file has a place for the audit log.</summary>
    public static bool HasAudit(SqliteDatabase database) => database.Scalar("PRAGMA user_version") >= 3;

    /// <summary>True for a file with nothing in it yet, for example after a crash during its creation.</summary>
    public static bool IsBlank(SqliteDatabase database) =>
        database.Scalar("PRAGMA application_id") == 0
        && database.Scalar("PRAGMA user_version") == 0
        && database.Scalar("SELECT count(*) FROM sqlite_schema") == 0;

    /// <summary>Throws unless the file is a journal this program can read.</summary>
    public static void RequireReadable(SqliteDatabase database)
    {
        if (database.Scalar("PRAGMA application_id") != ApplicationId)
            throw Foreign(database.Path);
        long version = database.Scalar("PRAGMA user_version");
        if (version > Version)
        {
            throw new DataFolderException(DataFolderReason.NewerVersion,
                $"Journal '{database.Path}' has format version {version}, and this program reads up to {Version}. "
                + "Use the program version that wrote it, or a later one.");
        }
    }

    public static DataFolderException Foreign(string path, Exception? inner = null) => new(DataFolderReason.Foreign,
        $"'{path}' is not a HierarchySim journal, and it is left untouched. Choose another data folder, or move that file away.", inner);

    public static void CreateIn(SqliteDatabase database, int pageSizeBytes)
    {
        database.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA page_size = {pageSizeBytes}"));
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute("PRAGMA synchronous = FULL");
        Run(database, Create);
    }

    /// <summary>Brings a readable journal of an older format to this one, in one transaction.</summary>
    public static void UpgradeIn(SqliteDatabase database)
    {
        if (database.Scalar("PRAGMA user_version") < Version)
            Run(database, Upgrade);
    }

    /// <summary>
    /// The settings of the connection that commits. The log keeps its file's size when it starts over: cutting it back
    /// while commits run made the slowest of them several times slower. A clean close empties it.
    /// </summary>
    public static void PrepareForWriting(SqliteDatabase database)
    {
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute("PRAGMA synchronous = FULL");
        database.Execute("PRAGMA wal_autocheckpoint = 0");
        database.Execute("PRAGMA cache_size = -16384");
        OverwriteWhatIsDeleted(database);
    }

    /// <summary>
    /// Deleted bytes are overwritten with zeros, and nothing is put aside in a temporary file. It is a second line only:
    /// SQLite also leaves copies of cells that it moved from page to page, which is why texts live as <see cref="TextPlaces"/> says.
    /// </summary>
    public static void OverwriteWhatIsDeleted(SqliteDatabase database)
    {
        database.Execute("PRAGMA secure_delete = ON");
        database.Execute("PRAGMA temp_store = MEMORY");
    }

    /// <summary>A connection that reads beside the writer and cannot write.</summary>
    public static SqliteDatabase OpenForReading(string path)
    {
        SqliteDatabase database = SqliteDatabase.Open(path);
        database.Execute("PRAGMA query_only = 1");
        return database;
    }

    private static void Run(SqliteDatabase database, string statements)
    {
        foreach (string statement in statements.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            database.Execute(statement);
    }
}
