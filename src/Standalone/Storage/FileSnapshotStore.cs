using System.Globalization;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Snapshots as files named after the sequence they start at. A file gets its name only once it is whole and synced,
/// and older ones are deleted only after that; so at every moment of a crash at least one whole snapshot stands,
/// if there ever was one. Two are kept: should the newest prove damaged, the older one still shortens recovery.
/// </summary>
public sealed class FileSnapshotStore : ISnapshotStore
{
    internal const string Suffix = ".snap";
    private const int Kept = 2;
    private readonly string _folder;

    /// <summary>Opens the snapshots of a folder this process holds, and removes what an interrupted writer left.</summary>
    /// <exception cref="StorageFailedException">The disk or the system refused.</exception>
    public FileSnapshotStore(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _folder = folder.SnapshotsPath;
        Guard(() =>
        {
            Directory.CreateDirectory(_folder);
            foreach (string leftover in Directory.EnumerateFiles(_folder, "*" + DurableFile.TemporarySuffix))
                File.Delete(leftover);
            return true;
        });
    }

    /// <inheritdoc/>
    public ISnapshotWriter Begin(long startSequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(startSequence);
        string name = startSequence.ToString("D19", CultureInfo.InvariantCulture) + Suffix;
        return Guard(() => new FileSnapshotWriter(Path.Combine(_folder, name), startSequence, RemoveOld));
    }

    /// <inheritdoc/>
    public IReadOnlyList<SnapshotInfo> List() => Guard(() => ListIn(_folder));

    /// <inheritdoc/>
    public ISnapshotReader Open(SnapshotInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        string path = Path.Combine(_folder, info.FileName);
        return info.Damage is null
            ? Guard(() => new FileSnapshotReader(path))
            : throw new SnapshotDamagedException(path, info.Damage);
    }

    /// <summary>The snapshots in a folder, newest first; the fixed width of the names makes their order that of the numbers.</summary>
    internal static List<SnapshotInfo> ListIn(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        return [.. Directory.EnumerateFiles(folder, "*" + Suffix)
            .OrderDescending(StringComparer.Ordinal)
            .Select(FileSnapshotReader.Describe)];
    }

    /// <summary>Deletes everything older than the second newest whole one. A file that cannot be deleted now goes next time.</summary>
    private void RemoveOld()
    {
        int whole = 0;
        foreach (SnapshotInfo info in ListIn(_folder))
        {
            if (whole == Kept)
                DurableFile.TryDelete(Path.Combine(_folder, info.FileName));
            else if (info.Damage is null)
                whole++;
        }
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToStorageFailed(error, _folder);
        }
    }
}
