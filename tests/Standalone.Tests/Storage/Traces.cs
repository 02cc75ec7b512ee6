using System.Text;

namespace HierarchySim.Standalone.Tests.Storage;

/// <summary>Looks for texts in every byte of every file of a folder, as somebody with the disk in hand would.</summary>
internal static class Traces
{
    /// <summary>A text that is found wherever a piece of it is: one mark again and again, about so many bytes.</summary>
    public static string Text(string mark, int bytes) => string.Concat(Enumerable.Repeat($"«{mark}» ", Math.Max(1, bytes / (mark.Length + 5))));

    /// <summary>The files that hold a mark, in UTF-8 or in UTF-16 of either order.</summary>
    public static IReadOnlyList<string> Of(string mark, params string[] folders)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes($"«{mark}»"), Encoding.Unicode.GetBytes($"«{mark}»"), Encoding.BigEndianUnicode.GetBytes($"«{mark}»")];
        return [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Read(file) is var bytes && Array.Exists(forms, form => bytes.AsSpan().IndexOf(form) >= 0))];
    }

    private static byte[] Read(string path)
    {
        // Held by the process that uses the folder, and nobody else can read it; it never holds a byte.
        if (new FileInfo(path).Length == 0)
            return [];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
