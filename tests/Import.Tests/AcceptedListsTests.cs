// Every shape of file that is the official list, and the tree it means.

using System.Text;

namespace HierarchySim.Import.Tests;

public class AcceptedListsTests
{
    private static readonly string[] SmallTree =
        ["tinh 96 Tỉnh Cà Mau", "  huyen 973 Huyện Ngọc Hiển", "    xa 32248 Xã Đất Mũi"];

    public static TheoryData<string, string> SameListInEveryForm => new()
    {
        { "comma", "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã\n" },
        { "semicolon", "Tỉnh Thành Phố;Mã TP;Quận Huyện;Mã QH;Phường Xã;Mã PX;Cấp\nTỉnh Cà Mau;96;Huyện Ngọc Hiển;973;Xã Đất Mũi;32248;Xã\n" },
        { "tab", "Tỉnh Thành Phố\tMã TP\tQuận Huyện\tMã QH\tPhường Xã\tMã PX\tCấp\nTỉnh Cà Mau\t96\tHuyện Ngọc Hiển\t973\tXã Đất Mũi\t32248\tXã\n" },
        { "CRLF", "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\r\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã\r\n" },
        { "no line end at the end", "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã" },
        { "byte order mark", "\uFEFFTỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã\n" },
        { "quoted", "\"Tỉnh Thành Phố\",\"Mã TP\",\"Quận Huyện\",\"Mã QH\",\"Phường Xã\",\"Mã PX\",\"Cấp\"\n\"Tỉnh Cà Mau\",\"96\",\"Huyện Ngọc Hiển\",\"973\",\"Xã Đất Mũi\",\"32248\",\"Xã\"\n" },
        { "columns in another order", "Cấp,Mã PX,Phường Xã,Mã QH,Quận Huyện,Mã TP,Tỉnh Thành Phố\nXã,32248,Xã Đất Mũi,973,Huyện Ngọc Hiển,96,Tỉnh Cà Mau\n" },
        { "titles in another case, with spaces", " TỈNH THÀNH PHỐ ,mã tp,QUẬN HUYỆN,MÃ QH,phường xã,mã px,CẤP\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,xã\n" },
        { "the English name, which is dropped", "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Tên Tiếng Anh\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã,Dat Mui Commune\n" },
        { "spaces around and inside", "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\nTỉnh Cà Mau ,96, Huyện  Ngọc Hiển,973,Xã \u00A0Đất Mũi,32248,Xã\n" },
        { "empty rows", "\nTỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp\n\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã\n,,,,,,\n\n" },
        { "empty columns at the end", "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,,\nTỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã,,\n" },
    };

    [Theory]
    [MemberData(nameof(SameListInEveryForm))]
    public void The_same_list_in_another_form_gives_the_same_tree(string form, string text)
    {
        _ = form;
        Assert.Equal(SmallTree, ListText.TreeOf(ListText.Read(text)));
    }

    [Fact]
    public void Decomposed_Unicode_is_composed_in_titles_names_and_kinds()
    {
        string text = ListText.Lines(ListText.ThreeTier, "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã");
        UnitListReading reading = ListText.Read(text.Normalize(NormalizationForm.FormD));
        Assert.Equal(SmallTree, ListText.TreeOf(reading));
        Assert.Contains(new ImportNotice("Phường Xã", "was composed to Unicode NFC", 1, 2), reading.Notices);
    }

