namespace HierarchySim.Gateway.Tests;

/// <summary>How a subtree stands with a report.</summary>
public sealed class ReportStatusTests
{
    private const string January = "form=cell-meeting&period=2026-01";

    [Fact]
    public async Task Expected_actual_on_time_late_missing_and_sums_climb()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host, "5", 40);
        var before = await host.GetAsync($"/api/v1/units/2/report-status?{January}");
        Assert.Equal((4, 1, 3, 0, false), (before.Number("counts.expected"), before.Number("counts.actual"), before.Number("counts.awaited"), before.Number("counts.missing"), before.At("pastDue").GetBoolean()));

        host.Time.Advance(TimeSpan.FromDays(4));
        await SubmitAsync(host, "8", 30);
        await host.PostAsync("/api/v1/units/5/reports", ReportWorld.Meeting(present: 42, more: "\"corrects\": 1"));
        var after = await host.GetAsync($"/api/v1/units/2/report-status?{January}");
        Assert.Equal((4, 2, 1, 1, 2, 0, 1), (
            after.Number("counts.expected"), after.Number("counts.actual"), after.Number("counts.actualOnTime"), after.Number("counts.late"),
            after.Number("counts.missing"), after.Number("counts.awaited"), after.Number("counts.corrected")));
        Assert.Equal((50.0, 25.0), (after.At("counts.ratePercent").GetDouble(), after.At("counts.onTimeRatePercent").GetDouble()));
        Assert.Equal((72, 150, "2026-02-05T17:00:00Z", 1), (after.Number("sums.members-present"), after.Number("sums.households-informed"), after.Text("due"), after.Number("version")));
        Assert.Equal(("3", "Huyện Đồng Văn", 2), (after.Text("children.0.unit"), after.Text("children.0.name"), after.Number("children.0.counts.actual")));
    }

    [Fact]
    public async Task Children_and_missing_units_come_in_pages()
    {
        await using var host = await StartAsync();
        await SubmitAsync(host, "8", 30);
        Assert.Equal(["5", "8", "9", "A"], await PagesAsync(host, $"/api/v1/units/4/report-status?{January}", "children", "unit"));
        Assert.Equal(["5", "9", "A"], await PagesAsync(host, $"/api/v1/units/1/missing-reports?{January}", "items", "id"));
        Assert.Equal(["5"], await PagesAsync(host, $"/api/v1/units/5/missing-reports?{January}", "items", "id"));
        var page = await host.GetAsync($"/api/v1/units/1/missing-reports?{January}");
        Assert.Equal((false, "2026-02-05T17:00:00Z"), (page.At("pastDue").GetBoolean(), page.Text("due")));
    }

    [Theory]
    [InlineData("", "form")]
    [InlineData("?form=cell-meeting", "period")]
    [InlineData("?period=2026-01", "form")]
    [InlineData("?form=none&period=2026-01", "form")]
    [InlineData("?form=cell-meeting&period=now", "period")]
    [InlineData("?form=cell-meeting&period=2026", "period")]
    [InlineData("?form=cell-meeting&period=2026-03", "period")]
    [InlineData("?form=cell-meeting&period=2025-12", "period")]
    [InlineData("?form=cell-meeting&period=2024-12", "period")]
    [InlineData("?form=cell-meeting&period=2026-01&take=0", "take")]
    [InlineData("?form=cell-meeting&period=2026-01&cursor=x", "cursor")]
    [InlineData("?form=cell-meeting&period=2026-01&level=cell", "query")]
    public async Task Wrong_questions_say_what_is_wrong(string query, string field)
    {
        await using var host = await ReportWorld.StartAsync();
        foreach (var list in new[] { "report-status", "missing-reports" })
        {
            var reply = await host.GetAsync($"/api/v1/units/1/{list}{query}");
            Assert.Equal((list, 400, "invalid-parameter", field), (list, reply.Status, reply.Problem, reply.Field));
            Assert.Equal("unit-not-found", (await host.GetAsync($"/api/v1/units/ZZ/{list}?{January}")).Problem);
        }
    }

    [Fact]
    public async Task A_period_too_far_back_names_the_limit()
    {
        await using var host = await ReportWorld.StartAsync();
        var reply = await host.GetAsync("/api/v1/units/1/report-status?form=cell-meeting&period=2024-12");
        Assert.Equal("ReportPeriodsBackMax", reply.Text("limit"));
    }

    private static async Task<GatewayHost> StartAsync()
    {
        var host = await ReportWorld.StartAsync();
        foreach (var number in new[] { 2, 3, 4 })
            await host.AcceptAsync(202, "units", $$"""{"parent": "4", "children": [{"kind": "thon", "name": "Thôn số {{number}}", "opened": "2024-01-01"}]}""");
        return host;
    }

    private static Task<Reply> SubmitAsync(GatewayHost host, string cell, int present) =>
        host.AcceptAsync(201, $"units/{cell}/reports", ReportWorld.Meeting(present: present));

    private static async Task<List<string>> PagesAsync(GatewayHost host, string path, string items, string id)
    {
        var (ids, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await host.GetAsync($"{path}&take=2{cursor}");
            Assert.InRange(page.At(items).GetArrayLength(), 1, 2);
            ids.AddRange(page.At(items).EnumerateArray().Select(item => item.GetProperty(id).GetString()!));
            if (page.At("nextCursor").GetString() is not { } next) return ids;
            cursor = "&cursor=" + next;
        }
    }
}
