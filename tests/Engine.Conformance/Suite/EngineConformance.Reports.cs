using System.Text.Json.Nodes;
using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Reports: submitted, late, missing, corrected, and counted at every level. It is 6 January 2025 when a scenario begins.
public abstract partial class EngineConformance
{
    private const string Life = "cell-life";
    private static readonly ReportPeriod January = ReportPeriod.Parse("2025-01");
    private static readonly ReportPeriod December = ReportPeriod.Parse("2024-12");
    private static readonly TimeSpan ToFebruarySixth = TimeSpan.FromDays(31);

    [Fact]
    public async Task Reports_are_counted_at_every_level_on_time_late_and_missing()
    {
        var (desk, tree) = await StartReporting();
        foreach (var cell in tree.Cells.Take(4)) await desk.Accept(cell, Report(January, 3, 20));
        await desk.Accept(tree.Communes[0], Report(January, 1, 100));
        await AssertEachIsTheSumOfItsChildren(desk, tree);
        var status = await StatusOf(desk, tree.Root);
        Assert.Equal((12, 5, 5, 0, 0, 7), Numbers(status));
        Assert.Equal([13, 180], status.Sums);

        await desk.Advance(ToFebruarySixth);
        await desk.Accept(tree.Cells[7], Report(January, 2, 10));
        await AssertEachIsTheSumOfItsChildren(desk, tree);
        status = await StatusOf(desk, tree.Root);
        Assert.Equal((12, 6, 5, 1, 6, 0), Numbers(status));
        Assert.Equal((50, 100.0 * 5 / 12), (status.Status.RatePercent!.Value, status.Status.OnTimeRatePercent!.Value));
        Assert.Equal((6, 5, 5, 0, 1, 0), Numbers(await StatusOf(desk, tree.Districts[0])));
        Assert.Equal((6, 1, 0, 1, 5, 0), Numbers(await StatusOf(desk, tree.Districts[1])));
        Assert.Equal((1, 0, 0, 0, 1, 0), Numbers(await StatusOf(desk, tree.Cells[6])));
        Assert.Equal((0, 0, 0, 0, 0, 0), Numbers(await StatusOf(desk, tree.Groups[0])));
    }

    [Fact]
    public async Task A_correction_replaces_says_so_and_leaves_the_first_report_on_time()
    {
        var (desk, tree) = await StartReporting();
        var cell = tree.Cells[0];
        var first = await desk.Accept(cell, Report(January, 3, 20));
        await desk.Advance(ToFebruarySixth);
        await desk.Refuse(cell, Report(January, 3, 25), RefusalCode.Conflict, "period");
        await desk.Refuse(cell, Report(January, 3, 25, corrects: 2), RefusalCode.Conflict, "corrects");
        var second = await desk.Accept(cell, Report(January, 3, 25, corrects: 1));
        Assert.Equal((1, 2), (first.Number, second.Number));

        var due = January.DueAt(desk.Engine.Catalog.FindForm(Life)!, desk.Engine.Scheme.Offset);
        Assert.Equal(
            new Report(Life, 1, January, [3, 25], TextId.None, HolderId.None, 2, due, first.At, second.At), await desk.Engine.QueryAsync(new GetReport(cell, Life, January)));
        foreach (var unit in (UnitId[])[cell, tree.Communes[0], tree.Districts[0], tree.Province, tree.Root])
        {
            var status = await StatusOf(desk, unit);
            Assert.Equal((1, 1, 0, 1), (status.Status.Actual, status.Status.OnTime, status.Status.Late, status.Status.Corrected));
            Assert.Equal([3, 25], status.Sums);
        }
    }

    [Fact]
    public async Task Units_that_open_are_expected_and_units_that_close_are_when_they_reported()
    {
        var (desk, tree) = await StartReporting();
        foreach (var cell in tree.Cells[..2]) await desk.Accept(cell, Report(January, 3, 20));
        foreach (var closing in (UnitId[])[.. tree.Groups[..3], .. tree.Groups[6..9], tree.Cells[0], tree.Cells[2]])
            await desk.Accept(closing, new CloseUnit(new DateOnly(2025, 1, 6), []));
        await desk.Open(tree.Communes[0], "cell");
        await desk.Advance(ToFebruarySixth);
        Assert.Equal((12, 2, 2, 0, 10, 0), Numbers(await StatusOf(desk, tree.Root)));
        await AssertEachIsTheSumOfItsChildren(desk, tree);
    }

    [Fact]
    public async Task Units_that_have_not_reported_are_found_from_above()
    {
        var (desk, tree) = await StartReporting();
        foreach (var unit in (UnitId[])[.. tree.Communes, .. tree.Cells[..3], .. tree.Cells[4..]]) await desk.Accept(unit, Report(January, 1, 1));
        await desk.Open(tree.Communes[3], "cell", "Ấp mới");
        var form = desk.Engine.Catalog.FindForm(Life, January)!;
        var found = (await desk.Engine.QueryAsync(new FindUnits(tree.Root, new OutstandingReport(form, January), null, 100)))!;
        Assert.Equal([tree.Cells[3].ToString(), "Ấp mới"], found.Items.Select(unit => unit.Id == tree.Cells[3] ? unit.Id.ToString() : unit.Name));
    }

