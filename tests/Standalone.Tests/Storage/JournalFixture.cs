using System.Text;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>
/// A data folder with a journal in it, and the acts of a bad day: killing the process, opening again, and changing
/// bytes behind the program's back. Nothing runs by itself: checkpoints are stepped.
/// </summary>
internal sealed class JournalFixture : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);
    private readonly TempFolder _temp = new();
    private SqliteJournalStore? _store;

    public JournalFixture(JournalStoreOptions? options = null)
    {
        Options = options ?? new JournalStoreOptions { RunCheckpointThread = false, PageSizeBytes = 4096 };
        Folder = DataFolder.Open(_temp["data"], Now);
        Reopen();
    }

    public JournalStoreOptions Options { get; }

    public DataFolder Folder { get; }

    public SqliteJournalStore Store => _store ?? throw new InvalidOperationException("The journal is closed.");

    public string this[string name] => _temp[name];

    public static byte[] Payload(long sequence, int bytes = 40) =>
        [.. Enumerable.Range(0, bytes).Select(i => (byte)(sequence * 31 + i))];

    public static RecordWrite Put(string key, string value) => new(key, Encoding.UTF8.GetBytes(value));

    /// <summary>Commits records one after the other, each in a transaction of its own.</summary>
    public JournalFixture Commit(int count, int bytes = 40)
    {
        for (int i = 0; i < count; i++)
            Store.Commit([Next(bytes)], []);
        return this;
    }

    public JournalRecord Next(int bytes = 40) => new(Store.LastSequence + 1, Payload(Store.LastSequence + 1, bytes));

    public void Reopen() => _store = SqliteJournalStore.Open(Folder, Options);

    /// <summary>What kill -9 leaves: the files as they are at this moment.</summary>
    public JournalFixture Kill()
    {
        Store.Abandon();
        _store = null;
        return this;
    }

    public JournalFixture Close()
    {
        Store.Dispose();
        _store = null;
        return this;
    }

    public string Wal => Folder.JournalPath + "-wal";

    public JournalFixture Flip(string path, long offset)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        int b = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(b ^ 0x40));
        return this;
    }

    public JournalFixture Cut(string path, long lengthBytes)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.ReadWrite);
        file.SetLength(lengthBytes);
        return this;
    }

    /// <summary>Changes the closed journal with SQL, as a person with a tool could.</summary>
    public JournalFixture Sql(string sql)
    {
        using SqliteDatabase database = SqliteDatabase.Open(Folder.JournalPath);
        foreach (string statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            database.Execute(statement);
        return this;
    }

    public void Dispose()
    {
        _store?.Dispose();
        Folder.Dispose();
        _temp.Dispose();
    }
}
