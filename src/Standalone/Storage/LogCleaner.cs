using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Empties the write-ahead log, so that no older page of an erased text is left in it. The log is first copied into the main
/// file beside the commits, as any checkpoint does; only the small remainder is copied, and the log cut, between two commits.
/// A reader that began before the erasure holds the log; it is waited for, but not for ever and never with commits held up.
/// </summary>
internal sealed class LogCleaner(string journalPath, Lock commits)
{
    private const int AttemptsMax = 40;
    private const int PauseMs = 25;

    /// <param name="cleaned">Called before commits go on, once the log is empty.</param>
    /// <returns>False when a reader still holds the log.</returns>
    public bool Run(Action cleaned)
    {
        using SqliteDatabase database = SqliteDatabase.Open(journalPath);
        database.Execute("PRAGMA synchronous = FULL");
        database.Execute("PRAGMA busy_timeout = 0");
        for (int attempt = 1; ; attempt++)
        {
            database.Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
            lock (commits)
            {
                if (database.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _))
                {
                    cleaned();
                    return true;
                }
            }
            if (attempt == AttemptsMax)
                return false;
            Thread.Sleep(PauseMs);
        }
    }
}
