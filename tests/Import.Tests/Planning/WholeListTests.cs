using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class WholeListTests
{
    private const string Commune = "Tỉnh Bến Tre,83,Huyện Bình Đại,835,Xã Tam Hiệp,29053,Xã";
    private const string TwoTierCommune = "Tỉnh Vĩnh Long,86,Xã Tam Hiệp,29053,Xã";

    [Fact]
    public async Task A_list_without_districts_needs_a_scheme_without_them()
    {
        await using var desk = new ImportDesk("three-tier");
        var plan = (await desk.Prepare(ImportDesk.Request(ListText.TwoTier, [TwoTierCommune]))).Plan;
        Assert.False(plan.CanRun);
        Assert.Equal(
            "The list has no districts, and in scheme 'three-tier' a province may not be the parent of a commune. Import it into a data set of scheme "
            + "'two-tier', or take a list with the columns 'Quận Huyện' and 'Mã QH'.",
            plan.Refusal);
    }

    [Fact]
    public async Task A_list_with_districts_needs_a_scheme_with_them()
    {
        await using var desk = new ImportDesk("two-tier");
        Assert.Equal(
            "The list has districts, and scheme 'two-tier' has no level 'district'. Import it into a data set of scheme 'three-tier', or take a list "
            + "without the district columns.",
            (await desk.Prepare(ImportDesk.Request([Commune]))).Plan.Refusal);
    }

    [Fact]
    public async Task A_two_tier_list_goes_into_a_two_tier_data_set()
    {
        await using var desk = new ImportDesk("two-tier");
        await desk.Complete(ImportDesk.Request(ListText.TwoTier, [TwoTierCommune], cells: 2, groups: 4));
        Assert.Equal([1, 1, 1, 2, 4], desk.CountsByLevel());
    }

    [Fact]
    public async Task A_kind_that_the_scheme_lacks_is_named_with_its_line()
    {
        await using var desk = new ImportDesk("two-tier");
        var reason = (await desk.Prepare(ImportDesk.Request(ListText.TwoTier, [TwoTierCommune, "Tỉnh Vĩnh Long,86,Thị trấn Cái Nhum,29056,Thị trấn"]))).Plan.Refusal;
        Assert.StartsWith("'Thị trấn Cái Nhum (29056)' on line 3 is of kind 'thi-tran', which scheme 'two-tier' does not have", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Synthesis_is_made_once_and_kept_by_later_imports()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request([Commune], cells: 3, groups: 9));

        var again = await desk.Prepare(ImportDesk.Request([Commune], cells: 3, groups: 9));
        Assert.Equal(
            "The tree has 3 units below 1 of its communes ('Xã Tam Hiệp (29053)' and others), so cells and groups cannot be synthesised again. "
            + "Import without --cells and --groups, which keeps them, or import into an empty data set.",
            again.Plan.Refusal);
        Assert.False(again.Resumes);

        await desk.Complete(ImportDesk.Request([Commune, Commune.Replace("Tam Hiệp,29053", "Long Định,29056", StringComparison.Ordinal)]));
        Assert.Equal([1, 1, 1, 2, 3, 9], desk.CountsByLevel());
    }

    [Fact]
    public async Task Cells_may_be_added_to_a_tree_that_has_none()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request([Commune]));
        var outcome = await desk.Complete(ImportDesk.Request([Commune], cells: 3, groups: 9));
        Assert.Equal((12, 12, 16), (outcome.UnitsOpened, outcome.Status.Synthetic, outcome.Status.UnitsDone));
    }

    [Fact]
    public async Task Numbers_that_cannot_be_met_refuse_the_plan()
    {
        await using var desk = new ImportDesk();
        var plan = (await desk.Prepare(ImportDesk.Request([Commune], cells: 3, groups: 1))).Plan;
        Assert.Equal("1 groups are too few for 3 cells: each must get at least one.", plan.Refusal);
        Assert.False(plan.CanRun);
    }

    [Fact]
    public async Task Units_cannot_open_after_today_at_the_offset_of_the_scheme()
    {
        await using var desk = new ImportDesk();
        desk.Time.Advance(TimeSpan.FromHours(17)); // 18:00 UTC on the 6th is the 7th in Vietnam.
        var today = new DateOnly(2025, 1, 7);
        Assert.Equal(
            "Units cannot be imported as opened on 2025-01-08: today is 2025-01-07. Give today or an earlier day.",
            (await desk.Prepare(ImportDesk.Request([Commune]) with { Opened = today.AddDays(1) })).Plan.Refusal);

        var import = await desk.Prepare(ImportDesk.Request([Commune]));
        Assert.Equal(today, import.Opened);
        await ImportRunner.RunAsync(desk.Engine, import, desk.Time, null, TestContext.Current.CancellationToken);
        var found = await desk.Engine.QueryAsync(new FindUnitsByCode("29053", null, today), TestContext.Current.CancellationToken);
        Assert.Equal([new OfficialCode("29053", today, null)], Assert.Single(found).Codes);
    }

    [Fact]
    public async Task Closed_units_and_units_without_a_code_are_left_alone()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request([Commune]));
        var token = TestContext.Current.CancellationToken;
        var commune = (await desk.Engine.QueryAsync(new FindUnitsByCode("29053", null, null), token))[0];
        var id = await desk.Engine.ReserveIdsAsync(1, token);
        var uncoded = new UnitDefinition(id, commune.Kind, "Xã Không Mã", commune.Opened, null, false, []);
        await desk.Engine.SubmitAsync(new CommandId(1, 1, 1), commune.Parent, new OpenChildren([uncoded]), token);
        await desk.Engine.SubmitAsync(new CommandId(2, 2, 2), commune.Id, new CloseUnit(commune.Opened, []), token);

        var plan = (await desk.Prepare(ImportDesk.Request([Commune.Replace("Tam Hiệp,29053", "Long Định,29056", StringComparison.Ordinal)]))).Plan;
        Assert.Equal(["open Xã Long Định (29056)"], PlanText.Of(plan));
        var same = (await desk.Prepare(ImportDesk.Request([Commune.Replace("Tam Hiệp,29053", "Không Mã,29056", StringComparison.Ordinal)]))).Plan;
        Assert.Equal(["line 2 CodeChange Xã Không Mã (29056)", "set aside: 1"], PlanText.Of(same));
    }
}
