using System.Text;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public class JournalRecordsTests
{
    private static string Text(StoredRecord? record) => Encoding.UTF8.GetString(record!.Value.Value);

    [Fact]
    public void Versions_count_the_writes_of_a_key()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([], [JournalFixture.Put("a", "1"), JournalFixture.Put("b", "x")]);
        journal.Store.Commit([journal.Next()], [JournalFixture.Put("a", "2"), JournalFixture.Put("a", "3")]);
        Assert.Equal(3, journal.Store.GetRecord("a")!.Value.Version);
        Assert.Equal("3", Text(journal.Store.GetRecord("a")));
        Assert.Equal(1, journal.Store.GetRecord("b")!.Value.Version);
        Assert.Null(journal.Store.GetRecord("c"));
    }

    [Fact]
    public void Versions_grow_over_a_deletion()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([], [JournalFixture.Put("a", "1"), JournalFixture.Put("a", "2"), new RecordWrite("a", null)]);
        journal.Kill().Reopen();
        journal.Store.Commit([], [JournalFixture.Put("a", "3")]);
        Assert.Equal(3, journal.Store.GetRecord("a")!.Value.Version);
    }

    [Fact]
    public void Null_deletes_and_empty_does_not()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([], [JournalFixture.Put("a", "1"), JournalFixture.Put("b", "1")]);
        journal.Store.Commit([], [new RecordWrite("a", null), JournalFixture.Put("b", ""), new RecordWrite("never", null)]);
        Assert.Null(journal.Store.GetRecord("a"));
        Assert.Empty(journal.Store.GetRecord("b")!.Value.Value);
    }

    [Fact]
    public void Records_survive_a_kill()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([journal.Next()], [JournalFixture.Put("khoá/Đồng Văn", "tỉnh")]);
        journal.Kill().Reopen();
        Assert.Equal("tỉnh", Text(journal.Store.GetRecord("khoá/Đồng Văn")));
    }

    [Theory]
    [InlineData("", null, 10, "a a/1 a/2 a/3 b")]
    [InlineData("a/", null, 10, "a/1 a/2 a/3")]
    [InlineData("a/", null, 2, "a/1 a/2")]
    [InlineData("a/", "a/1", 10, "a/2 a/3")]
    [InlineData("a/", "a", 10, "a/1 a/2 a/3")]
    [InlineData("a/", "a/3", 10, "")]
    [InlineData("c", null, 10, "")]
    [InlineData("", null, 0, "")]
    public void Lists_go_by_prefix_in_key_order(string prefix, string? after, int take, string expected)
    {
        using JournalFixture journal = new();
        journal.Store.Commit([], [.. "b a/3 a a/1 a/2".Split(' ').Select(k => JournalFixture.Put(k, "v"))]);
        Assert.Equal(expected, string.Join(' ', journal.Store.ListRecords(prefix, after, take).Select(r => r.Key)));
    }

    [Fact]
    public void An_altered_record_is_not_handed_out()
    {
        using JournalFixture journal = new();
        journal.Store.Commit([], [JournalFixture.Put("a", "1"), JournalFixture.Put("b", "2")]);
        journal.Close().Sql("UPDATE records SET value = x'39' WHERE key = 'a'").Reopen();
        StorageFailedException error = Assert.Throws<StorageFailedException>(() => journal.Store.GetRecord("a"));
        Assert.Equal(StorageFailure.Corrupt, error.Reason);
        Assert.Contains("'a'", error.Message, StringComparison.Ordinal);
        Assert.Equal("2", Text(journal.Store.GetRecord("b")));
    }

    [Fact]
    public void A_record_needs_a_key()
    {
        using JournalFixture journal = new();
        Assert.Throws<ArgumentException>(() => journal.Store.Commit([journal.Next()], [JournalFixture.Put("", "x")]));
        Assert.Equal(0, journal.Store.LastSequence);
    }
}
