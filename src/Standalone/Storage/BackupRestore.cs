using System.Security.Cryptography;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Makes a data folder out of a backup. Everything is copied, checked and synced in a folder beside the target, and
/// then takes the target's name in one rename. Where the target cannot be renamed over (a disk mounted there), the
/// files move in one by one and format.json comes last: a folder without it is refused, so half a restore is never
/// mistaken for a whole one.
///
/// A backup does not know of texts that were erased after it was made. Every list of erasures that is at hand is applied to
/// the copy before it gets its name: the backup's own, one that lies alone in the target, and one that is named.
/// </summary>
public static class BackupRestore
{
    private const string StagingSuffix = ".restoring";

    /// <param name="backupFolder">A folder that <see cref="JournalBackup.Create"/> made.</param>
    /// <param name="dataFolder">A folder that does not exist, or holds nothing but the list of erasures of the data it held before.</param>
    /// <param name="erasures">A later list of erasures: its file, or the folder it lies in. Null when there is none.</param>
    /// <returns>What was restored, and what became of erasures.</returns>
    /// <exception cref="DataFolderException">The backup is not whole, a list cannot be read, or the target cannot be used; the target is as it was.</exception>
    public static RestoreReport Restore(string backupFolder, string dataFolder, string? erasures = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(backupFolder);
        string target = EmptyFolder.Require(dataFolder, except: ErasureList.FileName), staging = target + StagingSuffix;
        try
        {
            BackupManifest manifest = BackupManifest.Read(Path.GetFullPath(backupFolder));
            RequireComplete(backupFolder, manifest);
            IReadOnlyList<ErasureLines> later = LaterLists(target, erasures);
            Stage(backupFolder, staging, manifest);
            RestoreReport report = ApplyErasures(staging, later, manifest);
            Install(staging, target);
            return report;
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

    private static List<ErasureLines> LaterLists(string target, string? named)
    {
        List<ErasureLines> lists = [];
        string beside = Path.Combine(target, ErasureList.FileName);
        if (File.Exists(beside))
            lists.Add(RequireWhole(beside));
        if (named is not null)
            lists.Add(RequireWhole(Directory.Exists(named) ? Path.Combine(named, ErasureList.FileName) : named));
        return lists;
    }

    /// <summary>A broken line may be any text's, and a restore that leaves one out would bring that text back in silence.</summary>
    private static ErasureLines RequireWhole(string path)
    {
        if (!File.Exists(path))
        {
            throw new DataFolderException(DataFolderReason.Missing,
                $"There is no list of erasures '{path}'. Name the file 'erasures' of the data folder that was used last; a folder without that file never erased anything.");
        }
        ErasureLines lines = ErasureList.Read(path);
        return lines.BrokenLines.Count == 0 ? lines : throw new DataFolderException(DataFolderReason.Damaged,
            $"List of erasures '{path}' is damaged in line {lines.BrokenLines[0]}. Use a copy of it, such as that in a later backup, "
            + "or take the damaged lines out and erase those texts again after the restore.");
    }

    private static RestoreReport ApplyErasures(string staging, IReadOnlyList<ErasureLines> later, BackupManifest manifest)
    {
        string path = Path.Combine(staging, ErasureList.FileName);
        ErasureLines[] lists = [ErasureList.Read(path), .. later];
        ErasureLines all = new([.. lists.SelectMany(list => list.Notes)], [], 0);
        int applied = 0;
        if (all.Notes.Count > 0)
        {
            using (SqliteDatabase database = SqliteDatabase.Open(Path.Combine(staging, BackupFile.Journal)))
                applied = ErasureRedo.ApplyToCopy(database, all);
            ErasureList.Write(path, all.ByKey.Select(pair => new ErasureNote(pair.Key, pair.Value)));
        }
        return new RestoreReport(manifest, all.ByKey.Count, applied, later.Count > 0);
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
            EmptyFolder.Clear(target, remove: false, except: ErasureList.FileName);
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
            // A list that lies there already is part of the new one, and is replaced in one step.
            if (Path.GetFileName(file) == ErasureList.FileName)
                DurableFile.WriteAllBytes(to, File.ReadAllBytes(file));
            else
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
