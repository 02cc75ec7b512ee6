// Excel into rows. A workbook is a program's file, not a text, so three things are checked
// before its cells count: what it unpacks to (a small zip can hold a very large sheet),
// that only one sheet has content (a second one would be data silently ignored), and that
// whatever the parser stumbles over becomes a refusal instead of a crash.

using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace HierarchySim.Import.Reading;

/// <summary>Reads the rows of the one sheet of a workbook.</summary>
internal static class ExcelRows
{
    // Old .xls files name legacy code pages, which .NET knows only on request.
    static ExcelRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static RawTable Read(byte[] content, bool compressed)
    {
        try
        {
            if (compressed)
                RefuseInflated(content);
            using IExcelDataReader reader = ExcelReaderFactory.CreateReader(new MemoryStream(content));
            return ReadSheets(reader);
        }
        catch (InvalidPasswordException)
        {
            throw new FileRefusedException("The workbook is protected by a password. Save it without one and try again.");
        }
        catch (Exception e) when (e is not FileRefusedException and not OutOfMemoryException)
        {
            // A damaged workbook can make the parser fail in any way at all; none of them is ours to fix.
            throw new FileRefusedException(
                "The file looks like Excel and cannot be read as a workbook. Save it again as .xlsx or as CSV UTF-8.");
        }
    }

    private static void RefuseInflated(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        if (zip.Entries.Sum(e => e.Length) > ImportLimits.WorkbookBytesMax)
            throw new FileRefusedException(
                $"The workbook unpacks to more than {ImportLimits.WorkbookBytesMax / (1024 * 1024)} MiB, the limit. "
                + "Save the list alone as CSV UTF-8.");
    }

    /// <summary>Asked before the first row is read, because the parser makes room for all of a sheet's columns in every row.</summary>
    private static void RefuseWide(IExcelDataReader reader)
    {
        if (reader.FieldCount > ImportLimits.ColumnsMax)
            throw new FileRefusedException(
                $"Sheet '{reader.Name}' spans {reader.FieldCount} columns; the limit is {ImportLimits.ColumnsMax}. "
                + "Delete the empty ones, or this is not a unit list.");
    }

    private static RawTable ReadSheets(IExcelDataReader reader)
    {
        var table = new RawTableBuilder();
        string? sheetRead = null;
        do
        {
            string? sheet = reader.Name;
            int line = 0;
            RefuseWide(reader);
            while (reader.Read())
            {
                if (line == ImportLimits.SheetRowsMax)
                    throw new FileRefusedException(
                        $"Sheet '{sheet}' spans more than {ImportLimits.SheetRowsMax} rows, the limit. Delete the empty ones.");
                var row = new RawRow(++line, Cells(reader));
                if (!row.IsEmpty)
                    sheetRead ??= sheet;
                if (!row.IsEmpty && sheetRead != sheet)
                    throw new FileRefusedException(
                        $"The workbook has content on more than one sheet ('{sheetRead}' and '{sheet}'). Keep only the unit list.");
                if (sheetRead == sheet)
                    table.Add(row);
            }
        }
        while (reader.NextResult());

        return table.Build();
    }

    private static RawCell[] Cells(IExcelDataReader reader)
    {
        var cells = new RawCell[reader.FieldCount];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Cell(reader.GetValue(i));
        return cells;
    }

    private static RawCell Cell(object? value) => value switch
    {
        null => default,
        string text => new RawCell(text),
        int number => new RawCell(number.ToString(CultureInfo.InvariantCulture), IsNumber: number >= 0),
        double number => new RawCell(number.ToString(CultureInfo.InvariantCulture), IsNumber: number >= 0 && number == Math.Floor(number)),
        _ => new RawCell(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
