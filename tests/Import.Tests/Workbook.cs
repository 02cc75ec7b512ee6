// The least .xlsx that a spreadsheet would open, written by hand so that the tests need no
// library to make one: a zip of a few XML parts, text cells inline, numbers as numbers.

using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace HierarchySim.Import.Tests;

internal static class Workbook
{
    private const string SheetMl = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string OfficeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>A workbook of sheets; a row is an array of strings, whole numbers, doubles and nulls (no cell).</summary>
    public static byte[] Xlsx(params object?[][][] sheets)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            int[] numbers = [.. Enumerable.Range(1, sheets.Length)];
            Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))
                + "</Types>");
            Part(zip, "_rels/.rels", $"<Relationships xmlns=\"{PackageRelations}\"><Relationship Id=\"rId1\" Type=\"{OfficeRelations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{SheetMl}\" xmlns:r=\"{OfficeRelations}\"><sheets>"
                + string.Concat(numbers.Select(n => $"<sheet name=\"Sheet{n}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")) + "</sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{PackageRelations}\">"
                + string.Concat(numbers.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{OfficeRelations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")) + "</Relationships>");
            foreach (int n in numbers)
                Part(zip, $"xl/worksheets/sheet{n}.xml", Sheet(sheets[n - 1]));
        }

        return stream.ToArray();
    }

    /// <summary>A workbook whose one sheet is this XML.</summary>
    public static byte[] XlsxOf(string cells)
    {
        using var stream = new MemoryStream();
        stream.Write(Xlsx([[]]));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            Part(zip, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{SheetMl}\"><sheetData>{cells}</sheetData></worksheet>");
        }

        return stream.ToArray();
    }

    /// <summary>A zip with one part, for files that only look like a workbook.</summary>
    public static byte[] Zip(string name, int size)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open())
        {
            byte[] block = new byte[1024 * 1024];
            for (int left = size; left > 0; left -= block.Length)
                part.Write(block, 0, Math.Min(left, block.Length));
        }

        return stream.ToArray();
    }

    private static string Sheet(object?[][] rows)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{SheetMl}\"><sheetData>");
        for (int r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (int c = 0; c < rows[r].Length; c++)
                xml.Append(Cell($"{(char)('A' + c)}{r + 1}", rows[r][c]));
            xml.Append("</row>");
        }

        return xml.Append("</sheetData></worksheet>").ToString();
    }

    private static string Cell(string at, object? value) => value switch
    {
        null => "",
        string text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        _ => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{at}\"><v>{value}</v></c>"),
    };

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }
}
