namespace HierarchySim.Import.Reading;

/// <summary>Opens a list that an operator named, and says in a sentence why it cannot be opened.</summary>
internal static class ListFile
{
    /// <summary>What is said when reading fails after the file was opened.</summary>
    public const string Broken = "The file could not be read to its end. Copy it to another disk and try again.";

    /// <summary>Opens the file for reading beside others who read it.</summary>
    /// <exception cref="FileRefusedException">It is not there, is no file, or may not be read.</exception>
    public static FileStream Open(string path)
    {
        // Asked first, because a system tells of a folder as of a file without permission.
        if (Directory.Exists(path)) throw new FileRefusedException("This is a folder, and a list is one file. Give the path of the list in it.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileRefusedException("There is no such file. Check the path and its spelling.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new FileRefusedException("This account may not read the file. Change the file's permissions, or copy it to a folder of your own.");
        }
        catch (IOException)
        {
            throw new FileRefusedException("The file cannot be opened. Close it in other programs, look at the disk it is on, and try again.");
        }
    }
}
