using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public class JournalStoreTests
{
    [Fact]
    public void A_new_journal_is_empty()
    {
        using JournalFixture journal = new();
        Assert.Equal(0, journal.Store.LastSequence);
        Assert.Empty(journal.Store.Read(0));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(7), InlineData(4096), InlineData(262_144)]
    public void A_payload_of_any_size_comes_back(int bytes)
    {
        using JournalFixture journal = new();
        journal.Commit(3, bytes);
        Assert.Equal([1L, 2, 3], journal.Store.Read(0).Select(r => r.Sequence));
        Assert.All(journal.Store.Read(0), r => Assert.Equal(JournalFixture.Payload(r.Sequence, bytes), r.Payload.ToArray()));
    }

    [Fact]
    public void A_payload_may_be_part_of_a_larger_array()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([new JournalRecord(1, new byte[] { 9, 1, 2, 3, 9 }.AsMemory(1, 3))], []);
        Assert.Equal([1, 2, 3], journal.Store.Read(0).Single().Payload.ToArray());
    }

    [Fact]
    public void Reading_starts_after_the_sequence_given()
    {
        using JournalFixture journal = new();
        journal.Commit(5);
        Assert.Equal([4L, 5], journal.Store.Read(3).Select(r => r.Sequence));
        Assert.Empty(journal.Store.Read(5));
    }

    [Fact]
    public void Reading_goes_on_over_stretches()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([.. Enumerable.Range(1, 1300).Select(i => new JournalRecord(i, JournalFixture.Payload(i)))], []);
        Assert.Equal(Enumerable.Range(1, 1300).Select(i => (long)i), journal.Store.Read(0).Select(r => r.Sequence));
    }

    [Fact]
    public void A_reader_sees_what_is_committed_while_it_reads()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([.. Enumerable.Range(1, 600).Select(i => new JournalRecord(i, JournalFixture.Payload(i)))], []);
        using IEnumerator<JournalRecord> reader = journal.Store.Read(0).GetEnumerator();
        Assert.True(reader.MoveNext());
        journal.Commit(1);
        long last = 0;
        while (reader.MoveNext())
            last = reader.Current.Sequence;
        Assert.Equal(601, last);
    }

    [Theory]
    [InlineData(new long[] { 2 }), InlineData(new long[] { 1, 3 }), InlineData(new long[] { 1, 1 }), InlineData(new long[] { 0 })]
    public void Records_out_of_order_are_a_bug_of_the_caller(long[] sequences)
    {
        using JournalFixture journal = new();
        JournalRecord[] records = [.. sequences.Select(s => new JournalRecord(s, JournalFixture.Payload(s)))];
        Assert.Throws<ArgumentException>(() => journal.Store.Commit(records, []));
        Assert.Empty(journal.Store.Read(0));
    }

    [Fact]
    public void A_clean_close_keeps_everything_and_empties_the_log()
    {
        using JournalFixture journal = new();
        journal.Commit(20).Close();
        Assert.Equal(0, new FileInfo(journal.Wal).Length);
        journal.Reopen();
        Assert.Equal(20, journal.Store.LastSequence);
        Assert.Equal(20, journal.Store.Read(0).Count());
    }

    [Fact]
    public void A_killed_process_loses_nothing()
    {
        using JournalFixture journal = new();
        journal.Commit(20).Kill().Reopen();
        Assert.Equal(20, journal.Store.Read(0).Count());
        journal.Commit(1).Kill().Reopen();
        Assert.Equal(21, journal.Store.LastSequence);
    }

    [Fact]
    public void Due_checkpoints_move_the_log_into_the_main_file()
    {
        using JournalFixture journal = new(new JournalStoreOptions
        {
            RunCheckpointThread = false,
            CheckpointAfterBytes = 100_000,
            FinishAfterBytes = 300_000,
        });
        Assert.False(journal.Store.Checkpointer.Step());
        long logBytesMax = 0;
        for (int i = 0; i < 100; i++)
        {
            journal.Commit(1, 20_000);
            journal.Store.Checkpointer.Step();
            logBytesMax = Math.Max(logBytesMax, new FileInfo(journal.Wal).Length);
        }
        Assert.InRange(logBytesMax, 100_000, 500_000);
        Assert.Equal(100, journal.Store.Read(0).Count());
    }

    [Fact]
    public void The_log_stays_bounded_when_commits_always_follow_a_checkpoint()
    {
        using JournalFixture journal = new(new JournalStoreOptions
        {
            RunCheckpointThread = false,
            CheckpointAfterBytes = 100_000,
            FinishAfterBytes = 300_000,
        });
        for (int i = 0; i < 60; i++)
        {
            journal.Commit(5, 20_000);
            using SqliteDatabase reader = JournalSchema.OpenForReading(journal.Folder.JournalPath);
            using SqliteStatement held = reader.Prepare("SELECT seq FROM journal");
            held.Step();
            journal.Commit(1, 20_000);
            journal.Store.Checkpointer.Step();
        }
        Assert.InRange(new FileInfo(journal.Wal).Length, 1, 900_000);
    }

    [Fact]
    public void The_background_thread_checkpoints_too()
    {
        using JournalFixture journal = new(new JournalStoreOptions { CheckpointAfterBytes = 50_000 });
        journal.Commit(30, 20_000);
        Assert.Null(journal.Store.CheckpointFailure);
        journal.Close().Reopen();
        Assert.Equal(30, journal.Store.Read(0).Count());
    }
}
