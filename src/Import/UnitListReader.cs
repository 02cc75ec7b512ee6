// The way in: a file becomes a table, the table's header becomes a map of columns, and
// each row is judged alone and then against the rows before it. Only a row without any
// problem grows the tree. No rule lives here; each has its own file under Reading.

using System.Security.Cryptography;
using HierarchySim.Import.Reading;

namespace HierarchySim.Import;

/// <summary>
/// Reads the statistics office's list of administrative units (danh mục hành chính): CSV in UTF-8,
/// .xlsx or .xls, told apart by content; three-tier, or two-tier without the district columns.
/// </summary>
public static class UnitListReader
{
    /// <summary>Reads a file. Whatever is wrong with it is in the result; nothing is thrown for bad input.</summary>
    public static UnitListReading ReadFile(string path, BadRows badRows = BadRows.RefuseList)
    {
        try
        {
            using var stream = ListFile.Open(path);
            return Read(stream, badRows);
        }
        catch (FileRefusedException refused)
        {
            return Refused(refused.Message);
        }
        catch (IOException)
        {
            return Refused(ListFile.Broken);
        }
    }

    /// <summary>Reads a stream to its end, from where it stands.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public static UnitListReading Read(Stream stream, BadRows badRows = BadRows.RefuseList)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            byte[] content = FileContent.ReadBounded(stream);
            return Judge(FileContent.ReadTable(content), badRows) with { ContentHash = Convert.ToHexStringLower(SHA256.HashData(content)) };
        }
        catch (FileRefusedException refused)
        {
            return Refused(refused.Message);
        }
    }

    private static UnitListReading Judge(RawTable table, BadRows badRows)
    {
        ColumnMap columns = ColumnMap.Of(table.Header);
        var notices = new NoticeTally();
        var checker = new RowChecker(columns, notices);
        var tree = new TreeBuilder(columns.HasDistricts, columns.AreRefusedRows);
        var refused = new List<RefusedRow>();
        foreach (RawRow raw in table.Rows)
        {
            var problems = new List<RowProblem>();
            ListedRow row = checker.Check(raw, problems);
            tree.FindConflicts(row, problems);
            if (problems.Count == 0)
                tree.Add(row);
            else
                refused.Add(new RefusedRow(raw.Line, columns.KnownCells(raw), problems));
        }

        if (table.EmptyRows > 0)
            notices.Add("", "an empty row was passed over", table.FirstEmptyLine, table.EmptyRows);
        bool nothingLeft = refused.Count == table.Rows.Count;
        return new UnitListReading
        {
            List = nothingLeft || (refused.Count > 0 && badRows == BadRows.RefuseList) ? null : tree.List,
            Refusal = nothingLeft && badRows == BadRows.Skip
                ? new FileRefusal($"None of the {refused.Count} rows is good. There is nothing to import.")
                : null,
            Problems = [.. refused.SelectMany(r => r.Problems)],
            RefusedRows = new RefusedRows(columns.Titles, refused),
            Notices = notices.ToList(),
            RowCount = table.Rows.Count,
        };
    }

    private static UnitListReading Refused(string reason) => new() { Refusal = new FileRefusal(reason) };
}
