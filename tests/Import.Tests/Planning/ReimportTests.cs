// What importing a second list means, as a table: the rows of the first, the rows of the
// second, and everything the plan says about the difference.

namespace HierarchySim.Import.Tests;

public class ReimportTests
{
    private const string A = "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã";
    private const string B = "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Long Định,29056,Xã";
    private const string C = "Tỉnh Bến Tre,83,Huyện Ba Tri,836,Xã An Hiệp,29137,Xã";
    private const string D = "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã";

    public static TheoryData<string, string[], string[], string[]> Situations => new()
    {
        { "empty tree", [], [A], ["open Việt Nam", "open Tỉnh Bến Tre (83)", "open Huyện Bình Đại (835)", "open Xã Tam Hiệp (29053)"] },
        { "unchanged", [A, B, C], [A, B, C], [] },
        { "unchanged, other order", [A, B, C], [C, B, A], [] },
        { "new commune", [A], [A, B], ["open Xã Long Định (29056)"] },
        { "new district with its commune", [A], [A, C], ["open Huyện Ba Tri (836)", "open Xã An Hiệp (29137)"] },
        { "new province with all below", [A], [A, D], ["open Tỉnh Cà Mau (96)", "open Huyện Ngọc Hiển (973)", "open Xã Đất Mũi (32248)"] },
        {
            "renamed at each level", [A],
            ["Tỉnh Bến Tre Mới,83,Huyện Bình Đại Mới,835,Xã Tam Hiệp Mới,29053,Xã"],
            [
                "rename Tỉnh Bến Tre to Tỉnh Bến Tre Mới", "rename Huyện Bình Đại to Huyện Bình Đại Mới",
                "rename Xã Tam Hiệp to Xã Tam Hiệp Mới",
            ]
        },
        { "two swap their names", [A, B],
            [A.Replace("Tam Hiệp", "Long Định", StringComparison.Ordinal), B.Replace("Long Định", "Tam Hiệp", StringComparison.Ordinal)],
            ["rename Xã Tam Hiệp to Xã Long Định", "rename Xã Long Định to Xã Tam Hiệp"] },
        { "partial list of another province", [A, B], [D],
            ["open Tỉnh Cà Mau (96)", "open Huyện Ngọc Hiển (973)", "open Xã Đất Mũi (32248)", "not covered: 1"] },
        { "partial list of one province of two", [A, D], [A], ["not covered: 1"] },
        { "several provinces named, one not", [A, D, "Tỉnh An Giang,89,Huyện An Phú,886,Xã Khánh An,30334,Xã"], [A, D], ["not covered: 1"] },
        { "moved within the province", [A, B, C], [B, C, A.Replace("Huyện Bình Đại,835", "Huyện Ba Tri,836", StringComparison.Ordinal)],
            ["line 4 Move Xã Tam Hiệp (29053)"] },
        { "moved to a new district", [A, B], [B, A.Replace("Huyện Bình Đại,835", "Huyện Mới,840", StringComparison.Ordinal)],
            ["open Huyện Mới (840)", "line 3 Move Xã Tam Hiệp (29053)"] },
        { "province merged into another", [A, D], [A, D.Replace("Tỉnh Cà Mau,96", "Tỉnh Bến Tre,83", StringComparison.Ordinal)],
            ["line 3 Move Huyện Ngọc Hiển (973)", "not covered: 1"] },
        { "commune vanished, or merged into its neighbour", [A, B], [A], ["Vanish Xã Long Định (29056)"] },
        { "district vanished with its commune", [A, C], [A], ["Vanish Huyện Ba Tri (836)", "Vanish Xã An Hiệp (29137)"] },
        { "two merged into a new one", [A, B], ["Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Hiệp Định,29999,Xã"],
            ["open Xã Hiệp Định (29999)", "Vanish Xã Tam Hiệp (29053)", "Vanish Xã Long Định (29056)"] },
        { "kind changed with the name", [A], ["Tỉnh Bến Tre,83,Huyện Bình Đại,835,Phường Tam Hiệp,29053,Phường"],
            ["line 2 KindChange Phường Tam Hiệp (29053)"] },
        { "kind of a district changed, its commune renamed", [A],
            ["Tỉnh Bến Tre,83,Thị xã Bình Đại,835,Xã Tam Hiệp Mới,29053,Xã"],
            ["line 2 KindChange Thị xã Bình Đại (835)", "set aside: 1"] },
        { "code changed", [A, B], [A, B.Replace("29056", "29999", StringComparison.Ordinal)], ["line 3 CodeChange Xã Long Định (29999)", "set aside: 1"] },
        { "new below a refused unit", [A], ["Tỉnh Bến Tre,83,Thị xã Bình Đại,835,Xã Tam Hiệp,29053,Xã", B.Replace("Huyện Bình Đại", "Thị xã Bình Đại", StringComparison.Ordinal)],
            ["line 2 KindChange Thị xã Bình Đại (835)", "set aside: 1"] },
    };

