// The file that goes back to whoever keeps the list.

using System.Text;

namespace HierarchySim.Import.Tests;

public class RefusedRowsFileTests
{
    [Fact]
    public void The_columns_are_the_inputs_in_its_order_then_the_line_and_the_reason()
    {
        string written = WriteAndReadBack(
            "Cấp,Mã PX,Phường Xã,Mã QH,Quận Huyện,Mã TP,Tỉnh Thành Phố",
            "Xã,32248,Xã Đất Mũi,973,Huyện Ngọc Hiển,96,Tỉnh Cà Mau",
            "Làng,1,\"Xã Tân Ân, \"\"mới\"\"\",973,Huyện Ngọc Hiển,96,Tỉnh Cà Mau");
        Assert.Equal(
            "\uFEFFCấp,Mã PX,Phường Xã,Mã QH,Quận Huyện,Mã TP,Tỉnh Thành Phố,Dòng,Lý do\r\n"
            + "Làng,1,\"Xã Tân Ân, \"\"mới\"\"\",973,Huyện Ngọc Hiển,96,Tỉnh Cà Mau,3,"
            + "\"Mã PX: must be exactly 5 digits, leading zeros included; Cấp: must be, on a row with a commune, one of Xã, Phường, Thị trấn\"\r\n",
            written);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+84", "\"'+84\"")]
    [InlineData("-2+3", "\"'-2+3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("Xã A=B", "Xã A=B")]
    public void A_cell_that_a_spreadsheet_would_run_is_disarmed(string cell, string expected)
    {
        string written = WriteAndReadBack(
            ListText.TwoTier,
            "Tỉnh Cà Mau,96,Xã Đất Mũi,32248,Xã",
            $"Tỉnh Cà Mau,96,{cell},0,Xã");
        Assert.Contains($",{expected},0,Xã,3,", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tỉnh Cà Mau,96,Xã Tân Ân,32245,Xã,3,\"Mã PX: must be exactly 5 digits\"")]
    [InlineData("Tỉnh Cà Mau,96,Xã Tân Ân,32245,Xã,,")]
    [InlineData("Tỉnh Cà Mau,96,Xã Tân Ân,32245,Xã,3,,riêng tư", "line 2: has a value outside the titled columns; it was neither read nor kept")]
    [InlineData("Tỉnh Cà Mau,96,Xã Tân Ân,3224,Xã,3,riêng tư", "line 2, Mã PX '3224': must be exactly 5 digits, leading zeros included")]
    public void The_columns_that_were_added_are_passed_over_when_the_file_comes_back(string row, params string[] problems)
    {
        UnitListReading reading = ListText.Read(ListText.Lines($"{ListText.TwoTier},Dòng,Lý do", row));
        Assert.Equal(problems, ListText.Problems(reading));
        Assert.Equal(["Tỉnh Thành Phố", "Mã TP", "Phường Xã", "Mã PX", "Cấp"], reading.RefusedRows.Columns);
        Assert.DoesNotContain(reading.RefusedRows.Rows, refused => refused.Cells.Contains("riêng tư"));
    }

    [Fact]
    public void A_value_under_no_title_is_not_copied()
    {
        string written = WriteAndReadBack(
            ListText.TwoTier,
            "Tỉnh Cà Mau,96,Xã Đất Mũi,32248,Xã",
            "Tỉnh Cà Mau,96,Xã Tân Ân,32245,Xã,riêng tư");
        Assert.DoesNotContain("riêng tư", written, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_file_is_replaced_and_nothing_else_is_left_behind()
    {
        using var folder = new TestFolder();
        string path = folder.File("refused.csv", "an older and longer file\n"u8.ToArray());
        RefusedRowsFile.Write(path, new RefusedRows(["Cấp"], []));
        Assert.Equal("\uFEFFCấp,Dòng,Lý do\r\n", ReadWithMark(path));
        Assert.Equal(["refused.csv"], folder.FileNames);
    }

    [Fact]
    public void When_the_file_cannot_take_its_place_nothing_is_left_behind()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File("refused.csv"));
        Assert.ThrowsAny<SystemException>(() => RefusedRowsFile.Write(folder.File("refused.csv"), new RefusedRows(["Cấp"], [])));
        Assert.Empty(folder.FileNames);
    }

    private static string WriteAndReadBack(params string[] lines)
    {
        using var folder = new TestFolder();
        UnitListReading reading = ListText.Read(ListText.Lines(lines), BadRows.Skip);
        Assert.NotNull(reading.List);
        RefusedRowsFile.Write(folder.File("refused.csv"), reading.RefusedRows);
        return ReadWithMark(folder.File("refused.csv"));
    }

    private static string ReadWithMark(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path));
}