    [Fact]
    public void Every_kind_of_a_three_tier_list_is_known_by_its_official_word()
    {
        UnitListReading reading = ListText.Read(ListText.Lines(
            ListText.ThreeTier,
            "Thành phố Hải Phòng,31,Quận Hồng Bàng,303,Phường Minh Khai,11296,Phường",
            "Thành phố Hải Phòng,31,Huyện Thuỷ Nguyên,311,Thị trấn Núi Đèo,11473,Thị trấn",
            "Thành phố Hải Phòng,31,Huyện Bạch Long Vĩ,318,,,Huyện",
            "Tỉnh Quảng Ninh,22,Thành phố Hạ Long,193,Phường Hà Khánh,06649,Phường",
            "Tỉnh Quảng Ninh,22,Thị xã Đông Triều,205,Xã An Sinh,07072,Xã",
            "Tỉnh Điện Biên,11,Huyện Mường Chà,097,Thị Trấn Mường Chà,03217,Thị trấn"));

        Assert.Equal(
            [
                "thanh-pho-trung-uong 31 Thành phố Hải Phòng",
                "  quan 303 Quận Hồng Bàng",
                "    phuong 11296 Phường Minh Khai",
                "  huyen 311 Huyện Thuỷ Nguyên",
                "    thi-tran 11473 Thị trấn Núi Đèo",
                "  huyen 318 Huyện Bạch Long Vĩ",
                "tinh 22 Tỉnh Quảng Ninh",
                "  thanh-pho 193 Thành phố Hạ Long",
                "    phuong 06649 Phường Hà Khánh",
                "  thi-xa 205 Thị xã Đông Triều",
                "    xa 07072 Xã An Sinh",
                "tinh 11 Tỉnh Điện Biên",
                "  huyen 097 Huyện Mường Chà",
                "    thi-tran 03217 Thị Trấn Mường Chà",
            ],
            ListText.TreeOf(reading));
    }

    [Fact]
    public void A_list_without_districts_hangs_communes_on_provinces()
    {
        UnitListReading reading = ListText.Read(ListText.Lines(
            ListText.TwoTier,
            "Thành phố Hồ Chí Minh,79,Đặc khu Côn Đảo,26732,Đặc khu",
            "Thành phố Hồ Chí Minh,79,Phường Sài Gòn,26740,Phường",
            "Tỉnh Cà Mau,96,Xã Đất Mũi,32248,Xã"));

        Assert.Equal(
            [
                "thanh-pho-trung-uong 79 Thành phố Hồ Chí Minh",
                "  dac-khu 26732 Đặc khu Côn Đảo",
                "  phuong 26740 Phường Sài Gòn",
                "tinh 96 Tỉnh Cà Mau",
                "  xa 32248 Xã Đất Mũi",
            ],
            ListText.TreeOf(reading));
        Assert.False(reading.List!.HasDistricts);
        Assert.Equal(0, reading.List.CountOf(ListedLevel.District));
        Assert.Equal(3, reading.List.CountOf(ListedLevel.Commune));
    }

    [Fact]
    public void A_unit_knows_the_line_that_first_named_it_and_its_parent()
    {
        UnitList list = ListText.Read(ListText.Lines(
            ListText.ThreeTier,
            "",
            "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,\"Xã Đất Mũi\n\",32248,Xã",
            "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân,32245,Xã")).List!;

        string[] lines = [.. list.Units().Select(u => $"{u.SourceLine} {u.Name}, {u.Parent?.Name}")];
        Assert.Equal(
            [
                "0 Việt Nam, ",
                "3 Tỉnh Cà Mau, Việt Nam",
                "3 Huyện Ngọc Hiển, Tỉnh Cà Mau",
                "3 Xã Đất Mũi, Huyện Ngọc Hiển",
                "5 Xã Tân Ân, Huyện Ngọc Hiển",
            ],
            lines);
    }

    [Fact]
    public void What_was_evened_out_is_told_once_per_column()
    {
        UnitListReading reading = ListText.Read(ListText.Lines(
            ListText.ThreeTier,
            "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã  Đất Mũi,32248,Xã",
            "",
            "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Tân Ân ,32245,Xã"));

        Assert.Equal(
            [
                new ImportNotice("Phường Xã", "had spaces around it or repeated inside; they were removed", 2, 2),
                new ImportNotice("", "an empty row was passed over", 1, 3),
            ],
            reading.Notices);
        Assert.Equal(2, reading.RowCount);
    }
}
