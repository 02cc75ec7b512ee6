namespace HierarchySim.Gateway.Tests;

/// <summary>Reads of units.</summary>
public sealed class UnitReadTests
{
    [Fact]
    public async Task A_unit_is_shown_with_all_it_is()
    {
        await using var host = await GatewayHost.StartAsync();
        var unit = await host.GetAsync($"/api/v1/units/{GatewayHost.Commune}");
        Assert.Equal(200, unit.Status);
        Assert.Equal(("4", "3", "commune", "xa", "Xã Lũng Cú", "2024-01-01"), (unit.Text("id"), unit.Text("parent"), unit.Text("level"), unit.Text("kind"), unit.Text("name"), unit.Text("opened")));
        Assert.Equal(("00715", "2024-01-01"), (unit.Text("codes.0.value"), unit.Text("codes.0.validFrom")));
        Assert.Equal("2025-01-06T01:00:00Z", unit.Text("asOf"));
        Assert.Contains("Xã Lũng Cú", unit.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_is_found_without_its_id()
    {
        await using var host = await GatewayHost.StartAsync();
        var root = await host.GetAsync("/api/v1/units/root");
        Assert.Equal((200, "1"), (root.Status, root.Text("id")));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, root.At("parent").ValueKind);
    }

    [Fact]
    public async Task An_empty_tree_says_how_to_fill_it()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var root = await host.GetAsync("/api/v1/units/root");
        Assert.Equal((404, "unit-not-found"), (root.Status, root.Problem));
        Assert.Contains("import", root.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=02", 1)]
    [InlineData("code=02&level=province", 1)]
    [InlineData("code=02&level=district", 0)]
    [InlineData("code=02&asOf=2024-01-01", 1)]
    [InlineData("code=02&asOf=2023-12-31", 0)]
    [InlineData("code=99", 0)]
    public async Task Units_are_found_by_their_codes(string query, int expected)
    {
        await using var host = await GatewayHost.StartAsync();
        var found = await host.GetAsync($"/api/v1/units?{query}");
        Assert.Equal((200, expected), (found.Status, found.At("items").GetArrayLength()));
    }

    [Fact]
    public async Task Children_come_in_pages_that_neither_skip_nor_repeat()
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 3; i <= 7; i++)
            await host.PostAsync("/api/v1/units", $$"""{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ {{i}}", "opened": "2024-01-01"}]}""");
        var names = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.GetAsync($"/api/v1/units/5/children?take=3{(cursor is null ? "" : "&cursor=" + cursor)}");
            Assert.Equal((200, 7), (page.Status, page.Number("total")));
            names.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()!));
            cursor = page.At("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal([.. Enumerable.Range(1, 7).Select(i => $"Tổ {i}")], names);
    }

    [Fact]
    public async Task A_rollup_counts_the_subtree_and_its_directives()
    {
        await using var host = await GatewayHost.StartAsync();
        var directive = await host.IssueAsync();
        await host.PostAsync($"/api/v1/units/{GatewayHost.Group}/directives/{directive}/acknowledge", null);
        var rollup = await host.GetAsync("/api/v1/units/2/rollup");
        Assert.Equal(("nation", 0, "group", 2, 6), (rollup.Text("unitsByLevel.0.level"), rollup.Number("unitsByLevel.0.units"), rollup.Text("unitsByLevel.5.level"), rollup.Number("unitsByLevel.5.units"), rollup.Number("units")));
        Assert.Equal((directive, 2, 2, 1), (rollup.Text("directives.0.directive"), rollup.Number("directives.0.progress.targets"), rollup.Number("directives.0.progress.delivered"), rollup.Number("directives.0.progress.acknowledged")));
    }

    [Fact]
    public async Task Someone_who_has_the_latest_view_is_told_so()
    {
        await using var host = await GatewayHost.StartAsync();
        foreach (var path in new[] { "/api/v1/units/root", "/api/v1/units/5", "/api/v1/units/5/rollup" })
        {
            var tag = (await host.GetAsync(path)).Headers["ETag"];
            Assert.Equal(304, (await host.GetAsync(path, ("If-None-Match", tag))).Status);
            Assert.Equal(304, (await host.GetAsync(path, ("If-None-Match", $"\"other\", {tag}"))).Status);
            Assert.Equal(304, (await host.GetAsync(path, ("If-None-Match", "*"))).Status);
            Assert.Equal(200, (await host.GetAsync(path, ("If-None-Match", "\"other\""))).Status);
            Assert.Equal(200, (await host.GetAsync(path, ("If-None-Match", "not a tag \u0001"))).Status);
        }
        var before = (await host.GetAsync("/api/v1/units/5")).Headers["ETag"];
        await host.PostAsync("/api/v1/units/5/rename", """{"name": "Thôn Mới"}""");
        var after = await host.GetAsync("/api/v1/units/5", ("If-None-Match", before));
        Assert.Equal((200, "Thôn Mới"), (after.Status, after.Text("name")));
        Assert.NotEqual(before, after.Headers["ETag"]);
    }

    [Theory]
    [InlineData("/api/v1/units/ZZ", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/ZZ/children", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/ZZ/rollup", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/ZZ/directives", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/0", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/UUU", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/ZZZZZZZZZZZZZ", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/%01", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/1?x=1", 400, "invalid-parameter", "query")]
    [InlineData("/api/v1/units/1/rollup?take=1", 400, "invalid-parameter", "query")]
    [InlineData("/api/v1/units", 400, "invalid-parameter", "code")]
    [InlineData("/api/v1/units?code=", 400, "invalid-parameter", "code")]
    [InlineData("/api/v1/units?code=0a", 400, "invalid-parameter", "code")]
    [InlineData("/api/v1/units?code=01234567890123456", 400, "invalid-parameter", "code")]
    [InlineData("/api/v1/units?code=%D9%A0%D9%A1", 400, "invalid-parameter", "code")]
    [InlineData("/api/v1/units?code=02&code=03", 400, "invalid-parameter", "code")]
    [InlineData("/api/v1/units?Code=02", 400, "invalid-parameter", "query")]
    [InlineData("/api/v1/units?code=02&level=kingdom", 400, "invalid-parameter", "level")]
    [InlineData("/api/v1/units?code=02&asOf=2024-02-30", 400, "invalid-parameter", "asOf")]
    [InlineData("/api/v1/units?code=02&asOf=01/02/2024", 400, "invalid-parameter", "asOf")]
    [InlineData("/api/v1/units?code=02&asOf=0001-01-01", 400, "invalid-parameter", "asOf")]
    [InlineData("/api/v1/units/5/children?take=0", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/units/5/children?take=1001", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/units/5/children?take=-1", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/units/5/children?take=99999999999999999999", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/units/5/children?cursor=", 400, "invalid-parameter", "cursor")]
    [InlineData("/api/v1/units/5/children?cursor=AAAAAAAAAAAA", 400, "invalid-parameter", "cursor")]
    [InlineData("/api/v1/units/5/children?cursor=%20%20", 400, "invalid-parameter", "cursor")]
    [InlineData("/api/v1/units/5/unheard-of", 404, "not-found", "")]
    [InlineData("/api/v2/units/5", 404, "not-found", "")]
    public async Task Wrong_reads_say_what_is_wrong(string path, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync(path);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task A_cursor_of_another_list_or_with_a_letter_changed_is_refused()
    {
        await using var host = await GatewayHost.StartAsync();
        var cursor = (await host.GetAsync("/api/v1/units/5/children?take=1")).Text("nextCursor");
        Assert.Equal(200, (await host.GetAsync($"/api/v1/units/5/children?cursor={cursor}")).Status);
        Assert.Equal("cursor", (await host.GetAsync($"/api/v1/units/4/children?cursor={cursor}")).Field);
        Assert.Equal("cursor", (await host.GetAsync($"/api/v1/units/5/directives?cursor={cursor}")).Field);
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            Assert.Equal("cursor", (await host.GetAsync($"/api/v1/units/5/children?cursor={changed}")).Field);
        }
    }

    [Fact]
    public async Task Ids_are_read_in_either_case()
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 0; i < 5; i++) await host.PostAsync("/api/v1/units", """{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ", "opened": "2024-01-01"}]}""");
        Assert.Equal("A", (await host.GetAsync("/api/v1/units/a")).Text("id"));
    }
}
