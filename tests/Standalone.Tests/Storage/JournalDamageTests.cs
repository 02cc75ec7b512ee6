using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>What a bad disk or a careless hand does to the files, and that none of it goes unnoticed.</summary>
public class JournalDamageTests
{
    private const long LogHeaderBytes = 32;

    private static JournalDamagedException Refused(JournalFixture journal) => Assert.Throws<JournalDamagedException>(journal.Reopen);

    private static JournalDamagedException RefusedReading(JournalFixture journal)
    {
        journal.Reopen();
        return Assert.Throws<JournalDamagedException>(() => journal.Store.Read(0).Count());
    }

    [Fact]
    public void A_torn_tail_that_was_never_committed_is_a_crash_and_nothing_more()
    {
        using JournalFixture journal = new();
        journal.Commit(4).Kill();
        using (FileStream log = new(journal.Wal, FileMode.Append))
            log.Write(JournalFixture.Payload(1, 3000));
        journal.Reopen();
        Assert.Equal(4, journal.Store.Read(0).Count());
        journal.Commit(1).Kill().Reopen();
        Assert.Equal(5, journal.Store.Read(0).Count());
    }

    [Fact]
    public void A_power_cut_in_the_middle_of_a_commit_loses_that_commit_alone()
    {
        using JournalFixture journal = new();
        journal.Commit(4);
        byte[] head = File.ReadAllBytes(journal.Folder.HeadPath);
        long log = new FileInfo(journal.Wal).Length;
        journal.Commit(1, 50_000).Kill().Cut(journal.Wal, log + 10_000);
        File.WriteAllBytes(journal.Folder.HeadPath, head);
        journal.Reopen();
        Assert.Equal(4, journal.Store.LastSequence);
    }

