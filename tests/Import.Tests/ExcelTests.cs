// The same list out of a spreadsheet, and what only a spreadsheet can do wrong.

namespace HierarchySim.Import.Tests;

public class ExcelTests
{
    private static readonly object?[] Header = [.. ListText.ThreeTier.Split(',')];

    private static readonly string[] HanoiTree =
        ["thanh-pho-trung-uong 01 Thành phố Hà Nội", "  quan 001 Quận Ba Đình", "    phuong 00001 Phường Phúc Xá"];

    [Fact]
    public void An_xlsx_is_read_whatever_its_name_says()
    {
        using var folder = new TestFolder();
        byte[] content = Workbook.Xlsx([Header, ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", "00001", "Phường"]]);
        foreach (string name in (string[])["list.xlsx", "list.xls", "list.csv", "list"])
            Assert.Equal(HanoiTree, ListText.TreeOf(UnitListReader.ReadFile(folder.File(name, content))));
    }

    [Fact]
    public void A_csv_named_like_a_workbook_is_read_too()
    {
        using var folder = new TestFolder();
        string text = ListText.Lines(ListText.ThreeTier, "Thành phố Hà Nội,01,Quận Ba Đình,001,Phường Phúc Xá,00001,Phường");
        Assert.Equal(HanoiTree, ListText.TreeOf(UnitListReader.ReadFile(folder.File("list.xlsx", System.Text.Encoding.UTF8.GetBytes(text)))));
    }

    [Fact]
    public void An_old_xls_is_read()
    {
        byte[] content = OldWorkbook.Xls([.. ListText.ThreeTier.Split(',')], ["Thành phố Hà Nội", 1, "Quận Ba Đình", 1, "Phường Phúc Xá", 1, "Phường"]);
        UnitListReading reading = ListText.Read(content);
        Assert.Equal(HanoiTree, ListText.TreeOf(reading));
        Assert.Equal(3, reading.Notices.Count);
    }

    [Fact]
    public void Numbers_get_back_their_zeros_and_the_notice_says_so()
    {
        UnitListReading reading = ListText.Read(Workbook.Xlsx([
            Header,
            ["Thành phố Hà Nội", 1, "Quận Ba Đình", 1, "Phường Phúc Xá", 1, "Phường"],
            ["Thành phố Hà Nội", 1.0, "Quận Ba Đình", "001", "Phường Trúc Bạch", 4, "Phường"]]));

        Assert.Equal([.. HanoiTree, "    phuong 00004 Phường Trúc Bạch"], ListText.TreeOf(reading));
        Assert.Equal(
            [
                new ImportNotice("Mã TP", "was a number; it was padded with zeros to 2 digits", 2, 2),
                new ImportNotice("Mã QH", "was a number; it was padded with zeros to 3 digits", 1, 2),
                new ImportNotice("Mã PX", "was a number; it was padded with zeros to 5 digits", 2, 2),
            ],
            reading.Notices);
    }

    public static TheoryData<object, string> BadCommuneCodes => new()
    {
        { "1", "1" },
        { 100000, "100000" },
        { 1.5, "1.5" },
        { -1, "-1" },
        { 1e20, "1E+20" },
    };

    [Theory]
    [MemberData(nameof(BadCommuneCodes))]
    public void Only_a_whole_number_that_fits_is_padded(object cell, string shown)
    {
        UnitListReading reading = ListText.Read(Workbook.Xlsx([Header, ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", cell, "Phường"]]));
        Assert.Equal([$"line 2, Mã PX '{shown}': must be exactly 5 digits, leading zeros included"], ListText.Problems(reading));
    }

    [Fact]
    public void The_line_is_the_row_number_also_after_empty_rows()
    {
        UnitListReading reading = ListText.Read(Workbook.Xlsx([
            [], Header, [null, null, ""], ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", "x", "Phường"], []]));
        Assert.Equal([4], reading.Problems.Select(p => p.Line));
    }

    [Fact]
    public void A_district_without_communes_has_empty_cells()
    {
        UnitListReading reading = ListText.Read(Workbook.Xlsx([Header, ["Thành phố Hải Phòng", 31, "Huyện Bạch Long Vĩ", 318, null, null, "Huyện"]]));
        Assert.Equal(["thanh-pho-trung-uong 31 Thành phố Hải Phòng", "  huyen 318 Huyện Bạch Long Vĩ"], ListText.TreeOf(reading));
    }

    [Fact]
    public void A_value_outside_the_titled_columns_refuses_its_row()
    {
        UnitListReading reading = ListText.Read(Workbook.Xlsx([
            Header, ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", "00001", "Phường", null, "riêng tư"]]));
        Assert.Equal(["line 2: has a value outside the titled columns; it was neither read nor kept"], ListText.Problems(reading));
        Assert.DoesNotContain("riêng tư", reading.RefusedRows.Rows.Single().Cells);
    }

    [Fact]
    public void A_second_sheet_may_be_empty_and_must_not_hold_anything()
    {
        object?[] row = ["Thành phố Hà Nội", "01", "Quận Ba Đình", "001", "Phường Phúc Xá", "00001", "Phường"];
        Assert.Equal(HanoiTree, ListText.TreeOf(ListText.Read(Workbook.Xlsx([], [Header, row], [[null, " "]]))));
        CheckRefused(Workbook.Xlsx([Header, row], [["Họ tên"]]), "The workbook has content on more than one sheet ('Sheet1' and 'Sheet2').");
    }

    [Fact]
    public void A_workbook_that_is_none_is_refused()
    {
        CheckRefused(Workbook.Xlsx([]), "The file is empty.");
        CheckRefused(Workbook.Xlsx([Header]), "The file has a header and no rows.");
        CheckRefused(Workbook.Zip("readme.txt", 10), "The file looks like Excel and cannot be read");
        CheckRefused(Workbook.Xlsx([Header])[..300], "The file looks like Excel and cannot be read");
    }

    [Fact]
    public void A_workbook_that_unpacks_beyond_the_limit_is_refused_before_it_is_unpacked() =>
        CheckRefused(Workbook.Zip("xl/workbook.xml", 257 * 1024 * 1024), "The workbook unpacks to more than 256 MiB, the limit.");

    // Twenty letters of XML can claim a cell in column 12 million or row 2 billion.
    [Fact]
    public void A_sheet_that_claims_to_be_vast_is_refused_before_room_is_made_for_it()
    {
        CheckRefused(Workbook.XlsxOf("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"), "Sheet 'Sheet1' spans 321272406 columns; the limit is 64.");
        CheckRefused(
            Workbook.XlsxOf("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>"),
            "Sheet 'Sheet1' spans more than 1048576 rows, the limit.");
    }

    private static void CheckRefused(byte[] content, string reason) =>
        Assert.StartsWith(reason, ListText.Read(content).Refusal?.Reason, StringComparison.Ordinal);
}
