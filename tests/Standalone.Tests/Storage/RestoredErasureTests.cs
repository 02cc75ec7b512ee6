using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>A backup that is older than an erasure does not bring the text back, when a list of erasures is at hand.</summary>
public sealed class RestoredErasureTests : IDisposable
{
    private static readonly Instant At = Instant.From(JournalFixture.Now);
    private readonly JournalFixture _journal = new();

    public RestoredErasureTests()
    {
        _journal.Store.Commit([_journal.Next()], [Put("a", "ông A", 9_000), Put("b", "ông B", 100), Put("c", "còn", 100)]);
        Erase("b");
        JournalBackup.Create(_journal.Folder, Backup, JournalFixture.Now);
        _journal.Store.Commit([_journal.Next()], [Put("d", "ông D", 100)]);
        Erase("a");
        Erase("d");
    }

    public void Dispose() => _journal.Dispose();

    private string Backup => _journal["backup"];

    private string Restored => _journal["restored"];

    private static RecordWrite Put(string id, string mark, int bytes) => new(RecordKeys.Texts + id, Encoding.UTF8.GetBytes(Traces.Text(mark, bytes)));

    private void Erase(string id)
    {
        _journal.Store.NoteErasure(new ErasureNote(TextKeys.Prefix + id, At));
        _journal.Store.Commit([], [RecordWrite.Erase(RecordKeys.Texts + id, At)]);
        Assert.Null(_journal.Store.Clean());
    }

    private void RequireForgotten()
    {
        Assert.Empty(Traces.Of("ông A", Restored));
        Assert.Empty(Traces.Of("ông B", Restored));
        Assert.NotEmpty(Traces.Of("còn", Restored));
        using DataFolder folder = DataFolder.OpenExisting(Restored);
        using SqliteJournalStore store = SqliteJournalStore.Open(folder);
        foreach (string id in (string[])["a", "b", "d"])
            Assert.Equal(At, store.GetRecord(RecordKeys.Texts + id)!.Value.ErasedAt);
        WriteReceipt late = new();
        store.Commit([], [Put("d", "lại", 10) with { Receipt = late }]);
        Assert.Equal(RecordVerdict.Erased, late.Outcome.Verdict);
        Assert.Equal(["text/a", "text/b", "text/d"], ErasureList.Read(folder.ErasuresPath).ByKey.Keys.Order());
    }

    [Fact]
    public void The_backup_carries_its_own_list_and_no_text_erased_before_it()
    {
        Assert.Empty(Traces.Of("ông B", Backup));
        Assert.NotEmpty(Traces.Of("ông A", Backup));
        Assert.Equal(["text/b"], ErasureList.Read(Path.Combine(Backup, "erasures")).ByKey.Keys);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_named_list_is_applied_again(bool byFolder)
    {
        RestoreReport report = BackupRestore.Restore(Backup, Restored, byFolder ? _journal.Folder.Path : _journal.Folder.ErasuresPath);
        Assert.Equal((3, 2, true), (report.Erasures, report.Reapplied, report.LaterListGiven));
        RequireForgotten();
    }

    [Fact]
    public void A_list_that_lies_in_the_target_is_applied_without_being_named()
    {
        Directory.CreateDirectory(Restored);
        File.Copy(_journal.Folder.ErasuresPath, Path.Combine(Restored, "erasures"));
        RestoreReport report = BackupRestore.Restore(Backup, Restored);
        Assert.Equal((3, 2, true), (report.Erasures, report.Reapplied, report.LaterListGiven));
        RequireForgotten();
    }

    [Fact]
    public void Without_a_later_list_the_report_says_so()
    {
        RestoreReport report = BackupRestore.Restore(Backup, Restored);
        Assert.Equal((1, 0, false), (report.Erasures, report.Reapplied, report.LaterListGiven));
        Assert.NotEmpty(Traces.Of("ông A", Restored));
        Assert.Empty(Traces.Of("ông B", Restored));
    }

    [Theory]
    [InlineData(null, DataFolderReason.Missing, "no list of erasures")]
    [InlineData("hierarchysim-erasures 1\n2026-03-02T01:02:03.000Z text/a 00000000\n", DataFolderReason.Damaged, "line 2")]
    [InlineData("{}", DataFolderReason.Damaged, "first line")]
    public void A_list_that_cannot_be_read_stops_the_restore(string? content, DataFolderReason reason, string word)
    {
        string list = _journal["list"];
        if (content is not null)
            File.WriteAllText(list, content);
        DataFolderException error = Assert.Throws<DataFolderException>(() => BackupRestore.Restore(Backup, Restored, list));
        Assert.Equal(reason, error.Reason);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored));
    }

    [Fact]
    public void A_failed_restore_leaves_the_list_in_its_target()
    {
        Directory.CreateDirectory(Restored);
        string list = Path.Combine(Restored, "erasures");
        File.Copy(_journal.Folder.ErasuresPath, list);
        byte[] before = File.ReadAllBytes(list);
        File.Delete(Path.Combine(Backup, "format.json"));
        Assert.Throws<DataFolderException>(() => BackupRestore.Restore(Backup, Restored));
        Assert.Equal(before, File.ReadAllBytes(list));
        Assert.Single(Directory.EnumerateFileSystemEntries(Restored));
    }

    [Fact]
    public void An_erasure_while_the_backup_is_under_way_is_applied_to_the_copy()
    {
        using (SqliteDatabase copy = SqliteDatabase.Open(Path.Combine(Backup, "journal.db")))
            Assert.Equal(2, ErasureRedo.ApplyToCopy(copy, ErasureList.Read(_journal.Folder.ErasuresPath)));
        Assert.Empty(Traces.Of("ông A", Backup));
        Assert.Equal(["backup.json", "erasures", "format.json", "journal.db"], Directory.EnumerateFiles(Backup).Select(Path.GetFileName).Order());
    }
}
