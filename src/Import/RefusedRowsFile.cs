// The refused rows go back to the people who keep the list, who open them in a spreadsheet.
// Hence the byte order mark and CRLF (so that Excel shows Vietnamese), and the quote before
// a cell that a spreadsheet would run as a formula: such a cell came from outside and was
// refused already. The file appears whole or not at all.

using System.Globalization;
using CsvHelper;

namespace HierarchySim.Import;

/// <summary>Writes refused rows as CSV: the input's columns, then <c>Dòng</c> (line) and <c>Lý do</c> (reason).</summary>
public static class RefusedRowsFile
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        InjectionCharacters = "=+-@\t\r\n",
    };

    private static readonly string[] Added = ["Dòng", "Lý do"];

    /// <summary>
    /// True for the title of a column that <see cref="Write"/> adds, composed and tidied. Readers pass over such a column, so that
    /// the file can be corrected and imported as it is; what stands in it is never kept.
    /// </summary>
    internal static bool IsAdded(string title) => Added.Contains(title, StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes the file, replacing one of that name only when the new one is complete on disk.</summary>
    /// <exception cref="IOException">The folder is missing or full, or the file is in use.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, RefusedRows refused)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(refused);

        // In the same folder, because a rename is atomic only within one file system.
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                WriteRows(stream, refused);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static void WriteRows(Stream stream, RefusedRows refused)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        WriteRecord(writer, [.. refused.Columns, .. Added]);
        foreach (RefusedRow row in refused.Rows)
        {
            string line = row.Line.ToString(CultureInfo.InvariantCulture);
            string reasons = string.Join("; ", row.Problems.Select(Reason));
            WriteRecord(writer, [.. row.Cells, line, reasons]);
        }
    }

    private static string Reason(RowProblem problem) =>
        problem.Column.Length == 0 ? problem.Rule : $"{problem.Column}: {problem.Rule}";

    private static void WriteRecord(CsvWriter writer, IEnumerable<string> fields)
    {
        foreach (string field in fields)
            writer.WriteField(field);
        writer.EndRecord();
    }
}
