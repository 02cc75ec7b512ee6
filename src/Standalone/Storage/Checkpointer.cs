using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Moves committed pages from the write-ahead log into the main file, away from the commit path.
///
/// A passive checkpoint on a connection of its own disturbs nobody: it copies what is in the log and the writer goes
/// on appending. But the log starts over from its beginning only when a commit finds every frame copied, and under a
/// steady load a few frames are always newer than the last copy; the log would grow for as long as the load lasts.
/// So once the log is past a second, larger size, a step makes a few passes, each over what came during the one
/// before, and then asks the committing thread to copy the small remainder itself, between two commits.
///
/// Stepped by <see cref="CheckpointThread"/> in production and by hand in tests and in the simulator.
/// </summary>
public sealed class Checkpointer : IDisposable
{
    private const int FrameHeaderBytes = 24;
    private const int PassesMax = 6;
    private const long RemainderBytes = 1 << 20;
    private readonly SqliteDatabase _database;
    private readonly JournalStoreOptions _options;
    private readonly long _frameBytes;
    private long _addedBytes;
    private volatile bool _finishWanted;

    internal Checkpointer(string journalPath, JournalStoreOptions options)
    {
        _options = options;
        _database = SqliteDatabase.Open(journalPath);
        _database.Execute("PRAGMA synchronous = FULL");
        _frameBytes = _database.Scalar("PRAGMA page_size") + FrameHeaderBytes;
    }

    /// <summary>Enough was added since the last step to make one worth while.</summary>
    public bool IsDue => Interlocked.Read(ref _addedBytes) >= _options.CheckpointAfterBytes;

    /// <summary>The committing thread should call <see cref="FinishOn"/> before its next commit.</summary>
    internal bool IsFinishWanted => _finishWanted;

    /// <summary>Told by the committing thread after each commit.</summary>
    internal void NotePagesAdded(int pages) => Interlocked.Add(ref _addedBytes, pages * _frameBytes);

    /// <summary>Runs a passive checkpoint when one is due. One thread at a time.</summary>
    /// <returns>Whether one ran.</returns>
    /// <exception cref="StorageFailedException">Storage refused; the log keeps everything and a later step tries again.</exception>
    public bool Step()
    {
        if (!IsDue)
            return false;
        bool isLong = Pass();
        for (int pass = 1; isLong && pass < PassesMax && Interlocked.Read(ref _addedBytes) > RemainderBytes; pass++)
            isLong = Pass();
        _finishWanted = isLong;
        return true;
    }

    /// <summary>One passive checkpoint; returns whether the log is past its larger size.</summary>
    private bool Pass()
    {
        Interlocked.Exchange(ref _addedBytes, 0);
        return _database.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE, out int logFrames, out _)
            && logFrames * _frameBytes >= _options.FinishAfterBytes;
    }

    /// <summary>Copies the remainder on the committing thread's own connection, between two of its commits.</summary>
    internal void FinishOn(SqliteDatabase writer)
    {
        _finishWanted = false;
        writer.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
    }

    /// <summary>At a clean close: everything into the main file, and the log emptied.</summary>
    internal void Drain() => _database.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);

    public void Dispose() => _database.Dispose();
}
