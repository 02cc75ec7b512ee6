using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>Lists of cases: a unit's own, and where a subtree is stuck.</summary>
public sealed class CaseListTests
{
    [Fact]
    public async Task Raised_cases_are_listed_newest_first_in_pages_and_held_ones_oldest_first()
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await host.RaiseAsync();
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(["6-5", "6-4", "6-3", "6-2", "6-1"], await AllAsync(host, "/api/v1/units/6/cases?shelf=raised&take=2"));
        Assert.Equal(["6-1", "6-2", "6-3", "6-4", "6-5"], await AllAsync(host, "/api/v1/units/4/cases?shelf=held&take=2"));
        Assert.Empty(await AllAsync(host, "/api/v1/units/6/cases?shelf=held"));
        var first = await host.GetAsync("/api/v1/units/4/cases?shelf=held&take=1");
        Assert.Equal(("Xã Lũng Cú", "commune", 300, "2025-01-06T01:00:00Z"), (first.Text("items.0.agency_responsible"), first.Text("items.0.level"), first.Number("items.0.ageSeconds"), first.Text("items.0.receivedAt")));
    }

    [Fact]
    public async Task Stuck_cases_are_found_over_the_subtree_by_age_by_clock_by_category_and_overdue()
    {
        await using var host = await GatewayHost.StartAsync();
        var land = await host.RaiseAsync(category: "land");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var road = await host.RaiseAsync(unit: GatewayHost.OtherGroup);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var conduct = await host.RaiseAsync(unit: GatewayHost.Root, category: "official-conduct");

        Assert.Equal([land, road, conduct], await AllAsync(host, "/api/v1/units/1/stuck"));
        Assert.Equal([land, road, conduct], await AllAsync(host, "/api/v1/units/1/stuck?take=1"));
        Assert.Equal([land, road], await AllAsync(host, "/api/v1/units/2/stuck?order=oldest"));
        Assert.Equal([road], await AllAsync(host, "/api/v1/units/4/stuck"));
        Assert.Equal([road, land], await AllAsync(host, "/api/v1/units/1/stuck?order=due&take=1"));
        Assert.Equal([land], await AllAsync(host, "/api/v1/units/1/stuck?category=land"));
        Assert.Empty(await AllAsync(host, "/api/v1/units/1/stuck?overdue=true"));
        Assert.Empty(await AllAsync(host, "/api/v1/units/7/stuck"));

        // Left alone it climbs, a level at a time and each with a clock of its own, to the root, which has no one to pass it to.
        foreach (var level in new[] { "province", "nation", "nation" })
        {
            host.Time.Advance(TimeSpan.FromDays(70));
            var stuck = await host.GetAsync("/api/v1/units/1/stuck?category=land");
            Assert.Equal((land, level), (stuck.Text("items.0.service_request_id"), stuck.Text("items.0.level")));
        }
    }

    [Fact]
    public async Task A_clock_that_ran_out_shows_as_overdue()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync(unit: GatewayHost.Root);
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/schedule", """{"until": "2025-01-07T01:00:00Z"}""")).Status);
        Assert.Empty(await AllAsync(host, "/api/v1/units/1/stuck?overdue=true"));
        host.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([id], await AllAsync(host, "/api/v1/units/1/stuck?overdue=true"));
        Assert.True((await host.GetAsync($"/api/v1/cases/{id}")).At("overdue").GetBoolean());
        var summary = await host.GetAsync("/api/v1/units/1/case-summary");
        Assert.True(summary.At("cases.overdue").GetBoolean());
        Assert.Equal("2025-01-07T01:00:00Z", summary.Text("cases.earliestDue"));
    }

    [Fact]
    public async Task The_summary_counts_the_subtree_and_each_child_in_pages()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.RaiseAsync(category: "land");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.RaiseAsync();
        var top = await host.GetAsync("/api/v1/units/1/case-summary");
        Assert.Equal(("Việt Nam", 2, 2, "2025-01-06T01:00:00Z"), (top.Text("name"), top.Number("cases.held"), top.Number("cases.raised"), top.Text("cases.oldestRaisedAt")));
        Assert.Equal(("roads-lighting", 1, "land", 3), (top.Text("cases.categories.0.service_code"), top.Number("cases.categories.0.held"), top.Text("cases.categories.1.service_code"), top.Number("cases.categories.1.number")));
        var cell = await host.GetAsync("/api/v1/units/5/case-summary?take=1");
        Assert.Equal((0, 2, "6", 2, 2), (cell.Number("cases.held"), cell.Number("cases.raised"), cell.Text("children.0.unit"), cell.Number("children.0.cases.raised"), cell.Number("total")));
        var rest = await host.GetAsync($"/api/v1/units/5/case-summary?take=1&cursor={cell.Text("nextCursor")}");
        Assert.Equal(("7", 0, JsonValueKind.Null), (rest.Text("children.0.unit"), rest.Number("children.0.cases.raised"), rest.At("nextCursor").ValueKind));
    }

    [Theory]
    [InlineData("units/6/cases", "invalid-parameter", "shelf")]
    [InlineData("units/6/cases?shelf=both", "invalid-parameter", "shelf")]
    [InlineData("units/6/cases?shelf=held&take=0", "invalid-parameter", "take")]
    [InlineData("units/6/cases?shelf=held&cursor=abc", "invalid-parameter", "cursor")]
    [InlineData("units/6/cases?shelf=raised&by=x", "invalid-parameter", "query")]
    [InlineData("units/1/stuck?order=newest", "invalid-parameter", "order")]
    [InlineData("units/1/stuck?category=roads", "invalid-parameter", "category")]
    [InlineData("units/1/stuck?overdue=yes", "invalid-parameter", "overdue")]
    [InlineData("units/1/stuck?take=1001", "invalid-parameter", "take")]
    [InlineData("units/ZZ/stuck", "unit-not-found", "id")]
    [InlineData("units/ZZ/case-summary", "unit-not-found", "id")]
    [InlineData("units/ZZ/cases?shelf=raised", "unit-not-found", "id")]
    [InlineData("units/ZZ/cases?shelf=held", "unit-not-found", "id")]
    [InlineData("cases/6-9", "case-not-found", "id")]
    [InlineData("cases/6", "invalid-parameter", "id")]
    [InlineData("cases/6-9/texts?holder=6-1", "case-not-found", "id")]
    public async Task A_wrong_question_is_refused(string path, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync("/api/v1/" + path);
        Assert.Equal((problem, field), (reply.Problem, reply.Field));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.RaiseAsync();
        var cursor = (await host.GetAsync("/api/v1/units/1/stuck?take=1")).Text("nextCursor");
        Assert.Equal("cursor", (await host.GetAsync($"/api/v1/units/1/stuck?take=1&order=due&cursor={cursor}")).Field);
        Assert.Equal(200, (await host.GetAsync($"/api/v1/units/1/stuck?take=1&cursor={cursor}")).Status);
    }

    private static async Task<List<string>> AllAsync(GatewayHost host, string path)
    {
        var found = new List<string>();
        for (var next = path; next.Length > 0;)
        {
            var page = await host.GetAsync(next);
            Assert.Equal(200, page.Status);
            found.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("service_request_id").GetString()!));
            Assert.InRange(found.Count, 0, 100);
            next = page.Text("nextCursor") is { Length: > 0 } cursor ? $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}" : "";
        }
        return found;
    }
}
