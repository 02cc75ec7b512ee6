// Rows that break a rule on their own. Each entry is the one bad row (line 3, after a good
// one) and every problem that must be told about it.

namespace HierarchySim.Import.Tests;

public class RefusedRowsTests
{
    private const string DigitRule = "digits, leading zeros included";
    private const string CommuneKinds = "must be, on a row with a commune, one of Xã, Phường, Thị trấn";
    private const string DistrictKinds = "must be, on a row without a commune, one of Huyện, Quận, Thị xã, Thành phố";
    private const string Invisible = "holds control or invisible characters, or characters lost in conversion; type it again";

    public static TheoryData<string, string[]> ThreeTierRows => new()
    {
        // Codes.
        { "Tỉnh Cà Mau,9,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", [$"Mã TP '9': must be exactly 2 {DigitRule}"] },
        { "Tỉnh Cà Mau,096,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", [$"Mã TP '096': must be exactly 2 {DigitRule}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,97,Xã Tân Ân,32245,Xã", [$"Mã QH '97': must be exactly 3 {DigitRule}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,3224,Xã", [$"Mã PX '3224': must be exactly 5 {DigitRule}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,3224O,Xã", [$"Mã PX '3224O': must be exactly 5 {DigitRule}"] },
        { "Tỉnh Cà Mau,٩٦,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", [$"Mã TP '٩٦': must be exactly 2 {DigitRule}"] },
        { "Tỉnh Cà Mau,+6,Huyện Ngọc Hiển,973,Xã Tân Ân,-2245,Xã", [$"Mã TP '+6': must be exactly 2 {DigitRule}", $"Mã PX '-2245': must be exactly 5 {DigitRule}"] },

        // Names.
        { ",96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", ["Tỉnh Thành Phố '': must not be empty"] },
        { "Tỉnh Cà Mau,96,  ,973,Xã Tân Ân,32245,Xã", ["Quận Huyện '  ': must not be empty"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân\tÂn,32245,Xã", [$"Phường Xã 'Xã Tân\uFFFDÂn': {Invisible}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân\u202EÂn,32245,Xã", [$"Phường Xã 'Xã Tân\uFFFDÂn': {Invisible}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã T\uFFFDn Ân,32245,Xã", [$"Phường Xã 'Xã T\uFFFDn Ân': {Invisible}"] },
        { "Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", ["Tỉnh Thành Phố 'Cà Mau': must begin with its kind: one of Tỉnh, Thành phố"] },
        { "Tỉnh Cà Mau,96,Ngọc Hiển,973,Xã Tân Ân,32245,Xã", ["Quận Huyện 'Ngọc Hiển': must begin with its kind: one of Huyện, Quận, Thị xã, Thành phố"] },

        // A commune has both name and code, or neither.
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,,32245,Xã", ["Phường Xã '': must not be empty"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,,Xã", [$"Mã PX '': must be exactly 5 {DigitRule}"] },

        // Kinds.
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,", [$"Cấp '': {CommuneKinds}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Làng", [$"Cấp 'Làng': {CommuneKinds}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Huyện", [$"Cấp 'Huyện': {CommuneKinds}"] },
        { "Tỉnh Cà Mau,96,Huyện Năm Căn,972,,,Xã", [$"Cấp 'Xã': {DistrictKinds}"] },
        { "Tỉnh Cà Mau,96,Huyện Năm Căn,972,Đặc khu Năm Căn,32191,Đặc khu", ["Cấp 'Đặc khu': exists only in a list without districts, since 1 July 2025"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Phường Tân Ân,32245,Xã", ["Cấp 'Xã': does not agree with the name 'Phường Tân Ân', which must begin with 'Xã '"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã,32245,Xã", ["Cấp 'Xã': does not agree with the name 'Xã', which must begin with 'Xã '"] },
        { "Tỉnh Cà Mau,96,Huyện Năm Căn,972,,,Thị xã", ["Cấp 'Thị xã': does not agree with the name 'Huyện Năm Căn', which must begin with 'Thị xã '"] },

        // The shape of the row.
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã,riêng tư", ["has a value outside the titled columns; it was neither read nor kept"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245", ["has 6 fields, fewer than the header", $"Cấp '': {CommuneKinds}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã \"Tân\" Ân,32245,Xã", ["a quote must enclose the whole field, and a quote inside a quoted field must be doubled"] },

        // Everything at once.
        { "Cà Mau,9,,7,Phường X,1,Xã", [
            $"Tỉnh Thành Phố 'Cà Mau': must begin with its kind: one of Tỉnh, Thành phố",
            $"Mã TP '9': must be exactly 2 {DigitRule}",
            "Quận Huyện '': must not be empty",
            $"Mã QH '7': must be exactly 3 {DigitRule}",
            $"Mã PX '1': must be exactly 5 {DigitRule}",
            "Cấp 'Xã': does not agree with the name 'Phường X', which must begin with 'Xã '"] },
    };

    [Theory]
    [MemberData(nameof(ThreeTierRows))]
    public void A_bad_row_is_reported_with_everything_wrong_with_it(string row, string[] problems) =>
        Check(ListText.ThreeTier, "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã", row, problems);

    public static TheoryData<string, string[]> TwoTierRows => new()
    {
        { "Tỉnh Cà Mau,96,,,Xã", ["Phường Xã '': must not be empty", $"Mã PX '': must be exactly 5 {DigitRule}"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,32245,Huyện", ["Cấp 'Huyện': must be, on a row with a commune, one of Xã, Phường, Thị trấn, Đặc khu"] },
        { "Tỉnh Cà Mau,96,Xã Hòn Khoai,32245,Đặc khu", ["Cấp 'Đặc khu': does not agree with the name 'Xã Hòn Khoai', which must begin with 'Đặc khu '"] },
    };

    [Theory]
    [MemberData(nameof(TwoTierRows))]
    public void A_bad_row_of_a_list_without_districts_is_reported(string row, string[] problems) =>
        Check(ListText.TwoTier, "Tỉnh Cà Mau,96,Xã Đất Mũi,32248,Xã", row, problems);

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void A_name_has_a_longest_length(int length, bool accepted)
    {
        string name = "Xã " + new string('x', length - 3);
        UnitListReading reading = ListText.Read(ListText.Lines(ListText.ThreeTier, $"Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,{name},32245,Xã"));
        string[] expected = accepted ? [] : [$"line 2, Phường Xã '{name[..60]}…': longer than 200 characters, the limit"];
        Assert.Equal(expected, ListText.Problems(reading));
    }

    [Fact]
    public void The_line_told_is_the_line_in_the_file_even_after_line_breaks_inside_quotes()
    {
        UnitListReading reading = ListText.Read(
            ListText.ThreeTier + "\r\n\r\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,\"Xã\r\nTân\r\nÂn\",32245,Xã\r\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,1,Xã\r\n");
        Assert.Equal([3, 6], reading.Problems.Select(p => p.Line));
    }

    private static void Check(string header, string goodRow, string badRow, string[] problems)
    {
        string text = ListText.Lines(header, goodRow, badRow);
        string[] expected = [.. problems.Select(p => p.Contains('\'', StringComparison.Ordinal) ? $"line 3, {p}" : $"line 3: {p}")];

        UnitListReading refusing = ListText.Read(text);
        Assert.Equal(expected, ListText.Problems(refusing));
        Assert.Null(refusing.List);

        UnitListReading skipping = ListText.Read(text, BadRows.Skip);
        Assert.Equal(expected, ListText.Problems(skipping));
        Assert.Equal([3], skipping.RefusedRows.Rows.Select(r => r.Line));
        Assert.Equal(ListText.TreeOf(ListText.Read(ListText.Lines(header, goodRow))), ListText.Tree(skipping.List));
    }
}
