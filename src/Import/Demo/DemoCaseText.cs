using System.Text.Json;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>A text on a demo's case, in the form in which gateways write them: UTF-8 JSON that names the case's origin. Immutable.</summary>
/// <param name="Origin">Id of the unit that raised the case.</param>
/// <param name="Title">One line, of what was raised.</param>
/// <param name="Description">What was raised.</param>
/// <param name="Text">An answer or a reason.</param>
internal sealed record DemoCaseText(string Origin, string? Title, string? Description, string? Text)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

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
    public static DemoCaseText Raised(UnitId origin, string category, int number)
    {
        var matters = Matters.GetValueOrDefault(category) ?? ["Kiến nghị của tổ"];
        return new DemoCaseText(
            origin.ToString(), DemoTexts.Marker + matters[number % matters.Length], "Dữ liệu minh họa, không phải phản ánh của người nào. Demonstration data, raised by nobody.", null);
    }

    /// <summary>An answer, by any number.</summary>
    public static DemoCaseText Answered(UnitId origin, int number) => new(origin.ToString(), null, null, DemoTexts.Marker + Answers[number % Answers.Length]);

    /// <summary>A reason for sending a case on, or for opening it again.</summary>
    public static DemoCaseText Because(UnitId origin, string reason) => new(origin.ToString(), null, null, DemoTexts.Marker + reason);

    /// <summary>The record's value.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);
}
