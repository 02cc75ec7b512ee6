using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private static readonly DateTimeOffset _now = JournalFixture.Now;
    private readonly TempFolder _temp = new();

    private string Data => _temp["a/b/data"];

    public void Dispose() => _temp.Dispose();

    private static DataFolderException Refused(DataFolderReason reason, string path, params string[] words)
    {
        DataFolderException error = Assert.ThrowsAny<DataFolderException>(() => DataFolder.Open(path, _now));
        Assert.Equal(reason, error.Reason);
        Assert.All(words.Append(path), word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        return error;
    }

    [Fact]
    public void A_missing_folder_is_made_with_its_parents()
    {
        using (DataFolder folder = DataFolder.Open(Data, _now))
            Assert.Equal(_now, folder.CreatedAt);
        using DataFolder again = DataFolder.OpenExisting(Data);
        Assert.Equal(_now, again.CreatedAt);
        Assert.Equal(["format.json", "lock"], Directory.EnumerateFileSystemEntries(Data).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_format_file_is_as_documented()
    {
        using DataFolder folder = DataFolder.Open(Data, _now);
        Assert.Equal("""
            {
              "format": "hierarchysim-data",
              "version": 1,
              "createdAt": "2026-03-02T01:02:03+00:00"
            }

            """, File.ReadAllText(folder.FormatPath));
    }

    [Fact]
    public void A_second_opener_is_refused_while_the_first_holds_it()
    {
        using (DataFolder.Open(Data, _now))
            Assert.IsType<DataFolderBusyException>(Refused(DataFolderReason.Busy, Data, "another process"));
        DataFolder.Open(Data, _now).Dispose();
    }

    [Fact]
    public void A_file_in_its_place_is_refused()
    {
        File.WriteAllText(_temp["data"], "x");
        Refused(DataFolderReason.NotAFolder, _temp["data"], "is a file");
        Refused(DataFolderReason.IoError, _temp["data/below"]);
    }

    [Fact]
    public void A_folder_of_somebody_else_is_left_alone()
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "thesis.txt"), "x");
        Refused(DataFolderReason.Foreign, Data, "thesis.txt");
        Assert.Single(Directory.EnumerateFileSystemEntries(Data));
    }

    [Fact]
    public void A_fresh_disk_and_an_interrupted_start_are_fine()
    {
        Directory.CreateDirectory(Path.Combine(Data, "lost+found"));
        File.WriteAllText(Path.Combine(Data, "lock"), "");
        File.WriteAllText(Path.Combine(Data, "format.json.tmp"), "{");
        DataFolder.Open(Data, _now).Dispose();
        Assert.False(File.Exists(Path.Combine(Data, "format.json.tmp")));
    }

    [Theory]
    [InlineData("""{"format":"hierarchysim-data","version":9,"createdAt":"2026-01-01T00:00:00Z"}""", DataFolderReason.NewerVersion, "version 9")]
    [InlineData("""{"format":"other","version":1,"createdAt":"2026-01-01T00:00:00Z"}""", DataFolderReason.Foreign, "'other'")]
    [InlineData("""{"format":"hierarchysim-data"}""", DataFolderReason.Damaged, "backup")]
    [InlineData("", DataFolderReason.Damaged, "backup")]
    [InlineData("null", DataFolderReason.Damaged, "backup")]
    public void A_format_file_that_does_not_fit_is_refused(string json, DataFolderReason reason, string word)
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "format.json"), json);
        Refused(reason, Data, word);
        Assert.Single(Directory.EnumerateFileSystemEntries(Data));
    }

    [Fact]
    public void A_command_that_needs_a_data_folder_does_not_make_one()
    {
        Assert.Equal(DataFolderReason.Missing, Assert.Throws<DataFolderException>(() => DataFolder.OpenExisting(Data)).Reason);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused()
    {
        using JournalFixture journal = new();
        journal.Commit(1).Close().Sql("PRAGMA user_version = 7");
        DataFolderException error = Assert.Throws<DataFolderException>(journal.Reopen);
        Assert.Equal(DataFolderReason.NewerVersion, error.Reason);
        Assert.Contains("version 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("up to 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is no database, only a text that is somewhat longer than a header of a hundred bytes would be ......")]
    [InlineData(null)]
    public void A_foreign_file_in_the_journals_place_is_refused_and_untouched(string? text)
    {
        using DataFolder folder = DataFolder.Open(Data, _now);
        if (text is null)
        {
            using SqliteDatabase other = SqliteDatabase.Open(folder.JournalPath, create: true);
            other.Execute("CREATE TABLE photos(id INTEGER)");
        }
        else
        {
            File.WriteAllText(folder.JournalPath, text);
        }
        byte[] before = File.ReadAllBytes(folder.JournalPath);
        DataFolderException error = Assert.Throws<DataFolderException>(() => SqliteJournalStore.Open(folder));
        Assert.Equal(DataFolderReason.Foreign, error.Reason);
        Assert.Equal(before, File.ReadAllBytes(folder.JournalPath));
        Assert.False(File.Exists(folder.HeadPath));
    }

    [Fact]
    public void A_journal_whose_creation_was_interrupted_is_made_again()
    {
        using DataFolder folder = DataFolder.Open(Data, _now);
        using (SqliteDatabase blank = SqliteDatabase.Open(folder.JournalPath, create: true))
            blank.Execute("PRAGMA journal_mode = WAL");
        using SqliteJournalStore store = SqliteJournalStore.Open(folder);
        store.Commit([new JournalRecord(1, default)], []);
        Assert.Equal(1, store.LastSequence);
    }
}
