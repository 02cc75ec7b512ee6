namespace HierarchySim.Standalone.Storage;

/// <summary>
/// A data folder held by this process: everything the standalone engine keeps, in one place that can be copied as a
/// whole while nobody has it open. Holding it means holding the file <c>lock</c>; the system lets go of it when the
/// process ends, however it ends, so a crash leaves no lock behind.
///
/// A folder with somebody else's files in it is refused and left alone. When opening fails, what opening created is
/// removed again.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const string FormatName = "format.json";
    private const string LockName = "lock";
    internal const string HeadName = "head";

    // What a new folder may already hold: our own first steps, and the folder every ext4 disk starts with.
    private static readonly string[] _harmless = [LockName, FormatName + DurableFile.TemporarySuffix, "lost+found"];
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? @lock, DateTimeOffset createdAt) => (Path, _lock, CreatedAt) = (path, @lock, createdAt);

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>When the folder was made, as the maker said.</summary>
    public DateTimeOffset CreatedAt { get; }

    public string JournalPath => System.IO.Path.Combine(Path, "journal.db");

    public string HeadPath => System.IO.Path.Combine(Path, HeadName);

    public string SnapshotsPath => System.IO.Path.Combine(Path, "snapshots");

    public string ReadModelPath => System.IO.Path.Combine(Path, "readmodels.db");

    /// <summary>The list of erased texts.</summary>
    public string ErasuresPath => System.IO.Path.Combine(Path, ErasureList.FileName);

    public string FormatPath => FormatPathIn(Path);

    internal static string FormatPathIn(string folder) => System.IO.Path.Combine(folder, FormatName);

    /// <summary>Opens a data folder, and makes it when it does not exist or is empty.</summary>
    /// <param name="path">The folder; its parents are made as needed.</param>
    /// <param name="createdAt">Written into a folder that is made now.</param>
    /// <exception cref="DataFolderException">It cannot be used; see <see cref="DataFolderException.Reason"/>.</exception>
    public static DataFolder Open(string path, DateTimeOffset createdAt) => Guarded(path, full =>
    {
        if (File.Exists(full))
            throw NotAFolder(full);
        bool made = !Directory.Exists(full);
        Directory.CreateDirectory(full);
        try
        {
            return Hold(full, createdAt);
        }
        catch when (made)
        {
            TryRemoveEmpty(full);
            throw;
        }
    });

    /// <summary>Opens a data folder that is already there: for commands that must not make one by a slip of the pen.</summary>
    /// <exception cref="DataFolderException">It cannot be used; see <see cref="DataFolderException.Reason"/>.</exception>
    public static DataFolder OpenExisting(string path) => Guarded(path, full =>
    {
        if (File.Exists(full))
            throw NotAFolder(full);
        if (!File.Exists(FormatPathIn(full)))
        {
            throw new DataFolderException(DataFolderReason.Missing,
                $"'{full}' is not a HierarchySim data folder: it has no {FormatName}. Check the path.");
        }
        return Hold(full, default);
    });

    /// <summary>
    /// Looks at a data folder without holding it: only for reading beside a process that may hold it, such as a backup of a
    /// running engine. Nothing may be written through it.
    /// </summary>
    /// <exception cref="DataFolderException">It cannot be used; see <see cref="DataFolderException.Reason"/>.</exception>
    public static DataFolder Observe(string path) => Guarded(path, full =>
    {
        if (!File.Exists(FormatPathIn(full)))
        {
            throw new DataFolderException(DataFolderReason.Missing,
                $"'{full}' is not a HierarchySim data folder: it has no {FormatName}. Check the path.");
        }
        return new DataFolder(full, null, FolderFormat.Read(FormatPathIn(full)).CreatedAt);
    });

    private static DataFolder Hold(string full, DateTimeOffset createdAt)
    {
        string formatPath = FormatPathIn(full), lockPath = System.IO.Path.Combine(full, LockName);
        if (!File.Exists(formatPath))
            RequireNothingForeign(full);
        bool lockMade = !File.Exists(lockPath);
        FileStream held = Lock(full, lockPath);
        try
        {
            if (!File.Exists(formatPath))
                FolderFormat.New(createdAt).Write(formatPath);
            return new DataFolder(full, held, FolderFormat.Read(formatPath).CreatedAt);
        }
        catch
        {
            if (lockMade)
                DurableFile.TryDelete(lockPath);
            held.Dispose();
            throw;
        }
    }

    private static FileStream Lock(string full, string lockPath)
    {
        try
        {
            return new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IoFailure.IsInUse(error))
        {
            throw new DataFolderBusyException(full, error);
        }
    }

    private static void RequireNothingForeign(string full)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(full))
        {
            string name = System.IO.Path.GetFileName(entry);
            if (!_harmless.Contains(name))
            {
                throw new DataFolderException(DataFolderReason.Foreign,
                    $"'{full}' holds '{name}' and no {FormatName}, so it is not a HierarchySim data folder. Choose an empty folder.");
            }
        }
    }

    private static DataFolder Guarded(string path, Func<string, DataFolder> open)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = System.IO.Path.GetFullPath(path);
        try
        {
            return open(full);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            throw IoFailure.ToDataFolder(error, full);
        }
    }

    private static DataFolderException NotAFolder(string full) => new(DataFolderReason.NotAFolder,
        $"'{full}' is a file, and a data folder is needed. Give the path of a folder.");

    private static void TryRemoveEmpty(string full)
    {
        try
        {
            Directory.Delete(full, recursive: false);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            // Not empty after all, or gone: the error under way says what matters.
        }
    }

    public void Dispose() => _lock?.Dispose();
}
