using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Makes a new journal file out of what can still be read of a broken one, and puts it in the old one's place in one
/// rename. The caller has kept a copy of the old file. The old log is folded in and removed before the rename: a log
/// left beside a file it does not belong to would be applied to it.
/// </summary>
internal static class JournalRebuild
{
    public static void Run(string journalPath, long lastWhole)
    {
        string temporary = journalPath + DurableFile.TemporarySuffix;
        foreach (string suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"])
            File.Delete(temporary + suffix);
        using (SqliteDatabase old = SqliteDatabase.Open(journalPath))
        {
            using (SqliteDatabase made = SqliteDatabase.Open(temporary, create: true))
                Copy(old, made, lastWhole);
            old.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        }
        foreach (string path in (ReadOnlySpan<string>)[journalPath, temporary])
        {
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }
        DurableFile.Publish(temporary, journalPath);
    }

    private static void Copy(SqliteDatabase old, SqliteDatabase made, long lastWhole)
    {
        JournalSchema.CreateIn(made, (int)old.Scalar("PRAGMA page_size"));
        using SqliteStatement insert = made.Prepare("INSERT INTO journal(seq, crc, payload) VALUES(?1, ?2, ?3)");
        made.Execute("BEGIN");
        foreach (JournalRecord record in JournalReader.Read(old, 0, 0).Take(checked((int)lastWhole)))
            insert.Bind(1, record.Sequence).Bind(2, Crc32C.Of(record.Sequence, record.Payload.Span)).Bind(3, record.Payload.Span).Run();
        WholeRecords.Copy(Readable(old), old, made);
        AuditRows.Copy(old, made);
        if (old.Scalar("SELECT count(*) FROM meta WHERE key = 'deleted'") > 0)
        {
            using SqliteStatement deleted = made.Prepare("INSERT INTO meta VALUES('deleted', ?1)");
            deleted.Bind(1, old.Scalar("SELECT value FROM meta WHERE key = 'deleted'")).Run();
        }
        if (ErasureRedo.NeedsCleaning(old))
            made.Execute("INSERT INTO meta VALUES('uncleaned', 1)");
        made.Execute("COMMIT");
        made.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
    }

    /// <summary>Whole records up to the first broken page.</summary>
    private static IEnumerable<KeyedRecords.Row> Readable(SqliteDatabase old)
    {
        using IEnumerator<KeyedRecords.Row> rows = KeyedRecords.Read(old).GetEnumerator();
        while (Next(rows))
        {
            if (rows.Current.IsWhole)
                yield return rows.Current;
        }
    }

    private static bool Next(IEnumerator<KeyedRecords.Row> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            return false;
        }
    }
}
