using System.Globalization;
using HierarchySim.Import.Reading;

namespace HierarchySim.Import;

/// <summary>A row while it is judged. Mutable: it gathers everything that is wrong with it.</summary>
internal sealed class HolderRow
{
    private readonly HolderSheet sheet;
    private readonly RawRow raw;
    private readonly List<RowProblem> problems = [];

    public HolderRow(HolderSheet sheet, RawRow raw)
    {
        this.sheet = sheet;
        this.raw = raw;
        foreach (var problem in sheet.ShapeProblems(raw)) problems.Add(new RowProblem(raw.Line, "", "", problem));
    }

    /// <summary>The line (CSV) or row number (Excel).</summary>
    public int Line => raw.Line;

    public IReadOnlyList<RowProblem> Problems => problems;

    public bool IsGood => problems.Count == 0;

    /// <summary>The row as it goes back to whoever keeps the list.</summary>
    public RefusedRow ToRefused() => new(Line, [.. sheet.Columns.Select(column => sheet.Cell(raw, column))], problems);

    /// <summary>Records a problem with a cell.</summary>
    /// <param name="column">The cell's column.</param>
    /// <param name="rule">The rule, without a full stop.</param>
    /// <param name="nextStep">What to do about it, without a full stop.</param>
    public void Refuse(HolderColumn column, string rule, string nextStep) => problems.Add(Problem(column, rule, nextStep));

    public RowProblem Problem(HolderColumn column, string rule, string nextStep) =>
        new(Line, column.Code, NameText.Printable(sheet.Cell(raw, column)), $"{rule}. {nextStep}");

    /// <summary>True when the file has the column.</summary>
    public bool Has(HolderColumn column) => sheet.Has(column);

    /// <summary>The text of a cell in its stored form; empty when the cell is, and where it may not be stored, which is a problem then.</summary>
    public string Text(HolderColumn column)
    {
        var text = sheet.Cell(raw, column).Trim();
        if (!NameText.HasUnprintable(text)) return NameText.Tidy(text.Normalize());
        Refuse(column, "holds control or invisible characters, or characters lost in conversion", "Type it again");
        return "";
    }

    /// <summary>A text that must be there, of a bounded length; null when it is not.</summary>
    public string? Name(HolderColumn column, int lengthMax, string limit)
    {
        var found = problems.Count;
        var text = Text(column);
        if (problems.Count > found) return null;
        if (text.Length == 0) Refuse(column, "must not be empty", "Fill it in");
        else if (text.Length > lengthMax) Refuse(column, $"is longer than {lengthMax} characters ({limit})", "Shorten it");
        else return text;
        return null;
    }

    /// <summary>The parts of a cell between semicolons; empty ones are passed over.</summary>
    public string[] Items(HolderColumn column) =>
        Text(column).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A day, or null when the cell is empty or holds none.</summary>
    public DateOnly? Day(HolderColumn column)
    {
        var text = Text(column);
        if (text.Length == 0) return null;
        // One form only: 1/7/2025 is a day in January to one reader and in July to another.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Refuse(column, "is no day written as yyyy-MM-dd", "Write it so, such as 2025-07-01");
        return null;
    }
}
