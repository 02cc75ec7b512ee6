namespace HierarchySim.Gateway.Tests;

/// <summary>The audit log over the API: what is written into it, and how it is read.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task An_accepted_command_is_there_once_with_who_what_and_which()
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 0; i < 2; i++) Assert.Equal(200, (await host.PostAsync("/api/v1/units/6/rename", """{"name": "Tổ Một"}""", "one")).Status);
        Assert.Equal(400, (await host.PostAsync("/api/v1/units/6/rename", """{"name": ""}""")).Status);
        Assert.Equal(422, (await host.PostAsync("/api/v1/units/6/rename", """{"name": "Tổ Hai"}""", "one")).Status);

        var log = await host.GetAsync("/api/v1/audit?unit=6");
        Assert.Equal((200, "no-store", 1), (log.Status, log.Headers["Cache-Control"], log.At("items").GetArrayLength()));
        var entry = log.At("items.0");
        Assert.Equal(
            ("6", 1, "2025-01-06T01:00:00Z", "local", "renameUnit", "6", "done", (string?)null),
            (log.Text("items.0.unit"), log.Number("items.0.number"), log.Text("items.0.at"), log.Text("items.0.caller"), log.Text("items.0.action"),
                log.Text("items.0.subject"), log.Text("items.0.outcome"), entry.GetProperty("by").GetString()));
        Assert.Matches("^[0-9a-f]{64}$", log.Text("items.0.hash"));
        Assert.Equal("", log.At("nextCursor").ToString());
    }

    [Fact]
    public async Task Every_kind_of_command_is_named_as_the_API_names_it_with_the_id_of_its_subject()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var directive = await host.IssueAsync("2");
        await host.AcceptAsync(200, $"units/6/directives/{directive}/acknowledge", null);
        await host.AcceptAsync(200, $"directives/{directive}/cancel", null);
        var id = await host.RaiseAsync();
        await host.AcceptAsync(200, $"cases/{id}/take", """{"by": "4-1"}""");
        await host.AcceptAsync(200, $"cases/{id}/answer", """{"text": "Đã thay"}""");
        await host.AcceptAsync(200, $"cases/{id}/confirm", null);
        await host.AcceptAsync(200, "officials/4-2/end", null);

        Assert.Equal(
            [
                "4 endOfficial 4-2", "6 confirmCase 6-1", "4 answerCase 6-1", "4 takeCase 6-1 4-1", "6 raiseCase 6-1", "2 cancelDirective 2-1", "6 acknowledgeDirective 2-1",
                "2 issueDirective 2-1", "4 assignHolder 4-1", "4 registerTeam 4-4", "4 registerTeam 4-3", "4 recordLeave 4-1", "4 registerOfficial 4-2", "4 registerOfficial 4-1",
                "5 openUnits 7+1", "5 openUnits 6+1", "4 openUnits 5+1", "3 openUnits 4+1", "2 openUnits 3+1", "1 openUnits 2+1",
            ],
            Lines(await host.GetAsync("/api/v1/audit?unit=1")));
        Assert.DoesNotMatch("Đèn|Rà soát|thay|Cán bộ|Tổ công tác|Hà Giang", (await host.GetAsync("/api/v1/audit")).Content);
    }

    [Theory]
    [InlineData("action=nonsense", "action", "no operation has this id")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "to", "not after 'from'")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z", "to", "not after 'from'")]
    [InlineData("from=2026-02-01T00:00:00+07:00", "from", "%2B07:00")]
    [InlineData("from=2026-02-01", "from", "ISO 8601")]
    [InlineData("take=0", "take", "Give a number in between")]
    public async Task A_search_that_can_find_nothing_is_refused_with_the_parameter(string query, string field, string said)
    {
        await using var host = await GatewayHost.StartAsync();
        var refused = await host.GetAsync("/api/v1/audit?" + query);
        Assert.Equal((400, field), (refused.Status, refused.Field));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        foreach (var good in new[] { "action=importUnits", "action=listAudit", "from=2025-01-01T00:00:00%2B07:00", "to=2025-02-01T00:00:00Z" })
            Assert.Equal(200, (await host.GetAsync("/api/v1/audit?" + good)).Status);
    }

    [Fact]
    public async Task Whoever_would_read_in_anothers_name_is_there()
    {
        await using var host = await GatewayHost.StartAsync(new AccessOptions { RequireTokens = true });
        var (own, other) = (await host.RegisterAsync(GatewayHost.Group), await host.RegisterAsync(GatewayHost.Group));
        var (id, token) = (await host.RaiseAsync(), await host.MakeTokenAsync("official", GatewayHost.Group, own));
        Assert.Equal(403, (await host.GetAsync($"/api/v1/cases/{id}/texts?holder={other}", ("Authorization", $"Bearer {token}"))).Status);
        var log = await host.GetAsync("/api/v1/audit?action=listCaseTexts");
        Assert.Equal([$"6 listCaseTexts {id} {other}"], Lines(log));
        Assert.Equal("refused", log.Text("items.0.outcome"));
    }

    [Fact]
    public async Task A_submission_sent_again_reads_the_note_that_another_wrote_since()
    {
        await using var host = await ReportWorld.StartAsync();
        var first = ReportWorld.Meeting(more: "\"note\": \"Một\"");
        for (var i = 0; i < 2; i++) Assert.Equal(201, (await host.PostAsync("/api/v1/units/5/reports", first, "first")).Status);
        Assert.Empty(Items(await host.GetAsync("/api/v1/audit?action=getReport")).Concat(Items(await host.GetAsync("/api/v1/audit?action=submitReport")).Skip(1)));
        await host.PostAsync("/api/v1/units/5/reports", ReportWorld.Meeting(more: "\"note\": \"Hai\", \"corrects\": 1"), "second");
        var again = await host.PostAsync("/api/v1/units/5/reports", first, "first");
        Assert.Equal((201, "Hai"), (again.Status, again.Text("note")));
        Assert.Equal(["5 submitReport cell-meeting/2026-01"], Lines(await host.GetAsync("/api/v1/audit?action=submitReport")).Distinct());
        Assert.Equal(3, Items(await host.GetAsync("/api/v1/audit?action=submitReport")).Count);
    }

    [Fact]
    public async Task Reads_of_what_was_written_on_a_case_are_there_allowed_or_not()
    {
        await using var host = await GatewayHost.StartAsync();
        var (reader, stranger) = (await host.RegisterAsync(GatewayHost.Group), await host.RegisterAsync(GatewayHost.OtherGroup));
        var id = await host.RaiseAsync();
        Assert.Equal(200, (await host.GetAsync($"/api/v1/cases/{id}/texts?holder={reader}")).Status);
        Assert.Equal(403, (await host.GetAsync($"/api/v1/cases/{id}/texts?holder={stranger}")).Status);
        Assert.Equal(200, (await host.GetAsync($"/api/v1/cases/{id}")).Status);
        var log = await host.GetAsync("/api/v1/audit?action=listCaseTexts");
        Assert.Equal([$"6 listCaseTexts {id} {stranger}", $"6 listCaseTexts {id} {reader}"], Lines(log));
        Assert.Equal(["refused", "done"], Items(log).Select(entry => entry.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Reading_a_note_of_a_report_is_there_and_reading_one_without_is_not()
    {
        await using var host = await ReportWorld.StartAsync();
        await host.AcceptAsync(201, "units/5/reports", ReportWorld.Meeting(more: "\"note\": \"Bí mật\""));
        Assert.Equal(200, (await host.GetAsync("/api/v1/units/5/reports/cell-meeting/2026-01")).Status);
        Assert.Equal(204, (await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/v1/units/5/reports/cell-meeting/2026-01/note"))).Status);
        Assert.Equal(200, (await host.GetAsync("/api/v1/units/5/reports/cell-meeting/2026-01")).Status);
        var log = await host.GetAsync("/api/v1/audit?unit=5&from=2026-01-01T00:00:00Z");
        Assert.Equal(
            [
                "5 eraseReportNote cell-meeting/2026-01", "5 eraseReportNote cell-meeting/2026-01", "5 getReport cell-meeting/2026-01",
                "5 submitReport cell-meeting/2026-01",
            ],
            Lines(log));
        Assert.Equal(["done", "begun", "done", "done"], Items(log).Select(entry => entry.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task An_erasure_and_another_catalogue_are_there_with_how_they_ended()
    {
        await using var host = await GatewayHost.StartAsync();
        var id = await host.RaiseAsync();
        var text = (await host.GetAsync($"/api/v1/cases/{id}")).Text("path.0.textId");
        Assert.Equal(204, (await host.SendAsync(new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/cases/{id}/texts/{text}"))).Status);
        foreach (var (content, status) in new[] { ((await host.GetAsync("/api/v1/catalog")).Content, 200), ("""{"categories": []}""", 400) })
        {
            var tag = (await host.GetAsync("/api/v1/catalog")).Headers["ETag"];
            var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/catalog") { Content = new StringContent(content, System.Text.Encoding.UTF8, "application/json") };
            Assert.Equal(status, (await host.SendAsync(request, ("If-Match", tag))).Status);
        }
        Assert.Equal([$"6 eraseCaseText {id}/{text}", $"6 eraseCaseText {id}/{text}"], Lines(await host.GetAsync("/api/v1/audit?action=eraseCaseText")));
        var catalog = await host.GetAsync("/api/v1/audit?action=replaceCatalog");
        Assert.Equal(["1 replaceCatalog catalog"], Lines(catalog).Distinct());
        Assert.Equal(["refused", "begun", "done", "begun"], Items(catalog).Select(entry => entry.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task A_unit_means_its_subtree_unless_it_alone_is_wanted()
    {
        await using var host = await GatewayHost.StartAsync();
        foreach (var unit in new[] { "2", "4", "6", "7", "5" }) await host.AcceptAsync(200, $"units/{unit}/rename", $$"""{"name": "Tên {{unit}}"}""");
        Assert.Equal(["5", "7", "6", "4", "2"], await UnitsAsync(host, ""));
        Assert.Equal(["5", "7", "6", "4", "2"], await UnitsAsync(host, "&unit=1"));
        Assert.Equal(["5", "7", "6", "4"], await UnitsAsync(host, "&unit=4"));
        Assert.Equal(["5", "7", "6", "4"], await UnitsAsync(host, "&unit=4&scope=subtree"));
        Assert.Equal(["4"], await UnitsAsync(host, "&unit=4&scope=unit"));
        Assert.Equal(["7"], await UnitsAsync(host, "&unit=7"));
        Assert.Empty(await UnitsAsync(host, "&unit=1&scope=unit"));
        Assert.Empty(await UnitsAsync(host, "&caller=somebody"));
        Assert.Equal(5, (await UnitsAsync(host, "&caller=local")).Count());
    }

    [Theory]
    [InlineData("unit=1")]
    [InlineData("unit=4")]
    [InlineData("unit=6&scope=unit")]
    public async Task Pages_stay_where_they_are_while_entries_are_added(string query)
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 1; i <= 7; i++) await host.AcceptAsync(200, "units/6/rename", $$"""{"name": "Tên {{i}}"}""");
        var numbers = new List<int>();
        var cursor = "";
        do
        {
            var page = await host.GetAsync($"/api/v1/audit?{query}&action=renameUnit&take=2{cursor}");
            numbers.AddRange(Items(page).Select(entry => entry.GetProperty("number").GetInt32()));
            cursor = page.At("nextCursor").ToString() is { Length: > 0 } next ? $"&cursor={next}" : "";
            await host.AcceptAsync(200, "units/6/rename", $$"""{"name": "Muộn {{numbers.Count}}"}""");
        }
        while (cursor.Length > 0);
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], numbers);
    }

    [Theory]
    [InlineData("unit=ZZ", 404, "unit-not-found", "unit")]
    [InlineData("unit=", 400, "invalid-parameter", "unit")]
    [InlineData("scope=all", 400, "invalid-parameter", "scope")]
    [InlineData("caller=", 400, "invalid-parameter", "caller")]
    [InlineData("caller=hai%20chữ", 400, "invalid-parameter", "caller")]
    [InlineData("action=%00", 400, "invalid-parameter", "action")]
    [InlineData("from=yesterday", 400, "invalid-parameter", "from")]
    [InlineData("to=2025", 400, "invalid-parameter", "to")]
    [InlineData("take=0", 400, "invalid-parameter", "take")]
    [InlineData("take=1001", 400, "invalid-parameter", "take")]
    [InlineData("cursor=x", 400, "invalid-parameter", "cursor")]
    [InlineData("since=x", 400, "invalid-parameter", "query")]
    public async Task What_cannot_be_read_is_refused(string query, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync($"/api/v1/audit?{query}");
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters()
    {
        await using var host = await GatewayHost.StartAsync();
        var cursor = (await host.GetAsync("/api/v1/audit?take=1")).Text("nextCursor");
        Assert.Equal(200, (await host.GetAsync($"/api/v1/audit?take=5&cursor={cursor}")).Status);
        Assert.Equal("cursor", (await host.GetAsync($"/api/v1/audit?unit=4&cursor={cursor}")).Field);
        Assert.Equal("cursor", (await host.GetAsync($"/api/v1/audit?action=openUnits&cursor={cursor}")).Field);
    }

    [Fact]
    public async Task An_empty_tree_has_an_empty_log()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        Assert.Empty(Lines(await host.GetAsync("/api/v1/audit")));
    }

    private static async Task<IEnumerable<string>> UnitsAsync(GatewayHost host, string query) =>
        Items(await host.GetAsync($"/api/v1/audit?action=renameUnit{query}")).Select(entry => entry.GetProperty("unit").GetString()!);

    private static List<System.Text.Json.JsonElement> Items(Reply reply)
    {
        Assert.True(reply.Status == 200, reply.Content);
        return [.. reply.At("items").EnumerateArray()];
    }

    private static IEnumerable<string> Lines(Reply reply) => Items(reply).Select(entry =>
        string.Join(' ', new[] { "unit", "action", "subject", "by" }.Select(name => entry.GetProperty(name).GetString()).Where(value => value is not null)));
}
