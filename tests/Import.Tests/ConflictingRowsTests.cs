// Rows that are well formed and contradict an earlier row. The later row is the bad one,
// and its problem names the earlier line.

namespace HierarchySim.Import.Tests;

public class ConflictingRowsTests
{
    private const string First = "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã";
    private const string Empty = "Tỉnh Cà Mau,96,Huyện Năm Căn,972,,,Huyện";

    public static TheoryData<string, string[]> LaterRows => new()
    {
        { "Tỉnh Bạc Liêu,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", ["Tỉnh Thành Phố 'Tỉnh Bạc Liêu': code 96 is already named 'Tỉnh Cà Mau' on line 2"] },
        { "Tỉnh Cà Mau,96,Huyện Cái Nước,973,Xã Tân Ân,32245,Xã", ["Quận Huyện 'Huyện Cái Nước': code 973 is already named 'Huyện Ngọc Hiển' on line 2"] },
        { "Tỉnh Bạc Liêu,95,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã", ["Mã QH '973': is already in province 96 on line 2"] },
        { First, ["Mã PX '32248': is already the code of 'Xã Đất Mũi' on line 2"] },
        { "Tỉnh Cà Mau,96,Huyện Cái Nước,969,Xã Tân Ân,32248,Xã", ["Mã PX '32248': is already the code of 'Xã Đất Mũi' on line 2"] },
        { "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,,,Huyện", ["Mã QH '973': is listed without communes here, but with communes on line 2"] },
        { "Tỉnh Cà Mau,96,Huyện Năm Căn,972,Xã Tân Ân,32245,Xã", ["Mã QH '972': is listed with a commune here, but without communes on line 3"] },
        { Empty, ["Mã QH '972': is already listed as a district without communes on line 3"] },
        { "Tỉnh Bạc Liêu,96,Huyện Cái Nước,973,Xã Tân Ân,32248,Xã", [
            "Tỉnh Thành Phố 'Tỉnh Bạc Liêu': code 96 is already named 'Tỉnh Cà Mau' on line 2",
            "Quận Huyện 'Huyện Cái Nước': code 973 is already named 'Huyện Ngọc Hiển' on line 2",
            "Mã PX '32248': is already the code of 'Xã Đất Mũi' on line 2"] },
        { "Tỉnh Bạc Liêu,96,Huyện Ngọc Hiển,973,Xã Tân Ân,3224,Xã", [
            "Mã PX '3224': must be exactly 5 digits, leading zeros included",
            "Tỉnh Thành Phố 'Tỉnh Bạc Liêu': code 96 is already named 'Tỉnh Cà Mau' on line 2"] },
    };

    [Theory]
    [MemberData(nameof(LaterRows))]
    public void A_row_that_contradicts_an_earlier_one_names_its_line(string later, string[] problems)
    {
        UnitListReading reading = ListText.Read(ListText.Lines(ListText.ThreeTier, First, Empty, later), BadRows.Skip);
        Assert.Equal(problems.Select(p => $"line 4, {p}"), ListText.Problems(reading));
        Assert.Equal(2, reading.List!.CountOf(ListedLevel.District));
        Assert.Equal(1, reading.List.CountOf(ListedLevel.Commune));
    }

    [Theory]
    [InlineData("the name in another letter case", "TỈNH CÀ MAU,96,huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã")]
    [InlineData("the name with other spaces", "Tỉnh  Cà Mau,96,Huyện Ngọc Hiển ,973,Xã Tân Ân,32245,Xã")]
    [InlineData("one code at two levels", "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,096,Xã Tân Ân,32245,Xã")]
    [InlineData("one name for two communes", "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32245,Xã")]
    public void What_only_looks_like_a_contradiction_is_taken(string what, string later)
    {
        _ = what;
        UnitListReading reading = ListText.Read(ListText.Lines(ListText.ThreeTier, First, later));
        Assert.Empty(ListText.Problems(reading));
        Assert.Equal(2, reading.List!.CountOf(ListedLevel.Commune));
        Assert.Equal("Tỉnh Cà Mau", reading.List.Root.Children.Single().Name);
    }

    [Fact]
    public void A_bad_row_contradicts_nobody()
    {
        UnitListReading reading = ListText.Read(
            ListText.Lines(ListText.ThreeTier, "Tỉnh Bạc Liêu,96,Huyện Cái Nước,973,Xã Đất Mũi,32248,Làng", First), BadRows.Skip);
        Assert.Equal([2], reading.Problems.Select(p => p.Line));
        Assert.Equal(3, reading.List!.Root.Children.Single().SourceLine);
    }

    [Fact]
    public void When_no_row_is_good_there_is_nothing_to_skip_to()
    {
        UnitListReading reading = ListText.Read(ListText.Lines(ListText.ThreeTier, ",,,,,,Xã"), BadRows.Skip);
        Assert.Null(reading.List);
        Assert.StartsWith("None of the 1 rows is good.", reading.Refusal!.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(reading.Problems);
    }
}
