// The rules of a single cell: a name is printable text of bounded length, a code is an
// exact number of digits. Nothing here looks at another cell or another row.

namespace HierarchySim.Import.Reading;

/// <summary>Judges single cells of the columns of one file.</summary>
internal sealed class CellChecker(ColumnMap columns, NoticeTally notices)
{
    /// <summary>The text of a cell in its stored form; empty when the cell is; null (and a problem) when it may not be stored.</summary>
    public string? Text(RawRow row, ListColumn column, ICollection<RowProblem> problems)
    {
        string raw = columns.Cell(row, column).Text;
        string text = raw.Trim();
        if (text.Length > ImportLimits.FieldCharsMax)
            return Refuse(problems, row, column, $"longer than {ImportLimits.FieldCharsMax} characters, the limit");
        if (NameText.HasUnprintable(text))
            return Refuse(problems, row, column, "holds control or invisible characters, or characters lost in conversion; type it again");

        string composed = text.Normalize();
        if (!composed.Equals(text, StringComparison.Ordinal))
            notices.Add(column.Title(), "was composed to Unicode NFC", row.Line);
        string tidy = NameText.Tidy(composed);
        if (tidy.Length != composed.Length || text.Length != raw.Length)
            notices.Add(column.Title(), "had spaces around it or repeated inside; they were removed", row.Line);
        return tidy;
    }

    /// <summary>A name that must be there.</summary>
    public string? Name(RawRow row, ListColumn column, ICollection<RowProblem> problems) =>
        Text(row, column, problems) is { } name
            ? name.Length > 0 ? name : Refuse(problems, row, column, "must not be empty")
            : null;

    /// <summary>A code of an exact number of digits. A number of a spreadsheet gets back the zeros it lost.</summary>
    public string? Code(RawRow row, ListColumn column, int digits, ICollection<RowProblem> problems)
    {
        if (Text(row, column, problems) is not { } code)
            return null;
        if (columns.Cell(row, column).IsNumber && code.Length < digits && IsDigits(code))
        {
            notices.Add(column.Title(), $"was a number; it was padded with zeros to {digits} digits", row.Line);
            code = code.PadLeft(digits, '0');
        }

        return code.Length == digits && IsDigits(code)
            ? code
            : Refuse(problems, row, column, $"must be exactly {digits} digits, leading zeros included");
    }

    /// <summary>Records a problem with a cell.</summary>
    public string? Refuse(ICollection<RowProblem> problems, RawRow row, ListColumn column, string rule)
    {
        problems.Add(new RowProblem(row.Line, column.Title(), NameText.Printable(columns.Cell(row, column).Text), rule));
        return null;
    }

    private static bool IsDigits(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
