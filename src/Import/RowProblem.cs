namespace HierarchySim.Import;

/// <summary>One thing wrong with one row. Immutable.</summary>
/// <param name="Line">The physical line where the row starts (CSV) or the row number (Excel), from 1.</param>
/// <param name="Column">The official title of the column; empty when the row as a whole is meant.</param>
/// <param name="Value">What the cell holds, shortened and without control characters: safe to print.</param>
/// <param name="Rule">The rule that was broken, as a sentence.</param>
public sealed record RowProblem(int Line, string Column, string Value, string Rule)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Column.Length == 0 ? $"line {Line}: {Rule}" : $"line {Line}, {Column} '{Value}': {Rule}";
}