    [Fact]
    public void A_log_cut_short_of_committed_records_is_refused()
    {
        using JournalFixture journal = new();
        journal.Commit(4);
        long log = new FileInfo(journal.Wal).Length;
        journal.Commit(3).Kill().Cut(journal.Wal, log);
        JournalDamagedException error = Refused(journal);
        Assert.Equal(5, error.Sequence);
        Assert.Contains("records 5 to 7 are missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("hierarchysim repair", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_flipped_byte_in_the_middle_of_the_log_is_refused_and_the_log_left_as_it_was()
    {
        using JournalFixture journal = new();
        // The first third of the log is the making of the tables.
        journal.Commit(19).Kill();
        journal.Flip(journal.Wal, new FileInfo(journal.Wal).Length / 2);
        byte[] log = File.ReadAllBytes(journal.Wal);
        JournalDamagedException error = Refused(journal);
        Assert.InRange(error.Sequence, 2, 19);
        Assert.Equal(error.Sequence, Refused(journal).Sequence);
        Assert.Equal(log, File.ReadAllBytes(journal.Wal));
    }

    [Theory]
    [InlineData(0), InlineData(10), InlineData(LogHeaderBytes), InlineData(LogHeaderBytes + 100)]
    public void A_flipped_byte_at_the_start_of_the_log_is_refused(long offset)
    {
        using JournalFixture journal = new();
        journal.Commit(3).Close();
        journal.Reopen();
        journal.Commit(2).Kill().Flip(journal.Wal, offset);
        Assert.Equal(4, Refused(journal).Sequence);
    }

    [Fact]
    public void A_log_that_is_gone_is_refused()
    {
        using JournalFixture journal = new();
        journal.Commit(3).Close().Reopen();
        journal.Commit(2).Kill();
        File.Delete(journal.Wal);
        Assert.Equal(4, Refused(journal).Sequence);
    }

    [Fact]
    public void A_flipped_byte_in_a_payload_names_the_record()
    {
        using JournalFixture journal = new();
        journal.Commit(2).Store.Commit([new JournalRecord(3, Enumerable.Repeat((byte)0xA7, 30_000).ToArray())], []);
        journal.Commit(2).Close();
        byte[] file = File.ReadAllBytes(journal.Folder.JournalPath);
        int run = file.AsSpan().IndexOf(Enumerable.Repeat((byte)0xA7, 500).ToArray());
        journal.Flip(journal.Folder.JournalPath, run + 100);
        JournalDamagedException error = RefusedReading(journal);
        Assert.Equal(3, error.Sequence);
        Assert.Contains("checksum", error.Reason, StringComparison.Ordinal);
        Assert.Equal(2, journal.Store.Read(3).Count());
    }

    [Fact]
    public void Rows_that_changed_places_are_found()
    {
        using JournalFixture journal = new();
        journal.Commit(5).Close().Sql("UPDATE journal SET seq = -1 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 4; UPDATE journal SET seq = 4 WHERE seq = -1");
        Assert.Equal(2, RefusedReading(journal).Sequence);
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE seq = 3", 3)]
    [InlineData("DELETE FROM journal WHERE seq = 1", 1)]
    [InlineData("UPDATE journal SET payload = x'00' WHERE seq = 5", 5)]
    [InlineData("UPDATE journal SET crc = crc + 1 WHERE seq = 2", 2)]
    [InlineData("UPDATE journal SET crc = crc + 4294967296 WHERE seq = 2", 2)]
    public void A_row_that_is_gone_or_altered_is_found(string sql, long sequence)
    {
        using JournalFixture journal = new();
        journal.Commit(5).Close().Sql(sql);
        Assert.Equal(sequence, RefusedReading(journal).Sequence);
    }

    [Fact]
    public void The_last_rows_gone_are_refused_at_once()
    {
        using JournalFixture journal = new();
        journal.Commit(5).Close().Sql("DELETE FROM journal WHERE seq > 3");
        Assert.Equal(4, Refused(journal).Sequence);
    }

    [Fact]
    public void Rows_that_go_while_it_is_open_are_found()
    {
        using JournalFixture journal = new();
        journal.Commit(5).Sql("DELETE FROM journal WHERE seq > 3");
        Assert.Equal(4, Assert.Throws<JournalDamagedException>(() => journal.Store.Read(0).Count()).Sequence);
    }

    [Theory]
    [InlineData(null), InlineData(0L), InlineData(17L), InlineData(33L)]
    public void A_head_that_is_missing_or_torn_is_no_reason_to_stop(long? cut)
    {
        using JournalFixture journal = new();
        journal.Commit(5).Kill();
        if (cut is { } length)
            journal.Cut(journal.Folder.HeadPath, length);
        else
            File.Delete(journal.Folder.HeadPath);
        journal.Reopen();
        Assert.Equal(5, journal.Store.LastSequence);
        Assert.Equal(5, HeadMark.Read(journal.Folder.HeadPath));
    }

    [Fact]
    public void The_head_follows_every_commit_in_turn()
    {
        using JournalFixture journal = new();
        for (int i = 1; i <= 5; i++)
        {
            journal.Commit(1);
            Assert.Equal(i, HeadMark.Read(journal.Folder.HeadPath));
        }
        journal.Kill();
        foreach (long slot in (long[])[0, 32])
        {
            journal.Flip(journal.Folder.HeadPath, slot + 9);
            Assert.InRange(HeadMark.Read(journal.Folder.HeadPath), 4, 5);
            journal.Flip(journal.Folder.HeadPath, slot + 9);
        }
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_journal_that_is_gone_or_empty_is_not_replaced_in_silence(bool gone)
    {
        using JournalFixture journal = new();
        journal.Commit(5).Close();
        journal.Cut(journal.Folder.JournalPath, 0);
        if (gone)
            File.Delete(journal.Folder.JournalPath);
        Assert.Contains("records 1 to 5", Refused(journal).Message, StringComparison.Ordinal);
        Assert.Equal(!gone, File.Exists(journal.Folder.JournalPath));
    }

    [Fact]
    public void A_journal_whose_start_is_destroyed_is_called_damaged_not_foreign()
    {
        using JournalFixture journal = new();
        journal.Commit(5).Close().Flip(journal.Folder.JournalPath, 3);
        Assert.Equal(1, Refused(journal).Sequence);
    }
}
