namespace HierarchySim.Import;

/// <summary>The rows that were not taken, as they stand in the file. Immutable.</summary>
/// <param name="Columns">The titles of the file's columns, in the file's order.</param>
/// <param name="Rows">The refused rows, in the file's order.</param>
public sealed record RefusedRows(IReadOnlyList<string> Columns, IReadOnlyList<RefusedRow> Rows);

/// <summary>A row that was not taken. Immutable.</summary>
/// <param name="Line">The physical line where the row starts (CSV) or the row number (Excel), from 1.</param>
/// <param name="Cells">The cells of the known columns, unchanged. A value outside the known columns is never kept.</param>
/// <param name="Problems">Everything wrong with the row.</param>
public sealed record RefusedRow(int Line, IReadOnlyList<string> Cells, IReadOnlyList<RowProblem> Problems);
