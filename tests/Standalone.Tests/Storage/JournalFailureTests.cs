using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public class JournalFailureTests
{
    [Fact]
    public void A_full_disk_refuses_the_whole_commit_and_goes_on_when_there_is_room()
    {
        using JournalFixture journal = new();
        journal.Commit(3);
        journal.Store.LimitPages(journal.Store.PageCount);
        JournalRecord[] records = [journal.Next(), new JournalRecord(5, JournalFixture.Payload(5, 100_000))];

        StorageFailedException error = Assert.Throws<StorageFailedException>(
            () => journal.Store.Commit(records, [JournalFixture.Put("a", "1")]));
        Assert.Equal(StorageFailure.DiskFull, error.Reason);
        Assert.Contains("Free space", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, journal.Store.LastSequence);
        Assert.Equal(3, journal.Store.Read(0).Count());
        Assert.Null(journal.Store.GetRecord("a"));

        journal.Store.LimitPages(1_000_000);
        journal.Store.Probe();
        journal.Store.Commit(records, [JournalFixture.Put("a", "1")]);
        journal.Kill().Reopen();
        Assert.Equal(5, journal.Store.Read(0).Count());
        Assert.NotNull(journal.Store.GetRecord("a"));
    }

    [Theory]
    [InlineData(StorageFailure.DiskFull, "no space left to write 'journal.db'")]
    [InlineData(StorageFailure.ReadOnly, "'journal.db' does not accept writes")]
    [InlineData(StorageFailure.Corrupt, "'journal.db' is damaged")]
    [InlineData(StorageFailure.IoError, "the disk or the system refused an operation on 'journal.db'")]
    public void Operators_are_told_where_the_file_lies_and_callers_only_its_name(StorageFailure reason, string said)
    {
        var path = Path.Combine("folder", "data", "journal.db");
        var error = StorageFailedException.For(reason, path, $"Access to the path '{path}' is denied.");
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(said, error.ForCallers);
    }

    [Fact]
    public void A_journal_on_a_connection_that_cannot_write_says_so()
    {
        using JournalFixture journal = new();
        journal.Store.MakeReadOnly();
        Assert.Equal(StorageFailure.ReadOnly, Assert.Throws<StorageFailedException>(() => journal.Commit(1)).Reason);
        Assert.Equal(StorageFailure.ReadOnly, Assert.Throws<StorageFailedException>(journal.Store.Probe).Reason);
    }

    [Fact]
    public void After_closing_nothing_is_accepted()
    {
        using JournalFixture journal = new();
        SqliteJournalStore store = journal.Store;
        journal.Close();
        Assert.Throws<ObjectDisposedException>(() => store.Commit([new JournalRecord(1, default)], []));
        Assert.Throws<ObjectDisposedException>(store.Probe);
        Assert.Throws<ObjectDisposedException>(() => store.GetRecord("a"));
        Assert.Throws<ObjectDisposedException>(() => store.Read(0));
    }
}
