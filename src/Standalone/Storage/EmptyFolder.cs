namespace HierarchySim.Standalone.Storage;

/// <summary>
/// A target that must be empty, so that writing into it can destroy nothing and clearing it after a failure removes
/// only what was just put there. The folder every ext4 disk starts with does not count.
/// </summary>
internal static class EmptyFolder
{
    private const string DiskOwn = "lost+found";

    /// <summary>Returns the full path.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="except">A file that may be in it.</param>
    /// <exception cref="DataFolderException">It is a file, or holds something.</exception>
    public static string Require(string path, string? except = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full))
            throw new DataFolderException(DataFolderReason.NotAFolder, $"'{full}' is a file, and a folder is needed. Give the path of a folder.");
        if (Directory.Exists(full) && Entries(full, except).FirstOrDefault() is { } entry)
        {
            throw new DataFolderException(DataFolderReason.NotEmpty,
                $"Folder '{full}' holds '{Path.GetFileName(entry)}', and it must be empty so that nothing is overwritten. Choose an empty or a new folder.");
        }
        return full;
    }

    public static IEnumerable<string> Entries(string full, string? except = null) =>
        Directory.EnumerateFileSystemEntries(full).Where(entry => Path.GetFileName(entry) is var name && name != DiskOwn && name != except);

    /// <summary>Best effort, after a failure that matters more.</summary>
    public static void Clear(string full, bool remove, string? except = null)
    {
        try
        {
            foreach (string entry in Entries(full, except).ToList())
            {
                if (Directory.Exists(entry))
                    Directory.Delete(entry, recursive: true);
                else
                    File.Delete(entry);
            }
            if (remove)
                Directory.Delete(full);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            // What is left has no manifest, so nobody takes it for whole.
        }
    }
}