    [Fact]
    public async Task A_report_sent_twice_counts_once()
    {
        var (desk, tree) = await StartReporting();
        var first = await desk.SubmitAs("once", tree.Cells[0], Report(January, 3, 20));
        var again = await desk.SubmitAs("once", tree.Cells[0], Report(January, 3, 20));
        await Harness.QuietAsync();
        Assert.Equal((Verdict.Accepted, Verdict.Repeated, first.Number), (first.Verdict, again.Verdict, again.Number));
        Assert.Equal(1, (await StatusOf(desk, tree.Root)).Status.Actual);
    }

    [Fact]
    public async Task A_new_version_of_a_form_adds_up_with_the_old_one_by_fields()
    {
        var (desk, tree) = await StartReporting();
        await desk.Accept(tree.Cells[0], Report(January, 3, 20));
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file =>
        {
            AddForm(file, Life, 1, "2024-01-01", ["cell", "commune"], "meetings", "households");
            AddForm(file, Life, 2, "2025-01-01", ["cell", "commune"], "households", "offices");
        })));
        await desk.Refuse(tree.Cells[1], Report(January, 3, 20), RefusalCode.Invalid, "version");
        await desk.Accept(tree.Cells[1], Report(January, 5, 2) with { Version = 2 });
        Assert.Equal([25, 2], (await StatusOf(desk, tree.Root)).Sums);
        await desk.Accept(tree.Cells[0], Report(January, 21, 1, corrects: 1) with { Version = 2 });
        Assert.Equal([26, 3], (await StatusOf(desk, tree.Root)).Sums);
        Assert.Equal((12, 2, 2, 0, 0, 10), Numbers(await StatusOf(desk, tree.Root)));
    }

    /// <summary>The sample tree under a catalogue whose form communes and cells owe each month.</summary>
    private async Task<(Desk Desk, SampleTree Tree)> StartReporting()
    {
        var desk = await StartEmpty();
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file => AddForm(file, Life, 1, "2024-01-01", ["cell", "commune"], "meetings", "households"))));
        return (desk, await SampleTree.Open(desk));
    }

    private static SubmitReport Report(ReportPeriod period, long meetings, long households, int corrects = 0) =>
        new(Life, 1, period, [meetings, households], TextId.None, HolderId.None, corrects);

    private static void AddForm(JsonObject file, string code, int version, string from, string[] levels, params string[] fields) => file["forms"]!.AsArray().Add(new JsonObject
    {
        ["code"] = code,
        ["version"] = version,
        ["name"] = "Báo cáo tháng",
        ["englishName"] = "Monthly report",
        ["period"] = "month",
        ["dueDays"] = 5,
        ["from"] = from,
        ["noteLengthMax"] = 200,
        ["levels"] = new JsonArray([.. levels.Select(level => JsonValue.Create(level))]),
        ["fields"] = new JsonArray([.. fields.Select(field => new JsonObject { ["code"] = field, ["name"] = field, ["englishName"] = field, ["max"] = 1_000 })]),
    });

    private static async Task<ReportStatusView> StatusOf(Desk desk, UnitId unit, string form = Life, ReportPeriod? period = null) =>
        await desk.Engine.QueryAsync(new GetReportStatus(unit, form, period ?? January)) ?? throw new Xunit.Sdk.XunitException($"Form {form} is not at {unit}.");

    private static (int Expected, int Actual, int OnTime, int Late, int Missing, int Awaited) Numbers(ReportStatusView view) =>
        (view.Status.Expected, view.Status.Actual, view.Status.OnTime, view.Status.Late, view.Status.Missing, view.Status.Awaited);

    private static async Task AssertEachIsTheSumOfItsChildren(Desk desk, SampleTree tree)
    {
        var form = desk.Engine.Catalog.FindForm(Life, January)!;
        foreach (var unit in tree.All)
        {
            var view = await StatusOf(desk, unit);
            var children = (await desk.Engine.QueryAsync(new GetChildReportStatus(unit, Life, January, 0, 100)))!;
            var own = await desk.Engine.QueryAsync(new GetReport(unit, Life, January));
            var place = await desk.View(unit);
            var owes = form.Levels.Contains(place.Level) && (place.Closed is null || own is not null) ? 1 : 0;
            Assert.Equal((owes + children.Items.Sum(child => child.Status.Expected), (own is null ? 0 : 1) + children.Items.Sum(child => child.Status.Actual)),
                (view.Status.Expected, view.Status.Actual));
            Assert.Equal((own is { IsOnTime: true } ? 1 : 0) + children.Items.Sum(child => child.Status.OnTime), view.Status.OnTime);
            Assert.Equal([.. view.Sums.Select((_, i) => (own?.Values[i] ?? 0) + children.Items.Sum(child => child.Sums[i]))], view.Sums);
            Assert.Equal(place.ChildCount, children.Total);
            foreach (var child in children.Items)
            {
                var told = await StatusOf(desk, child.Child);
                Assert.Equal((told.Status, (await desk.View(child.Child)).Name), (child.Status, child.Name));
                Assert.Equal(told.Sums, child.Sums);
            }
        }
    }
}
