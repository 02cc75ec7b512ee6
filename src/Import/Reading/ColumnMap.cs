// Which column stands where. This is a privacy boundary: a column the product does not
// know is refused by name, never skipped, so that a list of people cannot pass through
// here as a list of units with "extra columns". The two columns that the product itself adds
// to refused rows are passed over, and nothing of them is kept.

namespace HierarchySim.Import.Reading;

/// <summary>The positions of the known columns in one file. Immutable.</summary>
internal sealed class ColumnMap
{
    private readonly int[] positions;
    private readonly int[] passedOver;
    private readonly ListColumn[] inFileOrder;

    private ColumnMap(int[] positions, int[] passedOver)
    {
        this.positions = positions;
        this.passedOver = passedOver;
        inFileOrder = [.. Enum.GetValues<ListColumn>().Where(Has).OrderBy(PositionOf)];
    }

    /// <summary>Whether the list has the district level.</summary>
    public bool HasDistricts => Has(ListColumn.District);

    /// <summary>Whether the file is one of refused rows, by the columns that were added to them.</summary>
    public bool AreRefusedRows => passedOver.Length > 0;

    /// <summary>The titles of the columns, in the order of the file.</summary>
    public IReadOnlyList<string> Titles => [.. inFileOrder.Select(c => c.Title())];

    /// <summary>The columns present, in the order of the file.</summary>
    public IReadOnlyList<ListColumn> Columns => inFileOrder;

    /// <summary>The cell of a column; an empty one when the file or the row has none.</summary>
    public RawCell Cell(RawRow row, ListColumn column) => Has(column) ? row.At(PositionOf(column)) : default;

    /// <summary>The cells of the known columns, in the order of the file.</summary>
    public string[] KnownCells(RawRow row) => [.. inFileOrder.Select(c => Cell(row, c).Text)];

    /// <summary>Whether a row holds a value under no title.</summary>
    public bool HasStrayValue(RawRow row)
    {
        for (int i = 0; i < row.Cells.Length; i++)
        {
            if (!row.Cells[i].IsEmpty && !positions.Contains(i) && !passedOver.Contains(i))
                return true;
        }

        return false;
    }

    /// <summary>Whether a row ends before its last titled column.</summary>
    public bool IsShort(RawRow row) => row.Cells.Length <= positions.Max();

    /// <summary>Reads a header, or refuses the file with everything that is wrong with it.</summary>
    public static ColumnMap Of(RawRow header)
    {
        int[] positions = new int[Enum.GetValues<ListColumn>().Length];
        Array.Fill(positions, -1);
        var passedOver = new List<int>();
        var unknown = new List<string>();
        var repeated = new List<string>();
        for (int i = 0; i < header.Cells.Length; i++)
        {
            if (header.Cells[i].IsEmpty)
                continue;
            string title = NameText.HasUnprintable(header.Cells[i].Text)
                ? header.Cells[i].Text
                : NameText.Tidy(header.Cells[i].Text.Normalize());
            if (RefusedRowsFile.IsAdded(title))
                passedOver.Add(i);
            else if (ListColumns.FromTitle(title) is not { } column)
                unknown.Add(NameText.Printable(title));
            else if (positions[(int)column] >= 0)
                repeated.Add(column.Title());
            else
                positions[(int)column] = i;
        }

        bool twoTier = ListColumns.Districts.All(c => positions[(int)c] < 0);
        ListColumn[] required = twoTier ? ListColumns.Required : [.. ListColumns.Required, .. ListColumns.Districts];
        string[] missing = [.. required.Where(c => positions[(int)c] < 0).Select(c => c.Title())];
        RefuseIfAny(unknown, repeated, missing);
        return new ColumnMap(positions, [.. passedOver]);
    }

    private static void RefuseIfAny(List<string> unknown, List<string> repeated, string[] missing)
    {
        var reasons = new List<string>();
        if (unknown.Count > 0)
            reasons.Add($"Unknown columns: {Quoted(unknown)}. Only the columns of the official list are taken; remove the others.");
        if (repeated.Count > 0)
            reasons.Add($"Columns that occur twice: {Quoted(repeated)}. Keep one of each.");
        if (missing.Length > 0)
            reasons.Add($"Missing columns: {Quoted(missing)}. A list without districts leaves out both 'Quận Huyện' and 'Mã QH'.");
        if (reasons.Count > 0)
            throw new FileRefusedException(string.Join(" ", reasons));
    }

    private static string Quoted(IEnumerable<string> titles) => string.Join(", ", titles.Select(t => $"'{t}'"));

    private bool Has(ListColumn column) => PositionOf(column) >= 0;

    private int PositionOf(ListColumn column) => positions[(int)column];
}
