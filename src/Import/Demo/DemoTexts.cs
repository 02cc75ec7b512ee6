using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>
/// What the demo's directives say: ordinary administrative matters of a coastal district. Each title begins with the marker, so
/// that a screenshot cannot be taken for an authority's directive; none speaks of a person.
/// </summary>
internal static class DemoTexts
{
    /// <summary>How every title of the demo begins.</summary>
    public const string Marker = "Demo: ";

    private static readonly string[] Titles =
    [
        "Kiểm tra cống ngăn mặn và đê bao trước đợt triều cường",
        "Thông báo lịch cấp nước sinh hoạt trong mùa khô",
        "Tổng vệ sinh môi trường, khơi thông cống rãnh",
        "Kiểm tra an toàn phòng cháy, chữa cháy khu dân cư",
        "Rà soát phương án ứng phó bão và áp thấp nhiệt đới",
        "Thống kê tuyến đường nông thôn cần duy tu",
        "Họp tổ nhân dân tự quản định kỳ",
        "Phổ biến lịch tiêm phòng cho đàn gia súc, gia cầm",
        "Kiểm tra hệ thống loa truyền thanh cơ sở",
        "Diệt lăng quăng, phòng bệnh sốt xuất huyết",
        "Thông báo lịch bảo trì lưới điện",
        "Phát động trồng cây ven đường và bờ kênh",
    ];

    /// <summary>A text, by any number.</summary>
    public static DirectiveText Draw(int number) => new(
        Marker + Titles[number % Titles.Length],
        "Dữ liệu minh họa, không phải văn bản của cơ quan nào. This is demonstration data, not a directive of any authority.");

    /// <summary>How many there are.</summary>
    public static int Count => Titles.Length;
}
