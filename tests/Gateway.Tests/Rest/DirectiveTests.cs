namespace HierarchySim.Gateway.Tests;

/// <summary>Directives from their issue to their end.</summary>
public sealed class DirectiveTests
{
    [Fact]
    public async Task An_issued_directive_is_where_Location_says_with_everything_that_was_sent()
    {
        await using var host = await GatewayHost.StartAsync();
        var issued = await host.PostAsync("/api/v1/units/2/directives", """
            {"title": "Tiêm phòng", "body": "Dòng 1\nDòng 2", "targetLevels": ["group", "cell"], "require": "complete",
             "due": "2025-01-10T17:00:00+07:00", "urgency": "Immediate", "status": "Exercise"}
            """);
        Assert.Equal((201, "/api/v1/directives/2-1"), (issued.Status, issued.Headers["Location"]));
        var seen = await host.GetAsync("/api/v1/directives/2-1");
        Assert.Equal(("2-1", "2", "Tiêm phòng", "Dòng 1\nDòng 2"), (seen.Text("id"), seen.Text("issuer"), seen.Text("title"), seen.Text("body")));
        Assert.Equal(("active", "complete", "Immediate", "Exercise"), (seen.Text("state"), seen.Text("require"), seen.Text("urgency"), seen.Text("status")));
        Assert.Equal(("2025-01-10T10:00:00Z", "2025-01-06T01:00:00Z", "cell", "group"), (seen.Text("due"), seen.Text("issuedAt"), seen.Text("targetLevels.0"), seen.Text("targetLevels.1")));
        Assert.Equal((3, 3, 0, false), (seen.Number("progress.targets"), seen.Number("progress.delivered"), seen.Number("progress.acknowledged"), seen.At("progress.counting").GetBoolean()));
        Assert.Equal("/api/v1/directives/2-1/progress", seen.Text("progressHref"));
    }

    [Fact]
    public async Task Progress_is_seen_at_the_top_at_each_child_and_at_any_unit_below()
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync(require: "complete", due: "2025-01-06T02:00:00Z");
        await host.PostAsync($"/api/v1/units/6/directives/{directive}/acknowledge", "{}");
        host.Time.Advance(TimeSpan.FromHours(2));
        var completed = await host.PostAsync($"/api/v1/units/6/directives/{directive}/complete", null);
        Assert.True(completed.At("completedLate").GetBoolean());
        Assert.False(completed.At("acknowledgedLate").GetBoolean());
        Assert.Equal(("2025-01-06T01:00:00Z", "2025-01-06T03:00:00Z"), (completed.Text("acknowledgedAt"), completed.Text("completedAt")));

        var total = await host.GetAsync($"/api/v1/directives/{directive}/progress");
        Assert.Equal((2, 2, 1, 0, 1, 1), (total.Number("progress.targets"), total.Number("progress.delivered"), total.Number("progress.acknowledged"), total.Number("progress.acknowledgedLate"), total.Number("progress.completed"), total.Number("progress.completedLate")));
        var top = await host.GetAsync($"/api/v1/directives/{directive}/progress/children");
        Assert.Equal(("1", 1, "2", 1), (top.Text("unit"), top.Number("total"), top.Text("items.0.unit"), top.Number("items.0.progress.completed")));
        var cell = await host.GetAsync($"/api/v1/directives/{directive}/progress/children?unit=5&take=1");
        Assert.Equal(("6", "Tổ 1", 1, 2), (cell.Text("items.0.unit"), cell.Text("items.0.name"), cell.Number("items.0.progress.completed"), cell.Number("total")));
        var rest = await host.GetAsync($"/api/v1/directives/{directive}/progress/children?unit=5&take=1&cursor={cell.Text("nextCursor")}");
        Assert.Equal(("7", 0), (rest.Text("items.0.unit"), rest.Number("items.0.progress.completed")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.At("nextCursor").ValueKind);
    }

