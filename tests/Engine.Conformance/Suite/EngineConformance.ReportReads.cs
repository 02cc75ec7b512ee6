using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Reading reports: pages, what a unit owes, what cannot be asked for, and what a crash leaves.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Reports_and_their_rollup_survive_a_crash()
    {
        RequireDurable();
        var (desk, tree) = await StartReporting();
        await desk.Accept(tree.Cells[0], Report(January, 3, 20) with { Note = new TextId(7, 8) });
        await desk.Accept(tree.Cells[0], Report(January, 3, 25, corrects: 1));
        await desk.Accept(tree.Cells[1], Report(December, 2, 10));
        await desk.Accept(tree.Groups[15], new CloseUnit(new DateOnly(2025, 1, 6), []));
        await desk.Accept(tree.Communes[2], Report(January, 1, 1));
        var before = await Read();
        await desk.Crash();
        Assert.Equal(before, await Read());
        await AssertEachIsTheSumOfItsChildren(desk, tree);

        await desk.Refuse(tree.Cells[0], Report(January, 3, 30), RefusalCode.Conflict, "period");
        await desk.Accept(tree.Cells[0], Report(January, 3, 30, corrects: 2));
        Assert.Equal([4, 31], (await StatusOf(desk, tree.Root)).Sums);

        async Task<List<string>> Read()
        {
            var lines = new List<string>();
            foreach (var unit in tree.All)
                foreach (var period in (ReportPeriod[])[December, January])
                {
                    var (status, own) = (await StatusOf(desk, unit, period: period), await desk.Engine.QueryAsync(new GetReport(unit, Life, period)));
                    lines.Add($"{unit} {period}: {status.Status} [{string.Join(' ', status.Sums)}] {own} [{string.Join(' ', own?.Values ?? [])}]");
                }
            return lines;
        }
    }

    [Fact]
    public async Task A_unit_s_own_reports_come_by_form_and_pages_the_latest_first()
    {
        var (desk, tree) = await StartReporting();
        var cell = tree.Cells[0];
        foreach (var period in (string[])["2024-11", "2025-01", "2024-12"]) await desk.Accept(cell, Report(ReportPeriod.Parse(period), 1, 2));
        Assert.Equal(("2025-01 2024-12 2024-11", 3), await Page(new ListReports(cell, Life, 0, 10)));
        Assert.Equal(("2024-12", 3), await Page(new ListReports(cell, null, 1, 1)));
        Assert.Equal(("", 0), await Page(new ListReports(cell, "other", 0, 10)));
        Assert.Equal(("", 3), await Page(new ListReports(cell, Life, 3, 10)));
        Assert.Null(await desk.Engine.QueryAsync(new ListReports(new UnitId(9_999), null, 0, 10)));

        async Task<(string, int)> Page(ListReports query)
        {
            var page = (await desk.Engine.QueryAsync(query))!;
            return (string.Join(' ', page.Items.Select(report => report.Period)), page.Total);
        }
    }

    [Fact]
    public async Task A_unit_is_told_what_it_owes()
    {
        var (desk, tree) = await StartReporting();
        await desk.Accept(tree.Cells[0], Report(January, 1, 2));
        await desk.Accept(tree.Cells[0], Report(December, 1, 2));
        await desk.Accept(tree.Cells[0], Report(December, 1, 3, corrects: 1));
        var page = (await desk.Engine.QueryAsync(new ListDueReports(tree.Cells[0], 0, 3)))!;
        // The form is from January 2024 on, so thirteen months lie behind and with the present.
        Assert.Equal((13, desk.Now), (page.Total, page.AsOf));
        Assert.Equal(
            ["2025-01 OnTime 1", "2024-12 Late 2", "2024-11 Missing 0"],
            page.Items.Select(item => $"{item.Period} {item.Standing} {item.Revision}"));
        Assert.Equal("2024-01", (await desk.Engine.QueryAsync(new ListDueReports(tree.Cells[0], 12, 5)))!.Items.Single().Period.ToString());
        Assert.Empty((await desk.Engine.QueryAsync(new ListDueReports(tree.Groups[0], 0, 5)))!.Items);
        Assert.Null(await desk.Engine.QueryAsync(new ListDueReports(new UnitId(9_999), 0, 5)));
    }

    [Theory]
    [InlineData("2025-02")]
    [InlineData("2023-11")]
    [InlineData("2025-W02")]
    [InlineData("2023-12")]
    public async Task A_period_that_has_not_begun_or_lies_too_far_back_cannot_be_asked_for(string period)
    {
        var (desk, tree) = await StartReporting();
        var of = ReportPeriod.Parse(period);
        Assert.Null(await desk.Engine.QueryAsync(new GetReportStatus(tree.Root, Life, of)));
        Assert.Null(await desk.Engine.QueryAsync(new GetChildReportStatus(tree.Root, Life, of, 0, 10)));
        Assert.Null(await desk.Engine.QueryAsync(new GetReport(tree.Cells[0], Life, of)));
    }

    [Fact]
    public async Task Nothing_is_known_of_units_and_forms_that_do_not_exist()
    {
        var (desk, tree) = await StartReporting();
        Assert.Null(await desk.Engine.QueryAsync(new GetReportStatus(tree.Root, "other", January)));
        Assert.Null(await desk.Engine.QueryAsync(new GetReportStatus(new UnitId(9_999), Life, January)));
        Assert.Null(await desk.Engine.QueryAsync(new GetChildReportStatus(new UnitId(9_999), Life, January, 0, 10)));
        Assert.Null(await desk.Engine.QueryAsync(new GetReport(new UnitId(9_999), Life, January)));
        await desk.Refuse(tree.Groups[0], Report(January, 1, 1), RefusalCode.Invalid, "form");
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, Limits.PageItemsMax + 1)]
    public async Task Pages_of_reports_keep_their_bounds(int from, int take)
    {
        var (desk, tree) = await StartReporting();
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new ListReports(tree.Cells[0], null, from, take)));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new ListDueReports(tree.Cells[0], from, take)));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.QueryAsync(new GetChildReportStatus(tree.Root, Life, January, from, take)));
    }

    /// <summary>
    /// Tân Hồng reports that 39 of its 39 cells have an office of their own. One commune had counted one too few, and corrected it.
    /// </summary>
    [Fact]
    public async Task Tan_Hong_39_of_39_cells_with_an_office()
    {
        int[] cellsOfCommune = [5, 4, 4, 4, 4, 4, 5, 4, 5];
        var desk = await StartEmpty();
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file => AddForm(file, "offices", 1, "2024-01-01", ["commune"], "cells", "cells-with-office"))));
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Đồng Tháp", "87");
        var district = await desk.Open(province, "district", "Huyện Tân Hồng", "869");
        var communes = await desk.OpenMany(district, "commune", cellsOfCommune.Length);
        foreach (var (commune, cells) in communes.Zip(cellsOfCommune)) await desk.OpenMany(commune, "cell", cells);

        foreach (var (commune, cells) in communes.Zip(cellsOfCommune))
            await desk.Accept(commune, Offices(cells, commune == communes[3] ? cells - 1 : cells, corrects: 0));
        Assert.Equal([39, 38], (await StatusOf(desk, district, "offices")).Sums);

        await desk.Accept(communes[3], Offices(4, 4, corrects: 1));
        foreach (var unit in (UnitId[])[district, province, root])
        {
            var status = await StatusOf(desk, unit, "offices");
            Assert.Equal([39, 39], status.Sums);
            Assert.Equal((9, 9, 9, 1), (status.Status.Expected, status.Status.Actual, status.Status.OnTime, status.Status.Corrected));
            Assert.Equal(39, (await desk.View(unit)).UnitsByLevel[desk.Engine.Scheme.FindLevel("cell")!.Value.Index]);
        }

        static SubmitReport Offices(int cells, int withOffice, int corrects) =>
            new("offices", 1, January, [cells, withOffice], TextId.None, HolderId.None, corrects);
    }
}
