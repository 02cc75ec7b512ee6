namespace HierarchySim.Gateway.Tests;

/// <summary>Who holds what in a subtree.</summary>
public sealed class CoverageTests
{
    [Fact]
    public async Task Coverage_counts_levels_people_and_children()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var coverage = await host.GetAsync("/api/v1/units/3/coverage");
        Assert.Equal((2, 2, 0, 0, 0), (
            coverage.Number("counts.officials"), coverage.Number("counts.teams"), coverage.Number("counts.onLeave"), coverage.Number("counts.overlapped"),
            coverage.Number("counts.overloaded")));
        Assert.Equal((1, 1, 0), ScenarioWorld.NumbersOf(coverage, "cell"));
        Assert.Equal((2, 0, 2), ScenarioWorld.NumbersOf(coverage, "group"));
        Assert.Equal(["province", "district", "commune", "cell", "group"], coverage.At("counts.levels").EnumerateArray().Select(level => level.GetProperty("level").GetString()));
        Assert.Equal(("4", "Xã Lũng Cú", 2, 1), (coverage.Text("children.0.unit"), coverage.Text("children.0.name"), coverage.Number("children.0.counts.officials"), coverage.Number("total")));
        host.Time.Advance(TimeSpan.FromDays(27));
        var away = await host.GetAsync("/api/v1/units/3/coverage");
        Assert.Equal((1, 0), (away.Number("counts.onLeave"), ScenarioWorld.NumbersOf(away, "cell").Covered));
    }

    [Fact]
    public async Task Children_of_a_coverage_and_uncovered_units_come_in_pages()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var first = await host.GetAsync("/api/v1/units/5/coverage?take=1");
        var second = await host.GetAsync($"/api/v1/units/5/coverage?take=1&cursor={first.Text("nextCursor")}");
        Assert.Equal(("6", "7", 2), (first.Text("children.0.unit"), second.Text("children.0.unit"), second.Number("total")));
        Assert.Null(second.At("nextCursor").GetString());

        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = await host.GetAsync($"/api/v1/units/3/uncovered?take=1{cursor}");
            found.Add(page.Text("items.0.id"));
            cursor = page.At("nextCursor").GetString() is { } next ? "&cursor=" + next : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(["3", "4", "6", "7"], found);
        Assert.Equal(["6", "7"], (await host.GetAsync("/api/v1/units/1/uncovered?level=group")).At("items").EnumerateArray().Select(unit => unit.GetProperty("id").GetString()));
        Assert.Equal(0, (await host.GetAsync("/api/v1/units/1/uncovered?level=nation")).At("items").GetArrayLength());
    }

    [Fact]
    public async Task Those_who_overlap_are_named_and_nobody_else()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        await host.AcceptAsync(202, "units/4/assignments", """{"holder": "4-2", "role": "attends", "from": "2025-01-06", "units": ["5"]}""");
        Assert.Equal(0, (await host.GetAsync("/api/v1/units/1/overlapping")).At("overlaps").GetArrayLength());
        await host.AcceptAsync(202, "units/4/assignments", """{"holder": "4-4", "role": "in-charge", "from": "2025-01-06", "units": ["5"]}""");
        var page = await host.GetAsync("/api/v1/units/1/overlapping");
        Assert.Equal((1, "5", 1, "5"), (page.At("items").GetArrayLength(), page.Text("items.0.id"), page.At("overlaps").GetArrayLength(), page.Text("overlaps.0.unit")));
        Assert.Equal(
            ["4-1 Cán bộ xã số 1", "4-4 Tổ công tác số 2"],
            page.At("overlaps.0.holders").EnumerateArray().Select(duty => $"{duty.GetProperty("holder")} {duty.GetProperty("holderName")}"));
    }

    [Theory]
    [InlineData("uncovered")]
    [InlineData("overlapping")]
    [InlineData("overloaded")]
    public async Task Wrong_lists_say_what_is_wrong(string list)
    {
        await using var host = await GatewayHost.StartAsync();
        var cursor = (await host.GetAsync("/api/v1/units/5/children?take=1")).Text("nextCursor");
        (string Path, int Status, string Problem, string Field)[] table =
        [
            ($"ZZ/{list}", 404, "unit-not-found", "id"), ($"!/{list}", 400, "invalid-parameter", "id"), ($"1/{list}?level=kingdom", 400, "invalid-parameter", "level"),
            ($"1/{list}?take=0", 400, "invalid-parameter", "take"), ($"1/{list}?cursor={cursor}", 400, "invalid-parameter", "cursor"),
            ($"1/{list}?cursor=", 400, "invalid-parameter", "cursor"), ($"1/{list}?asOf=2025-01-01", 400, "invalid-parameter", "query"),
            ("ZZ/coverage", 404, "unit-not-found", "id"), ("1/coverage?take=x", 400, "invalid-parameter", "take"), ("1/coverage?level=cell", 400, "invalid-parameter", "query"),
        ];
        foreach (var (path, status, problem, field) in table)
        {
            var reply = await host.GetAsync("/api/v1/units/" + path);
            Assert.Equal((path, status, problem, field), (path, reply.Status, reply.Problem, reply.Field));
        }
    }
}
