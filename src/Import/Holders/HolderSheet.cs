// Which column stands where. Like the columns of a list of units this is a privacy boundary:
// what is not known is refused by name, and nothing of it is kept or printed but the title. The
// columns that the product itself adds to refused rows are passed over.

using HierarchySim.Import.Reading;

namespace HierarchySim.Import;

/// <summary>The positions of the known columns in one file. Immutable.</summary>
internal sealed class HolderSheet
{
    private readonly Dictionary<HolderColumn, int> positions;
    private readonly List<int> passedOver;

    private HolderSheet(Dictionary<HolderColumn, int> positions, List<int> passedOver)
    {
        this.positions = positions;
        this.passedOver = passedOver;
        Columns = [.. positions.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
    }

    /// <summary>The columns present, in the order of the file.</summary>
    public IReadOnlyList<HolderColumn> Columns { get; }

    /// <summary>True when the file has the column.</summary>
    public bool Has(HolderColumn column) => positions.ContainsKey(column);

    /// <summary>The text of a cell; empty when the file or the row has none.</summary>
    public string Cell(RawRow row, HolderColumn column) => positions.TryGetValue(column, out var at) ? row.At(at).Text : "";

    /// <summary>What is wrong with a row before any cell is read, a sentence each.</summary>
    public IEnumerable<string> ShapeProblems(RawRow row)
    {
        if (row.Malformed is { } malformed) yield return malformed;
        if (row.Cells.Length <= positions.Values.Max()) yield return $"has {row.Cells.Length} fields, fewer than the header. Add the missing separators";
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (row.Cells[i].IsEmpty || positions.ContainsValue(i) || passedOver.Contains(i)) continue;
            yield return "has a value outside the titled columns; it was neither read nor kept. Remove it";
            yield break;
        }
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="FileRefusedException">With everything that is wrong with it.</exception>
    public static HolderSheet Of(RawRow header, HolderListKind kind)
    {
        var known = HolderColumns.Of(kind);
        var positions = new Dictionary<HolderColumn, int>();
        var passedOver = new List<int>();
        var reasons = new List<string>();
        var unknown = new List<string>();
        for (var i = 0; i < header.Cells.Length; i++)
        {
            if (header.Cells[i].IsEmpty) continue;
            var title = NameText.HasUnprintable(header.Cells[i].Text) ? header.Cells[i].Text : NameText.Tidy(header.Cells[i].Text.Normalize());
            if (RefusedRowsFile.IsAdded(title))
                passedOver.Add(i);
            else if (known.FirstOrDefault(column => column.IsTitled(title)) is not { } found)
                unknown.Add(title);
            else if (!positions.TryAdd(found, i))
                reasons.Add($"Column '{found.Code}' occurs twice. Keep one of it.");
        }

        if (unknown.Where(NeverKept.IsMeantBy).ToArray() is { Length: > 0 } never)
            reasons.Add($"{Quoted(never)}: party membership, religion, ethnicity, health and opinions are never kept of anybody, under any title. Delete these columns from the file.");
        if (unknown.Where(title => !NeverKept.IsMeantBy(title)).ToArray() is { Length: > 0 } others)
            reasons.Add($"Unknown columns: {Quoted(others)}. A list of {Name(kind)} has only {string.Join(", ", known.Select(column => column.Code))}; remove the others.");
        if (known.Where(column => column.IsRequired && !positions.ContainsKey(column)).Select(column => column.Code).ToArray() is { Length: > 0 } missing)
            reasons.Add($"Missing columns: {Quoted(missing)}. Add them; docs/import-holders.md explains each.");
        return reasons.Count == 0 ? new HolderSheet(positions, passedOver) : throw new FileRefusedException(string.Join(" ", reasons));
    }

    private static string Name(HolderListKind kind) => kind == HolderListKind.Officials ? "officials" : "assignments";

    private static string Quoted(IEnumerable<string> titles) => string.Join(", ", titles.Select(title => $"'{NameText.Printable(title)}'"));
}
