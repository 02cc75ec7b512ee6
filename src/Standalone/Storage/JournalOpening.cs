namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The checks between a path and a journal in use. The order is the point: everything that may refuse happens before
/// the first write, so a journal that is refused is exactly as it was found and can still be repaired or restored.
/// </summary>
internal static class JournalOpening
{
    public static SqliteDatabase Open(DataFolder folder, JournalStoreOptions options, out long lastSequence)
    {
        long head = HeadMark.Read(folder.HeadPath);
        RequireFile(folder.JournalPath, head);
        SqliteDatabase database = SqliteDatabase.Open(folder.JournalPath, create: true);
        try
        {
            if (RequireJournal(database, head))
                JournalSchema.CreateIn(database, options.PageSizeBytes);
            lastSequence = LastSequence(database);
            RequireHead(lastSequence, head);
            JournalSchema.PrepareForWriting(database);
            JournalSchema.UpgradeIn(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public static long LastSequence(SqliteDatabase database)
    {
        try
        {
            return database.Scalar("SELECT max(seq) FROM journal");
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            throw JournalReader.Broken(1, failure);
        }
    }

    /// <summary>SQLite would make a new file in place of a lost one, and drop the log beside an empty one.</summary>
    private static void RequireFile(string journalPath, long head)
    {
        FileInfo file = new(journalPath);
        if (head > 0 && (!file.Exists || file.Length == 0))
            throw new JournalDamagedException(1, $"'{journalPath}' is {(file.Exists ? "empty" : "gone")}, and records 1 to {head} were committed.");
    }

    private static void RequireHead(long lastSequence, long head)
    {
        if (lastSequence < head)
            throw new JournalDamagedException(lastSequence + 1, $"committed records {lastSequence + 1} to {head} are missing.");
    }

    /// <summary>Returns whether the file is blank and is to be made into a journal.</summary>
    private static bool RequireJournal(SqliteDatabase database, long head)
    {
        try
        {
            if (head == 0 && JournalSchema.IsBlank(database))
                return true;
            JournalSchema.RequireReadable(database);
            return false;
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            if (head == 0)
                throw JournalSchema.Foreign(database.Path, failure);
            throw JournalReader.Broken(1, failure);
        }
    }
}
