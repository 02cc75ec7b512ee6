using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Storage;

/// <summary>
/// A list of erasures as text, for people as much as for the program: a first line that says what it is, then a line for each
/// erasure with its time, its key, and the checksum of the two in eight hexadecimal digits.
/// </summary>
/// <param name="Notes">What could be read, oldest first.</param>
/// <param name="BrokenLines">Numbers, from 1, of lines that are not what was written.</param>
/// <param name="WholeBytes">Length up to the end of the last finished line; what follows was being written at a crash.</param>
internal sealed record ErasureLines(IReadOnlyList<ErasureNote> Notes, IReadOnlyList<int> BrokenLines, int WholeBytes)
{
    private const string Title = "hierarchysim-erasures ";
    private const int Version = 1;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static readonly ErasureLines None = new([], [], 0);

    public static byte[] FirstLine { get; } = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Title}{Version}\n"));

    /// <summary>Each key once, with its first time.</summary>
    public IReadOnlyDictionary<string, Instant> ByKey { get; } =
        Notes.GroupBy(note => note.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Min(note => note.At), StringComparer.Ordinal);

    public static byte[] Encode(ErasureNote note)
    {
        string text = $"{note.At} {note.Key}";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text} {Crc32C.Of(Encoding.ASCII.GetBytes(text)):x8}\n"));
    }

    /// <exception cref="DataFolderException">It is no such list, or one of a later version.</exception>
    public static ErasureLines Decode(string path, ReadOnlySpan<byte> bytes)
    {
        int whole = bytes.LastIndexOf((byte)'\n') + 1;
        if (whole == 0)
            return IsBegun(bytes) ? None : throw Foreign(path);
        string[] lines = Encoding.UTF8.GetString(bytes[..(whole - 1)]).Split('\n');
        RequireTitle(path, lines[0]);
        List<ErasureNote> notes = [];
        List<int> broken = [];
        for (int line = 1; line < lines.Length; line++)
        {
            if (TryRead(lines[line], out ErasureNote note))
                notes.Add(note);
            else
                broken.Add(line + 1);
        }
        return new ErasureLines(notes, broken, whole);
    }

    private static bool TryRead(string line, out ErasureNote note)
    {
        note = default;
        string[] parts = line.Split(' ');
        if (parts.Length != 3
            || !DateTime.TryParseExact(parts[0], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime at)
            || !TextKeys.IsText(parts[1]) || TextKeys.CheckKey(parts[1]) is not null)
        {
            return false;
        }
        note = new ErasureNote(parts[1], Instant.From(at));
        return note.At.IsSet && Encode(note).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(line + "\n"));
    }

    private static bool IsBegun(ReadOnlySpan<byte> bytes) => bytes.Length < FirstLine.Length && FirstLine.AsSpan().StartsWith(bytes);

    private static void RequireTitle(string path, string line)
    {
        if (!line.StartsWith(Title, StringComparison.Ordinal) || !int.TryParse(line.AsSpan(Title.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
            throw Foreign(path);
        if (version > Version)
        {
            throw new DataFolderException(DataFolderReason.NewerVersion,
                $"List of erasures '{path}' has format version {version}, and this program reads up to {Version}. Use the program version that wrote it, or a later one.");
        }
    }

    private static DataFolderException Foreign(string path) => new(DataFolderReason.Damaged,
        $"'{path}' is no list of erasures: its first line does not say '{Title}{Version}'. "
        + "Name the file 'erasures' of a data folder or of a backup; when it is a data folder's own that is damaged, move it away, and the next start writes it again.");
}
