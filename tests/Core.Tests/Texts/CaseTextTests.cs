using System.Text;
using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>Texts of cases as their records hold them: the form pinned, and what is read of other forms.</summary>
public sealed class CaseTextTests
{
    private static readonly CaseId Case = new(new UnitId(6), 12);

    public static TheoryData<CaseText, string> Written => new()
    {
        { new CaseText(Title: "Đèn hỏng", Description: "Ba \"bóng\"", Contact: "0912 000 111"),
            """{"title":"Đèn hỏng","description":"Ba \"bóng\"","contact":"0912 000 111"}""" },
        { new CaseText(Case, Text: "Đã thay"), """{"case":"6-12","text":"Đã thay"}""" },
        { new CaseText(), "{}" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void What_is_written_is_read_back(CaseText text, string json)
    {
        Assert.Equal(json, Encoding.UTF8.GetString(text.ToBytes()));
        Assert.Equal(text, CaseText.TryParse(text.ToBytes()));
    }

    public static TheoryData<string, CaseText?> Read => new()
    {
        { """{"origin":"6","title":"Demo: T","description":"D"}""", new CaseText(Title: "Demo: T", Description: "D") },
        { """{"origin":"6","text":"Demo: \u0110\u00E3 thay"}""", new CaseText(Text: "Demo: Đã thay") },
        { """{"case":"6-12","text":null,"later":{"a":[1]}}""", new CaseText(Case) },
        { """{"case":"no id","text":"X"}""", new CaseText(Text: "X") },
        { "null", null },
        { "[]", null },
        { "\"X\"", null },
        { """{"text":1}""", null },
        { """{"text":"X" """, null },
        { "", null },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public void Other_forms_are_read_as_far_as_they_say_the_same(string json, CaseText? text) =>
        Assert.Equal(text, CaseText.TryParse(Encoding.UTF8.GetBytes(json)));
}
