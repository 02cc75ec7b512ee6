using System.Text;
using System.Text.RegularExpressions;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public partial class DemoOpeningTests
{
    private static readonly TimeSpan[] Days = [TimeSpan.Zero, TimeSpan.FromDays(470), TimeSpan.FromDays(490)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_district_is_held_as_the_field_report_tells()
    {
        await using var desk = await Made();
        var root = await desk.Engine.QueryAsync(new GetUnit(UnitId.Root), Token);
        var holdings = root!.Tally.Holdings;
        Assert.Equal(20 + 93 + 1_470, holdings.Officials);
        Assert.InRange(holdings.Teams, 20, 30);
        Assert.InRange(holdings.OnLeave, 20, 60);
        Assert.InRange(holdings.Overlapped, 5, 40);
        Assert.Equal(0, holdings.Overloaded);
        Assert.InRange(Uncovered(desk, root, "group"), 20, 120);
        Assert.InRange(Uncovered(desk, root, "cell"), 0, 10);
        Assert.InRange(Uncovered(desk, root, "commune"), 0, 3);
        Assert.Equal([1, 2, 3], desk.Inner.Inspect(units => units.Where(unit => unit.Officials.Count > 0).Select(unit => (int)unit.Level.Index).Distinct().Order().ToArray()));
        Assert.All(desk.Inner.Inspect(units => units.SelectMany(unit => unit.Assignments).SelectMany(one => one.Units).ToArray()), held => Assert.Equal(HeldState.Accepted, held.State));
    }

    [Fact]
    public async Task Nobody_in_it_is_a_person()
    {
        await using var desk = await Made();
        var names = desk.Inner.Inspect(units => units.SelectMany(unit => unit.Officials.Select(official => official.Name).Concat(unit.Teams.Select(team => team.Name))).ToArray());
        Assert.Contains("Cán bộ xã Thới Lai, số 2", names);
        Assert.Contains("Cán bộ huyện Bình Đại, số 93", names);
        Assert.All(names, name => Assert.Matches(NumberedPost(), name));
        var texts = await desk.Engine.Records.ListAsync(TextKeys.Prefix, null, Limits.PageItemsMax, Token);
        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.Contains("Demo: ", Encoding.UTF8.GetString(text.Value), StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain("contact", Encoding.UTF8.GetString(text.Value), StringComparison.Ordinal));
        // What was raised is older than the case's id; whatever was written on it later names the case.
        Assert.All(texts, text => Assert.True(CaseText.TryParse(text.Value) is { Title: not null, Case.IsValid: false } or { Text: not null, Case.IsValid: true }));
        Assert.All(desk.Inner.Inspect(units => units.SelectMany(unit => unit.CaseFiles).ToArray()), file => Assert.Equal(HolderId.None, file.Spec.Subject));
    }

    [Fact]
    public async Task Cases_are_at_every_stage_in_every_category()
    {
        await using var desk = await Made();
        desk.Time.Advance(TimeSpan.FromMinutes(1));
        var files = desk.Inner.Inspect(units => units.SelectMany(unit => unit.CaseFiles).ToArray());
        Assert.Equal(30, files.Length);
        Assert.Equal(desk.Engine.Catalog.Categories.Select(category => category.Terms.Code), files.Select(file => file.Spec.Terms.Code).Distinct().OrderBy(code => desk.Engine.Catalog.FindCategory(code)!.Terms.Number));
        foreach (var status in new[] { CaseStatus.Received, CaseStatus.Investigating, CaseStatus.Scheduled, CaseStatus.Answered, CaseStatus.Resolved })
            Assert.Contains(files, file => file.Status == status);
        Assert.Contains(files, file => file.Steps.Any(step => step.Act == CaseAct.Referred));
        Assert.Single(files, file => file.Spec.Reality == Reality.Exercise);
        var now = Instant.From(desk.Time.GetUtcNow());
        Assert.Contains(files, file => file.IsOpen && file.Due.IsSet && file.Due < now);
    }

    [Fact]
    public async Task Last_months_reports_are_mostly_in_some_late_some_missing_and_some_corrected()
    {
        foreach (var days in Days[1..])
        {
            await using var desk = await Made(days);
            var today = Instant.From(desk.Time.GetUtcNow()).DateAt(desk.Engine.Scheme.Offset);
            var lastMonth = ReportPeriod.Of(PeriodKind.Month, today).Previous;
            var status = (await desk.Engine.QueryAsync(new GetReportStatus(UnitId.Root, "cell-meeting", lastMonth), Token))!.Status;
            Assert.Equal(93, status.Expected);
            Assert.InRange(status.Actual, 60, 92);
            Assert.InRange(status.Actual - status.OnTime, 1, 92);
            Assert.InRange(status.Corrected, 1, 15);
            Assert.Empty(desk.Engine.Refusals);
        }
    }

    [Fact]
    public async Task The_same_clock_gives_the_same_demo()
    {
        await using var one = await Made();
        await using var other = await Made();
        Assert.Equal(Said(one), Said(other));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(2_500)]
    [InlineData(3_300)]
    public async Task Broken_off_anywhere_it_is_completed_with_nobody_twice(int cut)
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number >= cut ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        Assert.Contains("Start the demo again", await DemoTree.CreateAsync(desk.Engine, desk.Time, Token), StringComparison.Ordinal);
        desk.Engine.Before = (_, _) => null;
        desk.Time.Advance(TimeSpan.FromDays(2));
        Assert.Null(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        var names = desk.Inner.Inspect(units => units.SelectMany(unit => unit.Officials.Select(official => official.Name)).ToArray());
        Assert.Equal(1_583, names.Length);
        Assert.Equal(1_583, names.Distinct().Count());
        Assert.Equal(1_583, desk.Inner.Inspect(units => units.SelectMany(unit => unit.Assignments).Count(one => one.Role == "in-charge")));
        Assert.InRange(desk.Inner.Inspect(units => units.Sum(unit => unit.CaseFiles.Count)), 20, 60);
        var sent = desk.Engine.Commands.Count;
        Assert.Null(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        Assert.Equal(sent, desk.Engine.Commands.Count);
    }

    private static async Task<ImportDesk> Made(TimeSpan later = default)
    {
        var desk = new ImportDesk();
        desk.Time.Advance(later);
        Assert.Null(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        return desk;
    }

    private static int Uncovered(ImportDesk desk, UnitView root, string level)
    {
        var at = desk.Engine.Scheme.FindLevel(level)!.Value;
        return root.UnitsByLevel[at.Index] - root.Tally.Holdings.CoveredAt(at);
    }

    private static string[] Said(ImportDesk desk) => desk.Inner.Inspect(units => units.OrderBy(unit => unit.Id).SelectMany(unit =>
        unit.Officials.Select(official => $"{official.Id} {official.Name} {string.Join(' ', official.Leaves)}")
            .Concat(unit.Teams.Select(team => $"{team.Id} {team.Name} {string.Join(' ', team.Members)}"))
            .Concat(unit.Assignments.Select(one => $"{one.Id} {one.Holder} {one.From:O} {string.Join(' ', one.Units)}"))
            .Concat(unit.CaseFiles.Select(file => $"{file.Spec.Id} {file.Spec.Terms.Code} {file.Status} {file.Custodian}"))
            .Concat(unit.Reports.Select(report => $"{unit.Id} {report.Form} {report.Period} {report.Revision} {string.Join(' ', report.Values)}"))).ToArray());

    [GeneratedRegex("^(Cán bộ|Tổ công tác) (tỉnh|huyện|xã|thị trấn) [\\p{L} ]+, số [0-9]+$")]
    private static partial Regex NumberedPost();
}
