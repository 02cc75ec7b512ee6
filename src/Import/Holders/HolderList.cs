using HierarchySim.Import.Reading;

namespace HierarchySim.Import;

/// <summary>What a list of duties is about.</summary>
public enum HolderListKind
{
    /// <summary>Officials and teams.</summary>
    Officials,

    /// <summary>Who holds which units.</summary>
    Assignments,
}

/// <summary>A list of officials and teams, or of assignments, as read: every cell, and no rule of the data set applied yet. Immutable.</summary>
public sealed class HolderList
{
    internal HolderList(HolderListKind kind, HolderSheet sheet, IReadOnlyList<RawRow> rows) => (Kind, Sheet, Rows) = (kind, sheet, rows);

    private HolderList(HolderListKind kind, FileRefusal refusal) => (Kind, Refusal, Rows) = (kind, refusal, []);

    /// <summary>What it is about.</summary>
    public HolderListKind Kind { get; }

    /// <summary>Why no row could be judged; null otherwise.</summary>
    public FileRefusal? Refusal { get; }

    /// <summary>The rows below the header that held anything.</summary>
    public int RowCount => Rows.Count;

    internal HolderSheet? Sheet { get; }

    internal IReadOnlyList<RawRow> Rows { get; }

    /// <summary>Reads a file: CSV in UTF-8 or Excel, told apart by content. Whatever is wrong with it is in the result; nothing is thrown for bad input.</summary>
    public static HolderList ReadFile(string path, HolderListKind kind)
    {
        try
        {
            using var stream = ListFile.Open(path);
            return Read(stream, kind);
        }
        catch (FileRefusedException refused)
        {
            return new HolderList(kind, new FileRefusal(refused.Message));
        }
        catch (IOException)
        {
            return new HolderList(kind, new FileRefusal(ListFile.Broken));
        }
    }

    /// <summary>Reads a stream to its end, from where it stands.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public static HolderList Read(Stream stream, HolderListKind kind)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            var table = FileContent.ReadTable(FileContent.ReadBounded(stream));
            return new HolderList(kind, HolderSheet.Of(table.Header, kind), table.Rows);
        }
        catch (FileRefusedException refused)
        {
            return new HolderList(kind, new FileRefusal(refused.Message));
        }
    }
}
