using System.Runtime.InteropServices;
using System.Text;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// Files that are there whole or not at all. The recipe: write beside the target under a temporary name, sync the
/// bytes, rename over the target, sync the folder. Without the last step a power cut can take the name away again.
/// </summary>
internal static class DurableFile
{
    public const string TemporarySuffix = ".tmp";

    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + TemporarySuffix;
        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            Publish(temporary, path);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Gives a synced temporary file its real name.</summary>
    public static void Publish(string temporary, string path)
    {
        File.Move(temporary, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Copies a file and syncs the copy.</summary>
    public static void Copy(string from, string to)
    {
        using FileStream source = new(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using FileStream target = new(to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        source.CopyTo(target, 1 << 20);
        target.Flush(flushToDisk: true);
    }

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (IoFailure.IsIo(error))
        {
            // A leftover temporary file is removed at the next open; the error under way matters more.
        }
    }

    /// <summary>
    /// Makes names in a folder durable. Only on Linux: .NET opens no folders, so this asks the C library; Windows
    /// journals names by itself, and elsewhere the step is left out. A system that refuses (some network file systems
    /// do) is left alone: there is nothing better to do.
    /// </summary>
    public static void SyncFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        int descriptor = OpenPath(Encoding.UTF8.GetBytes(folder + "\0"), ReadOnlyCloseOnExec);
        if (descriptor < 0)
            return;
        _ = Sync(descriptor);
        _ = Close(descriptor);
    }

    private const int ReadOnlyCloseOnExec = 0x80000;

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenPath(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
