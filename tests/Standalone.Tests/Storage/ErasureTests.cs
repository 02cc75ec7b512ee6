using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>Erased texts leave no byte behind, whatever happened to them before and whatever happens during the erasure.</summary>
public sealed class ErasureTests : IDisposable
{
    private static readonly Instant At = Instant.From(JournalFixture.Now);
    private readonly JournalFixture _journal = new();

    public void Dispose() => _journal.Dispose();

    private string Data => _journal.Folder.Path;

    private static string Key(string id) => RecordKeys.Texts + id;

    private static RecordWrite Put(string id, string mark, int bytes) => new(Key(id), Encoding.UTF8.GetBytes(Traces.Text(mark, bytes)));

    private void Erase(string id)
    {
        _journal.Store.NoteErasure(new ErasureNote(TextKeys.Prefix + id, At));
        _journal.Store.Commit([], [RecordWrite.Erase(Key(id), At)]);
        Assert.Null(_journal.Store.Clean());
    }

    private Instant ErasedAt(string id) => _journal.Store.GetRecord(Key(id))!.Value.ErasedAt;

    private void MakeBackup(string name) => JournalBackup.Create(_journal.Folder, _journal[name], JournalFixture.Now);

    [Theory]
    [InlineData(20), InlineData(1_000), InlineData(4_050), InlineData(4_200), InlineData(30_000), InlineData(Limits.RecordValueBytesMax - 100)]
    public void No_byte_of_an_erased_text_is_left(int bytes)
    {
        _journal.Store.Commit([_journal.Next()], [Put("a", "cũ", bytes), Put("b", "còn", bytes)]);
        _journal.Store.Commit([], [Put("a", "mới", bytes / 2), Put("c", "sau", 100)]);
        Assert.NotEmpty(Traces.Of("mới", Data));
        Erase("a");
        MakeBackup("backup");
        foreach (string mark in (string[])["cũ", "mới"])
            Assert.Empty(Traces.Of(mark, Data, _journal["backup"]));
        foreach (string mark in (string[])["còn", "sau"])
            Assert.NotEmpty(Traces.Of(mark, _journal["backup"]));
        Assert.Equal(Traces.Text("còn", bytes), Encoding.UTF8.GetString(_journal.Store.GetRecord(Key("b"))!.Value.Value));
        Assert.Equal(At, ErasedAt("a"));
        _journal.Close().Reopen();
        Assert.Empty(Traces.Of("mới", Data));
    }

