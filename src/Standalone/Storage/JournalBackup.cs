using System.Security.Cryptography;
using SQLitePCL;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Copies a data folder while the engine goes on committing. The journal is copied through SQLite's own backup
/// interface inside one read transaction, so the copy is the journal as it stood at one moment; a plain file copy
/// would be torn, and closing a plain handle on a file that SQLite has open would take SQLite's locks away.
///
/// A backup is read back record by record before it is called one. The newest snapshot that fits goes with it: it
/// is not needed, it makes the first start quick.
///
/// The list of erasures is copied after the journal and applied to the copy, so that a text that was erased while the backup
/// was under way is in no byte of it.
/// </summary>
public static class JournalBackup
{
    /// <param name="folder">A folder this process holds; its journal may be open and committing.</param>
    /// <param name="target">A folder that is empty or does not exist.</param>
    /// <param name="createdAt">Written into the manifest.</param>
    /// <exception cref="DataFolderException">The target cannot be used.</exception>
    /// <exception cref="JournalDamagedException">The journal itself is not whole; no backup is left.</exception>
    /// <exception cref="StorageFailedException">The disk or the system refused; no backup is left.</exception>
    public static BackupManifest Create(DataFolder folder, string target, DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string full = EmptyFolder.Require(target);
        try
        {
            bool made = !Directory.Exists(full);
            Directory.CreateDirectory(full);
            try
            {
                return CreateIn(folder, full, createdAt);
            }
            catch
            {
                EmptyFolder.Clear(full, remove: made);
                throw;
            }
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToDataFolder(error, full);
        }
    }

    private static BackupManifest CreateIn(DataFolder folder, string target, DateTimeOffset createdAt)
    {
        long lastSequence = CopyJournal(folder, target);
        List<BackupFile> files = [Synced(target, BackupFile.Journal)];
        DurableFile.Copy(folder.FormatPath, Path.Combine(target, BackupFile.FolderFormat));
        files.Add(Synced(target, BackupFile.FolderFormat));
        if (File.Exists(Path.Combine(target, BackupFile.Erasures)))
            files.Add(Synced(target, BackupFile.Erasures));
        if (CopySnapshot(folder.SnapshotsPath, target, lastSequence) is { } snapshot)
            files.Add(Synced(target, snapshot));
        BackupManifest manifest = new(BackupManifest.Name, BackupManifest.CurrentVersion, lastSequence, createdAt.ToUniversalTime(), files);
        DurableFile.WriteAllBytes(Path.Combine(target, BackupManifest.FileName), JsonFile.Encode(manifest));
        return manifest;
    }

    /// <summary>Returns the last sequence in the copy.</summary>
    private static long CopyJournal(DataFolder folder, string target)
    {
        using SqliteDatabase source = JournalSchema.OpenForReading(folder.JournalPath);
        using SqliteDatabase copy = SqliteDatabase.Open(Path.Combine(target, BackupFile.Journal), create: true);
        using (sqlite3_backup backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main"))
        {
            int code = backup.IsInvalid ? raw.sqlite3_errcode(copy.Handle) : raw.sqlite3_backup_step(backup, -1);
            if (code != raw.SQLITE_DONE)
                throw copy.Failure(code);
        }
        copy.Execute("PRAGMA journal_mode = DELETE");
        CopyErasures(folder.ErasuresPath, Path.Combine(target, BackupFile.Erasures), copy);
        long last = JournalOpening.LastSequence(copy);
        foreach (JournalRecord _ in JournalReader.Read(copy, 0, last))
        {
        }
        return last;
    }

    /// <summary>Only whole lines: the last one may be in the middle of being written.</summary>
    private static void CopyErasures(string from, string to, SqliteDatabase copy)
    {
        ErasureLines lines = ErasureList.Read(from);
        if (lines.WholeBytes == 0)
            return;
        ErasureList.Write(to, lines.ByKey.Select(pair => new ErasureNote(pair.Key, pair.Value)));
        ErasureRedo.ApplyToCopy(copy, lines);
    }

    /// <summary>Returns the name of the copy, or null when no snapshot fits. One that is deleted meanwhile is done without.</summary>
    private static string? CopySnapshot(string folder, string target, long lastSequence)
    {
        SnapshotInfo? newest = FileSnapshotStore.ListIn(folder).Find(s => s.Damage is null && s.EndSequence <= lastSequence);
        if (newest is null)
            return null;
        string name = BackupFile.SnapshotsPrefix + newest.FileName, copy = Path.Combine(target, name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        try
        {
            DurableFile.Copy(Path.Combine(folder, newest.FileName), copy);
            return name;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static BackupFile Synced(string target, string name)
    {
        using FileStream file = new(Path.Combine(target, name), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.Flush(flushToDisk: true);
        return new BackupFile(name, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