    [Fact]
    public async Task Corrected_rows_that_had_been_refused_make_nothing_vanish()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request([A, C]));
        var prepared = await desk.Prepare(ImportDesk.Request($"{ListText.ThreeTier},Dòng,Lý do", [$"{B},3,Mã PX"]));
        Assert.Equal(["open Xã Long Định (29056)"], PlanText.Of(prepared.Plan));
        Assert.True(prepared.Plan.CanRun);
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task The_plan_says_what_the_second_list_changes(string situation, string[] before, string[] after, string[] expected)
    {
        await using var desk = new ImportDesk();
        if (before.Length > 0) await desk.Complete(ImportDesk.Request(before));

        var plan = (await desk.Prepare(ImportDesk.Request(after))).Plan;
        Assert.Null(plan.Refusal);
        Assert.True(expected.SequenceEqual(PlanText.Of(plan)), $"{situation}:\n{string.Join("\n", PlanText.Of(plan))}");
        Assert.Equal(plan.RefusedCount == 0, plan.CanRun);
        if (!plan.CanRun) await Assert.ThrowsAsync<ArgumentException>(() => desk.Import(ImportDesk.Request(after)));
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public async Task Skipping_does_the_rest_and_importing_once_more_changes_nothing_else(string situation, string[] before, string[] after, string[] expected)
    {
        await using var desk = new ImportDesk();
        if (before.Length > 0) await desk.Complete(ImportDesk.Request(before));
        var refused = expected.Count(line => line.StartsWith("line", StringComparison.Ordinal) || line.StartsWith("Vanish", StringComparison.Ordinal));

        var first = await desk.Complete(ImportDesk.Request(after, badRows: BadRows.Skip));
        Assert.Equal(expected.Count(line => line.StartsWith("open", StringComparison.Ordinal)), first.UnitsOpened);
        Assert.Equal(expected.Count(line => line.StartsWith("rename", StringComparison.Ordinal)), first.Status.Renamed);
        Assert.Equal(refused, first.Status.Refused);
        Assert.Equal(first.Status.UnitsPlanned, first.Status.UnitsDone);

        var again = (await desk.Prepare(ImportDesk.Request(after, badRows: BadRows.Skip))).Plan;
        Assert.True(again.IsEmpty, situation);
        Assert.Equal(refused, again.RefusedCount);
        Assert.Equal(desk.Paths().Distinct(), desk.Paths());
    }

    [Fact]
    public async Task A_refused_change_names_the_unit_the_rule_and_the_next_step()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request([A, C]));
        var plan = (await desk.Prepare(ImportDesk.Request([C, A.Replace("Huyện Bình Đại,835", "Huyện Ba Tri,836", StringComparison.Ordinal)]))).Plan;
        Assert.Equal(
            "line 3, Xã Tam Hiệp (29053): is under 'Huyện Bình Đại (835)' in the tree and under 'Huyện Ba Tri (836)' in the list; an import does not "
            + "move units. Close it naming its successor and import again, or correct the list.",
            plan.Refused[0].ToString());
        Assert.StartsWith("Huyện Bình Đại (835): is in the tree under 'Tỉnh Bến Tre (83)', and the list", plan.Refused[1].ToString(), StringComparison.Ordinal);
    }
}