    [Theory]
    [InlineData(1UL, 4096), InlineData(2UL, 16384), InlineData(3UL, 1024)]
    public void No_byte_is_left_among_thousands_that_come_change_and_go(ulong seed, int pageBytes)
    {
        using JournalFixture journal = new(new JournalStoreOptions { RunCheckpointThread = false, PageSizeBytes = pageBytes });
        Dice dice = new(seed);
        Dictionary<string, string> live = [];
        List<string> gone = [];
        for (int step = 0; step < 400; step++)
        {
            List<RecordWrite> writes = [];
            for (int i = 0; i < 8; i++)
            {
                string mark = $"{step}.{i}", id = dice.Percent(70) || live.Count == 0 ? $"{dice.Below(int.MaxValue):x8}" : dice.Pick(live.Keys.ToList());
                if (dice.Percent(25) && live.Remove(id, out string? erased))
                {
                    gone.Add(erased);
                    writes.Add(RecordWrite.Erase(Key(id), At));
                    journal.Store.NoteErasure(new ErasureNote(TextKeys.Prefix + id, At));
                    continue;
                }
                if (writes.Exists(write => write.Key == Key(id)))
                    continue;
                if (live.TryGetValue(id, out string? replaced))
                    gone.Add(replaced);
                live[id] = mark;
                writes.Add(Put(id, mark, dice.Percent(80) ? 1 + dice.Below(2_000) : 1 + dice.Below(20_000)));
            }
            journal.Store.Commit([journal.Next(dice.Below(500))], writes.ToArray());
        }
        Assert.Null(journal.Store.Clean());
        Assert.True(gone.Count > 300 && live.Count > 300);
        string file = Encoding.UTF8.GetString([.. File.ReadAllBytes(journal.Folder.JournalPath), .. File.ReadAllBytes(journal.Wal)]);
        Assert.All(gone, mark => Assert.DoesNotContain($"«{mark}»", file, StringComparison.Ordinal));
        Assert.All(live.Values, mark => Assert.Contains($"«{mark}»", file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void An_erasure_that_was_noted_is_carried_out_at_the_next_open(bool clean)
    {
        _journal.Store.Commit([], [Put("a", "ông A", 5_000), Put("b", "còn", 50)]);
        _journal.Store.NoteErasure(new ErasureNote("text/a", At));
        Assert.Equal("text/a", Assert.Single(_journal.Store.UnfinishedErasures).Key);
        Assert.NotEmpty(Traces.Of("ông A", Data));
        (clean ? _journal.Close() : _journal.Kill()).Reopen();
        Assert.Equal(At, ErasedAt("a"));
        Assert.Empty(Traces.Of("ông A", Data));
        Assert.Empty(_journal.Store.UnfinishedErasures);
        Assert.False(ErasedAt("b").IsSet);
    }

    [Fact]
    public void Cleaning_that_a_crash_cut_short_is_finished_at_the_next_open()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 5_000)]);
        _journal.Store.NoteErasure(new ErasureNote("text/a", At));
        _journal.Store.Commit([], [RecordWrite.Erase(Key("a"), At)]);
        Assert.True(_journal.Store.NeedsCleaning);
        _journal.Kill();
        Assert.NotEmpty(Traces.Of("ông A", Data));
        _journal.Reopen();
        Assert.False(_journal.Store.NeedsCleaning);
        Assert.Empty(Traces.Of("ông A", Data));
    }

    [Fact]
    public void A_reader_of_the_log_holds_cleaning_up_and_commits_go_on()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 5_000)]);
        using (SqliteDatabase reader = JournalSchema.OpenForReading(_journal.Folder.JournalPath))
        {
            reader.Execute("BEGIN");
            reader.Scalar("SELECT count(*) FROM records");
            _journal.Store.NoteErasure(new ErasureNote("text/a", At));
            _journal.Store.Commit([], [RecordWrite.Erase(Key("a"), At)]);
            Assert.Contains("reads the journal", _journal.Store.Clean(), StringComparison.Ordinal);
            Assert.True(_journal.Store.NeedsCleaning);
            _journal.Commit(1);
        }
        Assert.Null(_journal.Store.Clean());
        Assert.False(_journal.Store.NeedsCleaning);
        Assert.Empty(Traces.Of("ông A", Data));
    }

    [Fact]
    public void What_a_repair_set_aside_is_named_until_it_is_deleted()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 50)]);
        string copy = Path.Combine(Data, "lost-1-20260302T010203Z.db");
        File.WriteAllText(copy, "x");
        _journal.Store.NoteErasure(new ErasureNote("text/a", At));
        _journal.Store.Commit([], [RecordWrite.Erase(Key("a"), At)]);
        Assert.Contains(Path.GetFileName(copy), _journal.Store.Clean(), StringComparison.Ordinal);
        _journal.Close().Reopen();
        Assert.True(_journal.Store.NeedsCleaning);
        File.Delete(copy);
        Assert.Null(_journal.Store.Clean());
        Assert.False(_journal.Store.NeedsCleaning);
    }

    [Fact]
    public void An_erasure_is_final()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 50)]);
        Erase("a");
        WriteReceipt again = new(), put = new();
        _journal.Store.Commit([], [RecordWrite.Erase(Key("a"), new Instant(9), again), Put("a", "lại", 50) with { Receipt = put }]);
        Assert.Equal((RecordVerdict.Erased, At), (again.Outcome.Verdict, again.Outcome.ErasedAt));
        Assert.Equal(RecordVerdict.Erased, put.Outcome.Verdict);
        Assert.Null(_journal.Store.Clean());
        Assert.Empty(Traces.Of("lại", Data));
        Assert.Throws<ArgumentException>(() => _journal.Store.Commit([], [new RecordWrite(Key("b"), null)]));
    }

    [Theory]
    [InlineData(null), InlineData("hierarchysim-erasures 1\n"), InlineData("hierarchysim-erasures 1\nbroken line\n2026-03-02T01:02:03.000Z text/torn")]
    public void A_lost_or_damaged_list_is_written_again_from_the_journal(string? left)
    {
        _journal.Store.Commit([], [Put("a", "ông A", 50), Put("b", "ông B", 50)]);
        Erase("a");
        Erase("b");
        _journal.Close();
        string path = _journal.Folder.ErasuresPath;
        if (left is null)
            File.Delete(path);
        else
            File.WriteAllText(path, left);
        _journal.Reopen();
        Assert.Equal(["text/a", "text/b"], ErasureList.Read(path).ByKey.Keys.Order());
        Assert.Equal(At, ErasureList.Read(path).ByKey["text/a"]);
    }

    [Theory]
    [InlineData("something else\n", DataFolderReason.Damaged, "first line")]
    [InlineData("hierarchysim-erasures 2\n", DataFolderReason.NewerVersion, "version 2")]
    public void A_file_that_is_no_list_is_left_alone(string content, DataFolderReason reason, string word)
    {
        _journal.Close();
        File.WriteAllText(_journal.Folder.ErasuresPath, content);
        DataFolderException error = Assert.Throws<DataFolderException>(_journal.Reopen);
        Assert.Equal(reason, error.Reason);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_journal.Folder.ErasuresPath));
    }

    [Fact]
    public void The_list_is_as_documented()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 50)]);
        Erase("a");
        string line = "2026-03-02T01:02:03.000Z text/a";
        Assert.Equal($"hierarchysim-erasures 1\n{line} {Crc32C.Of(Encoding.ASCII.GetBytes(line)):x8}\n", File.ReadAllText(_journal.Folder.ErasuresPath));
    }

    [Fact]
    public void A_journal_without_texts_is_brought_up_to_this_version()
    {
        _journal.Commit(3).Close().Sql("DROP TABLE texts; PRAGMA user_version = 1").Reopen();
        _journal.Store.Commit([], [Put("a", "ông A", 50)]);
        Erase("a");
        Assert.Equal(3, _journal.Store.Read(0).Count());
    }

    [Fact]
    public void A_rebuilt_journal_keeps_texts_and_erasures()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 5_000), Put("b", "còn", 9_000), Put("c", "hỏng", 50)]);
        Erase("a");
        _journal.Commit(3).Close().Sql("UPDATE texts SET value = zeroblob(9) WHERE place = 3");
        RepairReport report = JournalRepair.AcceptLoss(_journal.Folder, JournalFixture.Now);
        Assert.Equal(1, report.KeysLost);
        _journal.Reopen();
        Assert.Equal(At, ErasedAt("a"));
        Assert.Equal(Traces.Text("còn", 9_000), Encoding.UTF8.GetString(_journal.Store.GetRecord(Key("b"))!.Value.Value));
        Assert.Null(_journal.Store.GetRecord(Key("c")));
        Assert.Equal(1, _journal.Store.Counted);
    }

    [Fact]
    public void An_altered_text_is_not_handed_out()
    {
        _journal.Store.Commit([], [Put("a", "ông A", 50)]);
        _journal.Close().Sql("UPDATE texts SET value = zeroblob(length(value))").Reopen();
        Assert.Equal(StorageFailure.Corrupt, Assert.Throws<StorageFailedException>(() => _journal.Store.GetRecord(Key("a"))).Reason);
    }
}
