using System.Security.Cryptography;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Makes a data folder out of a backup. Everything is copied, checked and synced in a folder beside the target, and
/// then takes the target's name in one rename. Where the target cannot be renamed over (a disk mounted there), the
/// files move in one by one and format.json comes last: a folder without it is refused, so half a restore is never
/// mistaken for a whole one.
/// </summary>
public static class BackupRestore
{
    private const string StagingSuffix = ".restoring";

    /// <param name="backupFolder">A folder that <see cref="JournalBackup.Create"/> made.</param>
    /// <param name="dataFolder">A folder that is empty or does not exist.</param>
    /// <returns>The manifest of what was restored.</returns>
    /// <exception cref="DataFolderException">The backup is not whole, or the target cannot be used; the target is as it was.</exception>
    public static BackupManifest Restore(string backupFolder, string dataFolder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(backupFolder);
        string target = EmptyFolder.Require(dataFolder), staging = target + StagingSuffix;
        try
        {
            BackupManifest manifest = BackupManifest.Read(Path.GetFullPath(backupFolder));
            RequireComplete(backupFolder, manifest);
            Stage(backupFolder, staging, manifest);
            Install(staging, target);
            return manifest;
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToDataFolder(error, target);
        }
        finally
        {
            if (Directory.Exists(staging))
                EmptyFolder.Clear(staging, remove: true);
        }
    }

    private static void RequireComplete(string backupFolder, BackupManifest manifest)
    {
        foreach (string needed in (ReadOnlySpan<string>)[BackupFile.Journal, BackupFile.FolderFormat])
        {
            if (manifest.Files.Count(f => f.Path == needed) != 1)
                throw BackupManifest.Damaged(Path.Combine(backupFolder, BackupManifest.FileName), $"it does not name {needed} once");
        }
    }

    private static void Stage(string backupFolder, string staging, BackupManifest manifest)
    {
        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
        Directory.CreateDirectory(staging);
        foreach (BackupFile file in manifest.Files)
            CopyChecked(Path.Combine(backupFolder, file.Path), Path.Combine(staging, file.Path), file);
        FolderFormat.Read(DataFolder.FormatPathIn(staging));
        RequireJournal(Path.Combine(staging, BackupFile.Journal), manifest.LastSequence);
        HeadMark.Reset(Path.Combine(staging, DataFolder.HeadName), manifest.LastSequence);
        DurableFile.SyncFolder(staging);
    }

    private static void CopyChecked(string from, string to, BackupFile expected)
    {
        if (!File.Exists(from))
            throw BackupManifest.Damaged(from, "it is missing");
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        DurableFile.Copy(from, to);
        using FileStream copy = new(to, FileMode.Open, FileAccess.Read);
        if (copy.Length != expected.LengthBytes)
            throw BackupManifest.Damaged(from, $"it has {copy.Length} bytes, and the manifest says {expected.LengthBytes}");
        if (Convert.ToHexStringLower(SHA256.HashData(copy)) != expected.Sha256)
            throw BackupManifest.Damaged(from, "its SHA-256 does not match the manifest");
    }

    private static void RequireJournal(string path, long lastSequence)
    {
        using SqliteDatabase database = SqliteDatabase.Open(path);
        JournalSchema.RequireReadable(database);
        long last = JournalOpening.LastSequence(database);
        if (last != lastSequence)
            throw BackupManifest.Damaged(path, $"it ends at record {last}, and the manifest says {lastSequence}");
    }

    private static void Install(string staging, string target)
    {
        if (!Directory.Exists(target) || TryDelete(target))
        {
            Directory.Move(staging, target);
            DurableFile.SyncFolder(Path.GetDirectoryName(target)!);
            return;
        }
        try
        {
            FillInPlace(staging, target);
        }
        catch
        {
            EmptyFolder.Clear(target, remove: false);
            throw;
        }
    }

    internal static void FillInPlace(string staging, string target)
    {
        List<string> files = [.. Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories)];
        foreach (string file in files.OrderBy(f => Path.GetFileName(f) == BackupFile.FolderFormat))
        {
            string to = Path.Combine(target, Path.GetRelativePath(staging, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            DurableFile.Copy(file, to);
            DurableFile.SyncFolder(Path.GetDirectoryName(to)!);
        }
    }

    private static bool TryDelete(string emptyFolder)
    {
        try
        {
            Directory.Delete(emptyFolder);
            return true;
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            return false;
        }
    }
}
