using System.Text;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// The file <c>erasures</c> of a data folder: which texts were erased and when, so that a restored backup can be told to
/// forget them again. It only grows. A line is on the disk before anything of its text is deleted; so whatever a crash
/// leaves, no erasure that took effect is missing here, and one that is here and did not take effect is carried out.
/// </summary>
internal sealed class ErasureList(string path)
{
    public const string FileName = "erasures";
    private readonly Lock _gate = new();

    /// <summary>Reads a list; empty when there is no such file.</summary>
    /// <exception cref="DataFolderException">It is no such list, or one of a later version.</exception>
    public static ErasureLines Read(string path) =>
        File.Exists(path) ? ErasureLines.Decode(path, File.ReadAllBytes(path)) : ErasureLines.None;

    /// <summary>Writes a whole list in place of what is there.</summary>
    public static void Write(string path, IEnumerable<ErasureNote> notes)
    {
        List<byte> bytes = [.. ErasureLines.FirstLine];
        foreach (ErasureNote note in notes.OrderBy(note => note.At).ThenBy(note => note.Key, StringComparer.Ordinal))
            bytes.AddRange(ErasureLines.Encode(note));
        DurableFile.WriteAllBytes(path, bytes.ToArray());
    }

    /// <summary>Adds lines and returns when they are on the disk. Any thread.</summary>
    /// <exception cref="StorageFailedException">The disk or the system refused; the lines may be there or not.</exception>
    public void Append(params IReadOnlyList<ErasureNote> notes)
    {
        lock (_gate)
        {
            try
            {
                AppendLines(notes);
            }
            catch (Exception error) when (IoFailure.IsIo(error))
            {
                throw IoFailure.ToStorageFailed(error, path);
            }
        }
    }

    private void AppendLines(IReadOnlyList<ErasureNote> notes)
    {
        bool isNew = !File.Exists(path);
        using (FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read))
        {
            file.Position = CutTornTail(file);
            if (file.Position == 0)
                file.Write(ErasureLines.FirstLine);
            foreach (ErasureNote note in notes)
                file.Write(ErasureLines.Encode(note));
            file.Flush(flushToDisk: true);
        }
        if (isNew)
            DurableFile.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>A line without its end was never promised to anyone, and nothing may be written behind it.</summary>
    private static long CutTornTail(FileStream file)
    {
        long end = file.Length;
        for (; end > 0; end--)
        {
            file.Position = end - 1;
            if (file.ReadByte() == '\n')
                break;
        }
        file.SetLength(end);
        return end;
    }
}