    [Fact]
    public async Task Overdue_follows_the_clock_and_a_kept_view_does_not_hide_it()
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync(due: "2025-01-06T02:00:00Z");
        var path = $"/api/v1/units/6/directives/{directive}";
        var before = await host.GetAsync(path);
        Assert.False(before.At("overdue").GetBoolean());
        Assert.Equal(304, (await host.GetAsync(path, ("If-None-Match", before.Headers["ETag"]))).Status);
        host.Time.Advance(TimeSpan.FromHours(2));
        var after = await host.GetAsync(path, ("If-None-Match", before.Headers["ETag"]));
        Assert.Equal(200, after.Status);
        Assert.True(after.At("overdue").GetBoolean());
        Assert.False((await host.GetAsync($"/api/v1/units/5/directives/{directive}")).At("overdue").GetBoolean());
    }

    [Fact]
    public async Task An_update_replaces_and_null_takes_the_due_time_away()
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync(due: "2025-01-06T02:00:00Z");
        var updated = await host.PostAsync($"/api/v1/directives/{directive}/update", """{"title": "Mới", "body": "", "due": null, "urgency": "Past"}""");
        Assert.Equal(("Mới", "", "Past", 2), (updated.Text("title"), updated.Text("body"), updated.Text("urgency"), updated.Number("revision")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, updated.At("due").ValueKind);
        Assert.Equal(2, (await host.GetAsync($"/api/v1/units/6/directives/{directive}")).Number("revision"));
    }

    [Fact]
    public async Task Cancelled_and_superseded_directives_say_so_everywhere()
    {
        await using var host = await GatewayHost.StartAsync();
        var (first, second) = (await host.IssueAsync(), await host.IssueAsync());
        Assert.Equal("cancelled", (await host.PostAsync($"/api/v1/directives/{first}/cancel", null)).Text("state"));
        var replacing = await host.PostAsync("/api/v1/units/1/directives", $$"""
            {"title": "T", "targetLevels": ["group"], "require": "acknowledge", "urgency": "Expected", "status": "Actual", "supersedes": "{{second}}"}
            """);
        Assert.Equal((201, second), (replacing.Status, replacing.Text("supersedes")));
        Assert.Equal("superseded", (await host.GetAsync($"/api/v1/directives/{second}")).Text("state"));
        var standings = await host.GetAsync("/api/v1/units/6/directives");
        Assert.Equal(["cancelled", "superseded", "active"], standings.At("items").EnumerateArray().Select(item => item.GetProperty("state").GetString()));
        var late = await host.PostAsync($"/api/v1/units/6/directives/{first}/acknowledge", null);
        Assert.Equal((409, "conflict", "directiveId"), (late.Status, late.Problem, late.Field));
    }

    [Fact]
    public async Task Standings_come_in_pages_in_the_order_of_issue()
    {
        await using var host = await GatewayHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await host.IssueAsync(i % 2 == 0 ? "1" : "4"));
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.GetAsync($"/api/v1/units/7/directives?take=2{(cursor is null ? "" : "&cursor=" + cursor)}");
            Assert.Equal(5, page.Number("total"));
            seen.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("directive").GetString()!));
            cursor = page.At("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(ids, seen);
    }

    [Theory]
    [InlineData("title", "\"\"", "title")]
    [InlineData("title", "\"two\\nlines\"", "title")]
    [InlineData("targetLevels", "[]", "targetLevels")]
    [InlineData("targetLevels", "[\"kingdom\"]", "targetLevels")]
    [InlineData("targetLevels", "[\"nation\"]", "targetLevels")]
    [InlineData("targetLevels", "[3]", "targetLevels[0]")]
    [InlineData("targetLevels", "[\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\",\"group\"]", "targetLevels")]
    [InlineData("require", "\"Acknowledge\"", "require")]
    [InlineData("urgency", "\"immediate\"", "urgency")]
    [InlineData("urgency", "1", "urgency")]
    [InlineData("status", "\"Draft\"", "status")]
    [InlineData("due", "\"2025-01-10\"", "due")]
    [InlineData("due", "\"2025-01-10T10:00:00\"", "due")]
    [InlineData("due", "\"2025-01-06T01:00:00Z\"", "due")]
    [InlineData("due", "\"1970-01-01T00:00:00Z\"", "due")]
    [InlineData("due", "\"2031-01-10T10:00:00Z\"", "due")]
    [InlineData("due", "\"9999-12-31T23:59:59-14:00\"", "due")]
    [InlineData("due", "1736500000", "due")]
    [InlineData("supersedes", "\"1-0\"", "supersedes")]
    [InlineData("supersedes", "\"one\"", "supersedes")]
    public async Task Wrong_directives_are_named(string member, string value, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var members = new Dictionary<string, string>
        {
            ["title"] = "\"T\"",
            ["targetLevels"] = "[\"group\"]",
            ["require"] = "\"acknowledge\"",
            ["urgency"] = "\"Expected\"",
            ["status"] = "\"Actual\"",
        };
        members[member] = value;
        var reply = await host.PostAsync("/api/v1/units/2/directives", "{" + string.Join(",", members.Select(pair => $"\"{pair.Key}\": {pair.Value}")) + "}");
        Assert.Equal((400, "invalid", field), (reply.Status, reply.Problem, reply.Field));
    }

    [Theory]
    [InlineData("2025-01-10T10:00:00Z")]
    [InlineData("2025-01-10T10:00Z")]
    [InlineData("2025-01-10T17:00:00+07:00")]
    [InlineData("2025-01-10T17:00:00.000+07:00")]
    [InlineData("2025-01-10T05:00:00.0000000-05:00")]
    public async Task Due_times_are_read_with_any_offset(string due)
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync(due: due);
        Assert.Equal("2025-01-10T10:00:00Z", (await host.GetAsync($"/api/v1/directives/{directive}")).Text("due"));
    }

    [Theory]
    [InlineData("/api/v1/directives/1-9", 404, "directive-not-found", "id")]
    [InlineData("/api/v1/directives/1-9/progress", 404, "directive-not-found", "id")]
    [InlineData("/api/v1/directives/1-9/progress/children", 404, "directive-not-found", "id")]
    [InlineData("/api/v1/directives/1-1/progress/children?unit=ZZ", 404, "unit-not-found", "unit")]
    [InlineData("/api/v1/directives/4-1/progress/children?unit=3", 404, "directive-not-found", "id")]
    [InlineData("/api/v1/directives/1-1/progress/children?unit=%21", 400, "invalid-parameter", "unit")]
    [InlineData("/api/v1/directives/1-1/progress/children?cursor=x", 400, "invalid-parameter", "cursor")]
    [InlineData("/api/v1/directives/1-1/progress?unit=2", 400, "invalid-parameter", "query")]
    [InlineData("/api/v1/directives/1", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/directives/1-1-1", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/directives/1-0", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/directives/1-99999999999", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/6/directives/1-9", 404, "directive-not-found", "directiveId")]
    [InlineData("/api/v1/units/ZZ/directives/1-1", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/6/directives/x", 400, "invalid-parameter", "directiveId")]
    public async Task Wrong_reads_say_what_is_wrong(string path, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.IssueAsync();
        await host.IssueAsync(GatewayHost.Commune);
        var reply = await host.GetAsync(path);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task Doing_it_twice_or_where_it_is_not_asked_is_a_conflict()
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync();
        async Task Check(string path, string body = "{}")
        {
            var reply = await host.PostAsync(path, body);
            Assert.Equal((409, "conflict"), (reply.Status, reply.Problem));
        }

        Assert.Equal(200, (await host.PostAsync($"/api/v1/units/6/directives/{directive}/acknowledge", null)).Status);
        await Check($"/api/v1/units/6/directives/{directive}/acknowledge");
        await Check($"/api/v1/units/6/directives/{directive}/complete");
        await Check($"/api/v1/units/5/directives/{directive}/acknowledge");
        Assert.Equal(200, (await host.PostAsync($"/api/v1/directives/{directive}/cancel", null)).Status);
        await Check($"/api/v1/directives/{directive}/cancel");
        await Check($"/api/v1/directives/{directive}/update", """{"title": "T", "body": "", "due": null, "urgency": "Past"}""");
    }

    [Fact]
    public async Task Kept_views_of_directives_are_told_apart()
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync();
        foreach (var path in new[] { $"/api/v1/directives/{directive}", $"/api/v1/directives/{directive}/progress", $"/api/v1/units/6/directives/{directive}" })
        {
            var tag = (await host.GetAsync(path)).Headers["ETag"];
            Assert.Equal(304, (await host.GetAsync(path, ("If-None-Match", tag))).Status);
        }
        var before = (await host.GetAsync($"/api/v1/directives/{directive}")).Headers["ETag"];
        await host.PostAsync($"/api/v1/units/6/directives/{directive}/acknowledge", null);
        Assert.Equal(1, (await host.GetAsync($"/api/v1/directives/{directive}", ("If-None-Match", before))).Number("progress.acknowledged"));
    }
}
