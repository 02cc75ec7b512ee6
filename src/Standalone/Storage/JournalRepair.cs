using System.Globalization;
using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Repairs that only an operator may decide on, because each gives up something that was promised. Nothing is ever
/// simply deleted: what leaves the journal is first kept in a side file, synced, and only then taken out. A repair
/// that is interrupted can be run again.
/// </summary>
public static class JournalRepair
{
    /// <summary>
    /// Cuts the journal back to its last whole record that follows on record 1 without a gap, moves snapshots that
    /// reach further out of the way, and sets the head mark to what is left.
    /// </summary>
    /// <param name="folder">A folder this process holds, with its journal closed.</param>
    /// <param name="now">Goes into the names of the side files.</param>
    /// <exception cref="DataFolderException">There is no journal to cut back, or it is not one.</exception>
    /// <exception cref="StorageFailedException">The disk or the system refused; the repair can be run again.</exception>
    public static RepairReport AcceptLoss(DataFolder folder, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            return AcceptLossIn(folder, now);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToStorageFailed(error, folder.Path);
        }
    }

    private static RepairReport AcceptLossIn(DataFolder folder, DateTimeOffset now)
    {
        long head = HeadMark.Read(folder.HeadPath);
        RequireJournal(folder);
        JournalSurvey survey = Survey(folder.JournalPath);
        long lostThrough = Math.Max(head, survey.HighestSequence);
        if (lostThrough <= survey.LastWhole && !survey.MustRebuild)
            return new RepairReport(survey.LastWhole, survey.LastWhole, 0, 0, []);

        LostFiles aside = new(folder, survey.LastWhole + 1, now);
        long rowsMoved = 0;
        if (survey.MustRebuild)
        {
            aside.KeepCopyOfJournal();
            JournalRebuild.Run(folder.JournalPath, survey.LastWhole);
        }
        else
        {
            if (survey.HighestSequence < head)
                aside.KeepCopyOfLog();
            rowsMoved = CutRows(folder.JournalPath, survey.LastWhole, aside);
        }
        aside.MoveSnapshotsBeyond(survey.LastWhole);
        HeadMark.Reset(folder.HeadPath, survey.LastWhole);
        DurableFile.SyncFolder(folder.Path);
        return new RepairReport(survey.LastWhole, Math.Max(lostThrough, survey.LastWhole), rowsMoved, survey.DamagedKeys, aside.Names);
    }

    private static long CutRows(string journalPath, long lastWhole, LostFiles aside)
    {
        using SqliteDatabase database = SqliteDatabase.Open(journalPath);
        database.Execute("PRAGMA synchronous = FULL");
        long rows = aside.KeepRowsAfter(database, lastWhole);
        database.Execute("DELETE FROM journal WHERE seq > " + lastWhole.ToString(CultureInfo.InvariantCulture));
        database.Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _);
        return rows;
    }

    private static JournalSurvey Survey(string journalPath)
    {
        using SqliteDatabase database = SqliteDatabase.Open(journalPath);
        try
        {
            JournalSchema.RequireReadable(database);
        }
        catch (StorageFailedException failure) when (failure.Reason == StorageFailure.Corrupt)
        {
            throw new DataFolderException(DataFolderReason.Damaged,
                $"'{journalPath}' cannot be read as a journal at all, so there is nothing to cut it back to. "
                + "Restore a backup with 'hierarchysim restore'.", failure);
        }
        return JournalSurvey.Of(database);
    }

    /// <summary>Cutting back to nothing because the file is gone would bless the worst case; that takes a new folder.</summary>
    private static void RequireJournal(DataFolder folder)
    {
        FileInfo file = new(folder.JournalPath);
        if (!file.Exists || file.Length == 0)
        {
            throw new DataFolderException(DataFolderReason.Missing,
                $"'{folder.JournalPath}' is {(file.Exists ? "empty" : "gone")}, so there is nothing to cut it back to. "
                + "Put the file back, or restore a backup with 'hierarchysim restore'; to start anew, use a new folder.");
        }
    }
}
