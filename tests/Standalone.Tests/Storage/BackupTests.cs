using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Storage;

public sealed class BackupTests : IDisposable
{
    private readonly JournalFixture _journal = new();

    private string Backup => _journal["backup"];

    private string Restored => _journal["restored"];

    public void Dispose() => _journal.Dispose();

    private BackupManifest MakeBackup() => JournalBackup.Create(_journal.Folder, Backup, JournalFixture.Now);

    private static void RequireSame(string folderPath, long last)
    {
        using DataFolder folder = DataFolder.OpenExisting(folderPath);
        Assert.Equal(JournalFixture.Now, folder.CreatedAt);
        Assert.Equal(last, HeadMark.Read(folder.HeadPath));
        using SqliteJournalStore store = SqliteJournalStore.Open(folder);
        Assert.Equal(last, store.LastSequence);
        Assert.All(store.Read(0), r => Assert.Equal(JournalFixture.Payload(r.Sequence), r.Payload.ToArray()));
        Assert.Equal(last, store.Read(0).Count());
        store.Commit([new JournalRecord(last + 1, JournalFixture.Payload(last + 1))], []);
    }

    private DataFolderException RefusedRestore(DataFolderReason reason, string word)
    {
        DataFolderException error = Assert.ThrowsAny<DataFolderException>(() => BackupRestore.Restore(Backup, Restored));
        Assert.Equal(reason, error.Reason);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Restored) && Directory.EnumerateFileSystemEntries(Restored).Any(e => !e.EndsWith("own.txt", StringComparison.Ordinal)));
        Assert.False(Directory.Exists(Restored + ".restoring"));
        return error;
    }

    [Fact]
    public void A_backup_comes_back_as_a_data_folder()
    {
        _journal.Store.Commit([_journal.Next()], [JournalFixture.Put("a", "1")]);
        _journal.Commit(9);
        BackupManifest manifest = MakeBackup();
        Assert.Equal((10, JournalFixture.Now), (manifest.LastSequence, manifest.CreatedAt));
        Assert.Equal(["backup.json", "format.json", "journal.db"],
            Directory.EnumerateFileSystemEntries(Backup).Select(Path.GetFileName).Order());
        _journal.Commit(5);
        Assert.Equal(manifest.LastSequence, BackupRestore.Restore(Backup, Restored).Manifest.LastSequence);
        RequireSame(Restored, 10);
    }

    [Fact]
    public async Task A_backup_is_taken_while_commits_go_on()
    {
        _journal.Commit(50);
        using ManualResetEventSlim running = new();
        using CancellationTokenSource done = new();
        Task writer = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                _journal.Commit(1);
                running.Set();
            }
        }, TestContext.Current.CancellationToken);
        running.Wait(TestContext.Current.CancellationToken);
        BackupManifest manifest = MakeBackup();
        await done.CancelAsync();
        await writer;
        Assert.InRange(manifest.LastSequence, 51, _journal.Store.LastSequence);
        BackupRestore.Restore(Backup, Restored);
        RequireSame(Restored, manifest.LastSequence);
        Assert.Equal(_journal.Store.LastSequence, _journal.Store.Read(0).Count());
    }

    [Fact]
    public void The_newest_snapshot_that_fits_goes_with_it()
    {
        _journal.Commit(10);
        FileSnapshotStore snapshots = new(_journal.Folder);
        foreach ((long start, long end) in ((long, long)[])[(5, 8), (9, 11)])
        {
            using ISnapshotWriter writer = snapshots.Begin(start);
            writer.WriteChunk(1, JournalFixture.Payload(start));
            writer.Complete(end);
        }
        MakeBackup();
        BackupRestore.Restore(Backup, Restored);
        using DataFolder folder = DataFolder.OpenExisting(Restored);
        Assert.Equal(8, Assert.Single(new FileSnapshotStore(folder).List()).EndSequence);
    }

    [Fact]
    public void An_empty_existing_target_is_fine_for_both()
    {
        _journal.Commit(3);
        Directory.CreateDirectory(Backup);
        Directory.CreateDirectory(Restored);
        MakeBackup();
        BackupRestore.Restore(Backup, Restored);
        RequireSame(Restored, 3);
    }

    [Fact]
    public void Filling_a_folder_in_place_leaves_the_format_file_for_last()
    {
        _journal.Commit(3);
        MakeBackup();
        BackupRestore.Restore(Backup, Restored);
        string target = _journal["mounted"];
        Directory.CreateDirectory(target);
        File.WriteAllText(Path.Combine(target, "journal.db"), "in the way");
        Assert.Throws<IOException>(() => BackupRestore.FillInPlace(Restored, target));
        Assert.False(File.Exists(Path.Combine(target, "format.json")));
        File.Delete(Path.Combine(target, "journal.db"));
        File.Delete(Path.Combine(target, "head"));
        BackupRestore.FillInPlace(Restored, target);
        RequireSame(target, 3);
    }

    [Fact]
    public void A_target_that_holds_something_is_refused()
    {
        Directory.CreateDirectory(Backup);
        File.WriteAllText(Path.Combine(Backup, "own.txt"), "x");
        DataFolderException error = Assert.Throws<DataFolderException>(MakeBackup);
        Assert.Equal(DataFolderReason.NotEmpty, error.Reason);
        Assert.Single(Directory.EnumerateFileSystemEntries(Backup));

        File.Delete(Path.Combine(Backup, "own.txt"));
        MakeBackup();
        Directory.CreateDirectory(Restored);
        File.WriteAllText(Path.Combine(Restored, "own.txt"), "x");
        RefusedRestore(DataFolderReason.NotEmpty, "own.txt");
    }

    [Fact]
    public void A_damaged_journal_makes_no_backup()
    {
        _journal.Commit(5).Sql("UPDATE journal SET payload = x'00' WHERE seq = 2");
        Assert.Equal(2, Assert.Throws<JournalDamagedException>(MakeBackup).Sequence);
        Assert.False(Directory.Exists(Backup));
    }

    [Theory]
    [InlineData("journal.db"), InlineData("format.json")]
    public void A_tampered_backup_is_refused(string name)
    {
        _journal.Commit(5);
        MakeBackup();
        string path = Path.Combine(Backup, name);
        _journal.Flip(path, new FileInfo(path).Length - 20);
        RefusedRestore(DataFolderReason.Damaged, "SHA-256");
        _journal.Flip(path, new FileInfo(path).Length - 20);
        _journal.Cut(path, new FileInfo(path).Length - 1);
        RefusedRestore(DataFolderReason.Damaged, "bytes");
        File.Delete(path);
        RefusedRestore(DataFolderReason.Damaged, "missing");
    }

    [Theory]
    [InlineData("\"lastSequence\": 5", "\"lastSequence\": 6", DataFolderReason.Damaged, "ends at record 5")]
    [InlineData("\"version\": 2", "\"version\": 4", DataFolderReason.NewerVersion, "version 4")]
    [InlineData("\"path\": \"journal.db\"", "\"path\": \"../journal.db\"", DataFolderReason.Damaged, "../journal.db")]
    [InlineData("\"path\": \"journal.db\"", "\"path\": \"format.json\"", DataFolderReason.Damaged, "journal.db once")]
    [InlineData("hierarchysim-backup", "other", DataFolderReason.Damaged, "'other'")]
    [InlineData("{", "[", DataFolderReason.Damaged, "JSON")]
    public void A_manifest_that_does_not_fit_is_refused(string from, string to, DataFolderReason reason, string word)
    {
        _journal.Commit(5);
        MakeBackup();
        string path = Path.Combine(Backup, "backup.json"), text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        RefusedRestore(reason, word);
    }

    [Fact]
    public void Without_its_manifest_it_is_no_backup()
    {
        _journal.Commit(5);
        MakeBackup();
        File.Delete(Path.Combine(Backup, "backup.json"));
        RefusedRestore(DataFolderReason.Missing, "never finished");
    }
}
