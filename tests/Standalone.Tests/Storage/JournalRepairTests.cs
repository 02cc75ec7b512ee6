using System.Buffers.Binary;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public class JournalRepairTests
{
    private static readonly DateTimeOffset _now = JournalFixture.Now;

    private static RepairReport Repair(JournalFixture journal) => JournalRepair.AcceptLoss(journal.Folder, _now);

    private static void RequireSound(JournalFixture journal, long last)
    {
        journal.Reopen();
        Assert.Equal(last, journal.Store.LastSequence);
        journal.Commit(2).Kill().Reopen();
        Assert.Equal(last + 2, journal.Store.Read(0).Count());
        Assert.All(journal.Store.Read(0), r => Assert.Equal(JournalFixture.Payload(r.Sequence), r.Payload.ToArray()));
    }

    [Fact]
    public void A_whole_journal_is_left_alone()
    {
        using JournalFixture journal = new();
        journal.Commit(5).Kill();
        RepairReport report = Repair(journal);
        Assert.False(report.ChangedAnything);
        Assert.Contains("nothing was changed", report.ToString(), StringComparison.Ordinal);
        RequireSound(journal, 5);
    }

    [Fact]
    public void A_damaged_log_is_kept_aside_and_the_journal_goes_on()
    {
        using JournalFixture journal = new();
        journal.Commit(9).Kill();
        journal.Flip(journal.Wal, new FileInfo(journal.Wal).Length / 2);
        byte[] log = File.ReadAllBytes(journal.Wal);
        long missing = Assert.Throws<JournalDamagedException>(journal.Reopen).Sequence;

        RepairReport report = Repair(journal);
        Assert.Equal((missing - 1, 9, 0), (report.LastSequence, report.LostThrough, report.RowsMoved));
        string side = Assert.Single(report.SideFiles);
        Assert.Equal($"lost-{missing}-20260302T010203Z.wal", side);
        Assert.Equal(log, File.ReadAllBytes(Path.Combine(journal.Folder.Path, side)));
        RequireSound(journal, missing - 1);
        Assert.False(Repair(journal.Close()).ChangedAnything);
    }

    [Fact]
    public void Rows_after_a_gap_are_kept_aside_with_their_bytes()
    {
        using JournalFixture journal = new();
        journal.Commit(6).Close().Sql("DELETE FROM journal WHERE seq = 4");
        RepairReport report = Repair(journal);
        Assert.Equal((3, 6, 2), (report.LastSequence, report.LostThrough, report.RowsMoved));
        byte[] rows = File.ReadAllBytes(Path.Combine(journal.Folder.Path, Assert.Single(report.SideFiles)));
        Assert.Equal("HSIMLOST"u8, rows.AsSpan(0, 8));
        Assert.Equal(5, BinaryPrimitives.ReadInt64LittleEndian(rows.AsSpan(8)));
        Assert.Equal(JournalFixture.Payload(5), rows.AsSpan(8 + 16, 40));
        Assert.Equal(JournalFixture.Payload(6), rows.AsSpan(8 + 16 + 40 + 16));
        Assert.Contains("Records 4 to 6 are lost", report.ToString(), StringComparison.Ordinal);
        RequireSound(journal, 3);
    }

    [Fact]
    public void An_altered_row_goes_with_everything_after_it()
    {
        using JournalFixture journal = new();
        journal.Commit(6).Close().Sql("UPDATE journal SET payload = x'00' WHERE seq = 1");
        Assert.Equal(6, Repair(journal).RowsMoved);
        RequireSound(journal, 0);
    }

    [Fact]
    public void A_broken_page_is_mended_by_a_new_file_and_the_old_one_is_kept()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([], [JournalFixture.Put("a", "1")]);
        journal.Commit(600).Close();
        long page = new FileInfo(journal.Folder.JournalPath).Length / 4096 / 2;
        using (FileStream file = new(journal.Folder.JournalPath, FileMode.Open))
        {
            file.Position = page * 4096;
            file.Write(new byte[4096]);
        }
        journal.Reopen();
        long damaged = Assert.Throws<JournalDamagedException>(() => journal.Store.Read(0).Count()).Sequence;
        journal.Kill();

        RepairReport report = Repair(journal);
        Assert.Equal((damaged - 1, 600), (report.LastSequence, report.LostThrough));
        Assert.Contains(report.SideFiles, f => f.EndsWith(".db", StringComparison.Ordinal));
        RequireSound(journal, damaged - 1);
        Assert.NotNull(journal.Store.GetRecord("a"));
    }

    [Fact]
    public void Altered_keys_are_dropped_and_counted()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([journal.Next()], [JournalFixture.Put("a", "1"), JournalFixture.Put("b", "2")]);
        journal.Close().Sql("UPDATE records SET version = 9 WHERE key = 'a'");
        RepairReport report = Repair(journal);
        Assert.Equal((1, 1, 1), (report.LastSequence, report.LostThrough, report.KeysLost));
        RequireSound(journal, 1);
        Assert.Null(journal.Store.GetRecord("a"));
        Assert.NotNull(journal.Store.GetRecord("b"));
    }

    [Fact]
    public void Snapshots_that_hold_lost_records_are_moved_away()
    {
        using JournalFixture journal = new();
        journal.Commit(6).Close().Sql("DELETE FROM journal WHERE seq > 4");
        FileSnapshotStore snapshots = new(journal.Folder);
        foreach (long start in (long[])[2, 3])
        {
            using ISnapshotWriter writer = snapshots.Begin(start);
            writer.Complete(start + 2);
        }
        RepairReport report = Repair(journal);
        Assert.Equal(4, Assert.Single(snapshots.List()).EndSequence);
        Assert.Contains(report.SideFiles, f => f.EndsWith("0003.snap", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0L, DataFolderReason.Missing), InlineData(3L, DataFolderReason.Damaged)]
    public void Nothing_to_cut_back_to_is_not_repaired_into_an_empty_journal(long cut, DataFolderReason reason)
    {
        using JournalFixture journal = new();
        journal.Commit(6).Close();
        if (cut == 0)
            journal.Cut(journal.Folder.JournalPath, 0);
        else
            journal.Flip(journal.Folder.JournalPath, cut);
        DataFolderException error = Assert.Throws<DataFolderException>(() => Repair(journal));
        Assert.Equal(reason, error.Reason);
        Assert.Equal(6, HeadMark.Read(journal.Folder.HeadPath));
    }
}
