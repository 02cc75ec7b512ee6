// What both file formats come down to before any rule is applied: a header and rows of
// cells, each row knowing the line an operator would look for.

namespace HierarchySim.Import.Reading;

/// <summary>A file's cells before any rule. Immutable.</summary>
internal sealed record RawTable(RawRow Header, IReadOnlyList<RawRow> Rows, int EmptyRows, int FirstEmptyLine);

/// <summary>One row: its line (CSV) or row number (Excel), its cells, and what the format itself found wrong with it.</summary>
internal sealed record RawRow(int Line, RawCell[] Cells, string? Malformed = null)
{
    public bool IsEmpty => Array.TrueForAll(Cells, c => c.IsEmpty);

    /// <summary>The cell at a position; an empty one beyond the row's end.</summary>
    public RawCell At(int position) => position < Cells.Length ? Cells[position] : default;
}

/// <summary>One cell. A whole number of a spreadsheet is marked, because the spreadsheet has eaten its leading zeros.</summary>
internal readonly record struct RawCell(string? Value, bool IsNumber = false)
{
    public string Text => Value ?? "";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Value);
}

/// <summary>Collects rows below the header and keeps the bounds that both formats share.</summary>
internal sealed class RawTableBuilder
{
    private readonly List<RawRow> rows = [];
    private RawRow? header;
    private int emptyRows;
    private int firstEmptyLine;

    public void Add(RawRow row)
    {
        RefuseOutsize(row);
        if (header is null)
        {
            if (!row.IsEmpty)
                header = row;
            return;
        }

        if (row.IsEmpty && row.Malformed is null)
        {
            if (emptyRows++ == 0)
                firstEmptyLine = row.Line;
            return;
        }

        if (rows.Count == ImportLimits.RowsMax)
            throw new FileRefusedException($"The file has more than {ImportLimits.RowsMax} rows, the limit. Split it.");
        rows.Add(row);
    }

    public RawTable Build()
    {
        if (header is null)
            throw new FileRefusedException("The file is empty. It must hold a header line and at least one row.");
        if (header.Malformed is { } problem)
            throw new FileRefusedException($"The header on line {header.Line} cannot be read: {problem}.");
        if (rows.Count == 0)
            throw new FileRefusedException("The file has a header and no rows. There is nothing to import.");
        return new RawTable(header, rows, emptyRows, firstEmptyLine);
    }

    private static void RefuseOutsize(RawRow row)
    {
        if (row.Cells.Length > ImportLimits.ColumnsMax)
            throw new FileRefusedException(
                $"Line {row.Line} has {row.Cells.Length} columns; the limit is {ImportLimits.ColumnsMax}. This is not a unit list.");
        if (Array.Exists(row.Cells, c => c.Text.Length > ImportLimits.CellCharsMax))
            throw new FileRefusedException(
                $"Line {row.Line} has a cell of more than {ImportLimits.CellCharsMax} characters, the limit. "
                + "This is not a unit list, or a quote is never closed.");
    }
}
