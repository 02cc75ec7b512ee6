using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>What is written on a demo's cases. All of it says that it is of a demo.</summary>
internal static class DemoCaseTexts
{
    private static readonly Dictionary<string, string[]> Matters = new(StringComparer.Ordinal)
    {
        ["roads-lighting"] = ["Đèn đường đầu tổ không sáng", "Mặt đường liên tổ có ổ gà sau mưa", "Lan can cầu nhỏ bị lỏng"],
        ["environment-waste"] = ["Điểm tập kết rác quá tải", "Cống thoát nước đầu hẻm bị tắc", "Kênh nội đồng nhiều lục bình"],
        ["land"] = ["Đề nghị cắm lại mốc giới tuyến đường", "Hỏi về quy hoạch tuyến kênh"],
        ["construction"] = ["Vật liệu xây dựng để lấn lối đi chung", "Công trình công cộng chậm tiến độ"],
        ["security-order"] = ["Tiếng ồn sau 22 giờ ở khu sinh hoạt chung", "Đề nghị thêm tuần tra ban đêm"],
        ["social-assistance"] = ["Hỏi về thời gian nhận hỗ trợ đợt này", "Hỏi về hồ sơ chính sách"],
        ["administrative-procedure"] = ["Hỏi về thời gian trả kết quả hồ sơ", "Đề nghị niêm yết thủ tục ở nhà văn hóa ấp"],
        ["official-conduct"] = ["Lịch tiếp dân không đúng giờ niêm yết"],
    };

    private static readonly string[] Answers =
    [
        "Đã kiểm tra tại chỗ và xử lý xong.", "Đã đưa vào kế hoạch tháng này.", "Đã hướng dẫn và niêm yết tại nhà văn hóa ấp.", "Đã phối hợp đơn vị liên quan khắc phục.",
    ];

    /// <summary>What a group raises in a category, by any number.</summary>
    public static CaseText Raised(string category, int number)
    {
        var matters = Matters.GetValueOrDefault(category) ?? ["Kiến nghị của tổ"];
        return new CaseText(
            Title: DemoTexts.Marker + matters[number % matters.Length],
            Description: "Dữ liệu minh họa, không phải phản ánh của người nào. Demonstration data, raised by nobody.");
    }

    /// <summary>An answer, by any number.</summary>
    public static CaseText Answered(CaseId id, int number) => new(id, Text: DemoTexts.Marker + Answers[number % Answers.Length]);

    /// <summary>A reason for sending a case on, or for opening it again.</summary>
    public static CaseText Because(CaseId id, string reason) => new(id, Text: DemoTexts.Marker + reason);
}
