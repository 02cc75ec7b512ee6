using System.Text.Json;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// backup.json: what a backup holds and how to know that it still holds it. Written last, so a folder without it is
/// no backup, whatever else is in it.
/// </summary>
/// <param name="Format">Always <see cref="Name"/>.</param>
/// <param name="Version">Format version of the backup.</param>
/// <param name="LastSequence">The last record in the backup.</param>
/// <param name="CreatedAt">As the maker said.</param>
/// <param name="Files">Every other file of the backup.</param>
public sealed record BackupManifest(
    string Format, int Version, long LastSequence, DateTimeOffset CreatedAt, IReadOnlyList<BackupFile> Files)
{
    public const string Name = "hierarchysim-backup";
    public const int CurrentVersion = 2;
    internal const string FileName = "backup.json";

    internal static BackupManifest Read(string backupFolder)
    {
        string path = Path.Combine(backupFolder, FileName);
        if (!File.Exists(path))
        {
            throw new DataFolderException(DataFolderReason.Missing,
                $"'{backupFolder}' has no {FileName}, so it is not a backup, or one that was never finished. Check the path, or use another backup.");
        }
        BackupManifest manifest = Decode(path);
        if (manifest.Format != Name)
            throw Damaged(path, $"it says format '{manifest.Format}', and a backup says '{Name}'");
        if (manifest.Version > CurrentVersion)
        {
            throw new DataFolderException(DataFolderReason.NewerVersion,
                $"Backup '{backupFolder}' has format version {manifest.Version}, and this program reads up to {CurrentVersion}. "
                + "Use the program version that made it, or a later one.");
        }
        if (manifest.Files.FirstOrDefault(f => !f.IsKnown) is { } unknown)
            throw Damaged(path, $"it names '{unknown.Path}', which no backup holds");
        return manifest;
    }

    internal static DataFolderException Damaged(string path, string finding, Exception? inner = null) => new(
        DataFolderReason.Damaged, $"'{path}' is not what was backed up: {finding}. Use another backup.", inner);

    private static BackupManifest Decode(string path)
    {
        try
        {
            return JsonFile.Decode<BackupManifest>(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw Damaged(path, "it cannot be read as JSON", error);
        }
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Path">Within the backup, with forward slashes.</param>
/// <param name="LengthBytes">Its size.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hexadecimal.</param>
public sealed record BackupFile(string Path, long LengthBytes, string Sha256)
{
    internal const string Journal = "journal.db", FolderFormat = "format.json", Erasures = ErasureList.FileName, SnapshotsPrefix = "snapshots/";

    /// <summary>A manifest comes from outside: only the names a backup can have, so none leads out of the folder.</summary>
    internal bool IsKnown => Path is Journal or FolderFormat or Erasures
        || (Path.StartsWith(SnapshotsPrefix, StringComparison.Ordinal)
            && Path.EndsWith(FileSnapshotStore.Suffix, StringComparison.Ordinal)
            && Path[SnapshotsPrefix.Length..^FileSnapshotStore.Suffix.Length].All(char.IsAsciiDigit));
}
