// Files that are no unit list as a whole: one reason, no rows judged.

using System.Text;

namespace HierarchySim.Import.Tests;

public class RefusedFilesTests
{
    private const string GoodRow = "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã";

    public static TheoryData<string, string> Texts => new()
    {
        { "", "The file is empty." },
        { "\uFEFF", "The file is empty." },
        { "\n \n", "The file is empty." },
        { ListText.ThreeTier, "The file has a header and no rows." },
        { ListText.ThreeTier + "\n\n,,,,,,\n", "The file has a header and no rows." },
        { ListText.ThreeTier + ",Dân số\n" + GoodRow + ",10000\n", "Unknown columns: 'Dân số'." },
        { ListText.ThreeTier + ",Họ tên,Ngày sinh\n" + GoodRow + ",,\n", "Unknown columns: 'Họ tên', 'Ngày sinh'." },
        { ListText.ThreeTier + ",Cấp\n" + GoodRow + ",Xã\n", "Columns that occur twice: 'Cấp'." },
        { "Tỉnh Thành Phố,Mã TP,Phường Xã,Cấp\na,b,c,d\n", "Missing columns: 'Mã PX'." },
        { "Tỉnh Thành Phố,Mã TP,Quận Huyện,Phường Xã,Mã PX,Cấp\na,b,c,d,e,f\n", "Missing columns: 'Mã QH'." },
        { "Họ tên,Cấp,Cấp\na,b,c\n", "Unknown columns: 'Họ tên'. Only the columns of the official list are taken; remove the others. Columns that occur twice: 'Cấp'. Keep one of each. Missing columns: 'Tỉnh Thành Phố', 'Mã TP', 'Phường Xã', 'Mã PX'." },
        { "Tỉnh Thành Phố|Mã TP\na|b\n", "Unknown columns: 'Tỉnh Thành Phố|Mã TP'." },
        { GoodRow + "\n" + GoodRow + "\n", "Unknown columns: 'Tỉnh Cà Mau', '96', 'Huyện Ngọc Hiển', '973', 'Xã Đất Mũi', '32248', 'Xã'." },
        { "<html><body><table>", "The file is HTML or XML" },
        { ListText.ThreeTier + "\n" + GoodRow + "\n\"Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã\n" + GoodRow + "\n", "A quote opened on line 3 is never closed" },
        { "\"Tỉnh\" Thành Phố,Mã TP\n", "The header on line 1 cannot be read" },
        { "PK\u0003\u0004 not really a zip", "The file looks like Excel and cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_that_is_no_unit_list_is_refused_with_its_reason(string text, string reason) =>
        CheckRefused(Encoding.UTF8.GetBytes(text), reason);

    public static TheoryData<string, byte[], string> Bytes => new()
    {
        { "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], "The file is binary and not Excel." },
        { "an old workbook cut short", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "The file looks like Excel and cannot be read" },
        { "UTF-16 text", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(ListText.ThreeTier)], "The file is UTF-16 text, not UTF-8." },
        { "an old 8-bit encoding on line 2", [.. "Cấp\n"u8, 0x54, 0xC2, 0x41, 0x0A], "The file is not valid UTF-8: line 2 has bytes that mean nothing." },
        { "UTF-8 cut in the middle of a letter", [.. "Cấp\nXã\nThị tr"u8, 0xE1, 0xBA], "The file is not valid UTF-8: line 3" },
    };

    [Theory]
    [MemberData(nameof(Bytes))]
    public void Bytes_that_are_no_text_are_refused_with_their_reason(string what, byte[] content, string reason)
    {
        _ = what;
        CheckRefused(content, reason);
    }

    [Fact]
    public void More_rows_than_the_limit_are_refused_and_as_many_are_judged()
    {
        var text = new StringBuilder(ListText.ThreeTier).Append('\n');
        for (int i = 0; i < ImportLimits.RowsMax; i++)
            text.Append("x,,,,,,\n");
        Assert.Equal(ImportLimits.RowsMax, ListText.Read(text.ToString()).RowCount);
        CheckRefused(Encoding.UTF8.GetBytes(text.Append("x,,,,,,\n").ToString()), "The file has more than 200000 rows, the limit.");
    }

    [Fact]
    public void A_file_larger_than_the_limit_is_refused_before_it_is_parsed()
    {
        byte[] spaces = new byte[ImportLimits.FileBytesMax];
        Array.Fill(spaces, (byte)' ');
        CheckRefused(spaces, "Line 1 has a cell of more than 10000 characters");
        CheckRefused([.. spaces, (byte)' '], "The file is larger than 64 MiB, the limit.");
    }

    [Fact]
    public void More_columns_than_the_limit_are_refused()
    {
        CheckRefused(Encoding.UTF8.GetBytes(new string(',', 100) + "x\n"), "Line 1 has 65 columns; the limit is 64.");
    }

    [Fact]
    public void A_cell_longer_than_any_list_holds_is_refused()
    {
        string text = ListText.ThreeTier + "\n" + GoodRow + "\n\"" + new string('x', ImportLimits.CellCharsMax + 1) + "\",,,,,,\n";
        CheckRefused(Encoding.UTF8.GetBytes(text), "Line 3 has a cell of more than 10000 characters, the limit.");
    }

    [Theory]
    [InlineData("missing.csv", "There is no such file. Check the path and its spelling.")]
    [InlineData("missing/list.csv", "There is no such file. Check the path and its spelling.")]
    [InlineData("", "This is a folder, and a list is one file. Give the path of the list in it.")]
    [InlineData("in-use.csv", "The file cannot be opened. Close it in other programs, look at the disk it is on, and try again.")]
    [InlineData("cut-short.xlsx", "The file looks like Excel and cannot be read as a workbook. Save it again as .xlsx or as CSV UTF-8.")]
    public void A_file_that_cannot_be_opened_is_refused_with_the_next_step(string name, string reason)
    {
        using var folder = new TestFolder();
        using var inUse = new FileStream(folder.File("in-use.csv"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        folder.File("cut-short.xlsx", [.. Workbook.XlsxOf("<row r=\"1\"><c t=\"inlineStr\"><is><t>x</t></is></c></row>")[..200]]);
        Assert.Equal(reason, UnitListReader.ReadFile(folder.File(name)).Refusal!.Reason);
        foreach (var kind in Enum.GetValues<HolderListKind>())
            Assert.Equal(reason, HolderList.ReadFile(folder.File(name), kind).Refusal!.Reason);
    }

    private static void CheckRefused(byte[] content, string reason)
    {
        foreach (BadRows badRows in Enum.GetValues<BadRows>())
        {
            UnitListReading reading = ListText.Read(content, badRows);
            Assert.NotNull(reading.Refusal);
            Assert.StartsWith(reason, reading.Refusal.Reason, StringComparison.Ordinal);
            Assert.Null(reading.List);
            Assert.Empty(reading.Problems);
            Assert.Equal(0, reading.RowCount);
        }
    }
}
