using HierarchySim.Standalone.Storage;

namespace HierarchySim.Cli;

/// <summary>
/// A data folder that a command makes on its way and may turn out to have no use for. Disposing takes back what was made since
/// <see cref="Before"/>, the parents included, unless <see cref="Keep"/> was called: a refused command leaves no trace. A folder
/// that held anything before is never touched. Dispose it after the engine.
/// </summary>
internal sealed class UnusedFolder : IDisposable
{
    private readonly string path;
    private readonly List<string> missing = [];
    private bool isKept;

    private UnusedFolder(string path) => this.path = path;

    /// <summary>Remembers what there is before the folder is opened.</summary>
    public static UnusedFolder Before(string folder)
    {
        var found = new UnusedFolder(Path.GetFullPath(folder));
        for (var each = found.path; each is not null && !Directory.Exists(each); each = Path.GetDirectoryName(each)) found.missing.Add(each);
        found.isKept = File.Exists(found.path) || (found.missing.Count == 0 && !IsEmpty(found.path));
        return found;
    }

    // A folder that cannot be looked into is nobody's to take back; opening it says what is wrong with it.
    private static bool IsEmpty(string folder)
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Something was done that is to stay.</summary>
    public void Keep() => isKept = true;

    public void Dispose()
    {
        if (isKept || !Directory.Exists(path)) return;
        try
        {
            // Whoever took the folder since then has begun to use it.
            if (Directory.EnumerateFileSystemEntries(path).Any()) DataFolder.OpenExisting(path).Dispose();
            foreach (var file in Directory.EnumerateFiles(path)) File.Delete(file);
            foreach (var folder in Directory.EnumerateDirectories(path)) Directory.Delete(folder, recursive: true);
            foreach (var folder in missing) Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DataFolderException)
        {
            // What cannot be taken back is an empty data set, which every command can use. The reason for the refusal matters more.
        }
    }
}
