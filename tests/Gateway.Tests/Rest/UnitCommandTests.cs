namespace HierarchySim.Gateway.Tests;

/// <summary>What is particular to commands about units.</summary>
public sealed class UnitCommandTests
{
    [Fact]
    public async Task Opened_units_are_where_the_answer_says()
    {
        await using var host = await GatewayHost.StartAsync();
        var opened = await host.PostAsync("/api/v1/units", """
            {"parent": "4", "children": [
              {"kind": "thon", "name": "Thôn A", "opened": "2024-01-01"},
              {"kind": "co-quan", "name": "Cơ quan B", "opened": "2025-01-01", "synthetic": true, "predecessors": ["5"]}]}
            """);
        Assert.Equal(202, opened.Status);
        Assert.Equal(("4", "/api/v1/units/4/children", "2025-01-06T01:00:00Z"), (opened.Text("parent"), opened.Text("href"), opened.Text("at")));
        var second = await host.GetAsync($"/api/v1/units/{opened.Text("children.1")}");
        Assert.Equal(("Cơ quan B", "co-quan", "4", "5"), (second.Text("name"), second.Text("kind"), second.Text("parent"), second.Text("predecessors.0")));
        Assert.True(second.At("synthetic").GetBoolean());
    }

    [Fact]
    public async Task A_code_change_keeps_the_code_before()
    {
        await using var host = await GatewayHost.StartAsync();
        var unit = await host.PostAsync("/api/v1/units/4/code", """{"code": "00716", "validFrom": "2025-07-01"}""");
        Assert.Equal(("00715", "2025-06-30", "00716", "2025-07-01"), (unit.Text("codes.0.value"), unit.Text("codes.0.validTo"), unit.Text("codes.1.value"), unit.Text("codes.1.validFrom")));
    }

    [Fact]
    public async Task A_closed_unit_says_who_took_its_place_and_takes_nothing_more()
    {
        await using var host = await GatewayHost.StartAsync();
        var closed = await host.PostAsync("/api/v1/units/7/close", """{"on": "2025-01-05", "successors": ["6"]}""");
        Assert.Equal(("2025-01-05", "6"), (closed.Text("closed"), closed.Text("successors.0")));
        var refused = await host.PostAsync("/api/v1/units/7/rename", """{"name": "Khác"}""");
        Assert.Equal((409, "unit-closed"), (refused.Status, refused.Problem));
    }

    [Theory]
    [InlineData("""{"parent": "x!", "children": [{"kind": "thon", "name": "A", "opened": "2024-01-01"}]}""", 400, "invalid", "parent")]
    [InlineData("""{"parent": "4", "children": []}""", 400, "invalid", "children")]
    [InlineData("""{"parent": "4", "children": [{"kind": "lang", "name": "A", "opened": "2024-01-01"}]}""", 400, "invalid", "children[0].kind")]
    [InlineData("""{"parent": "4", "children": [{"kind": "tinh", "name": "A", "opened": "2024-01-01"}]}""", 400, "invalid", "kind")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "", "opened": "2024-01-01"}]}""", 400, "invalid", "name")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A\nB", "opened": "2024-01-01"}]}""", 400, "invalid", "name")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "\ud800", "opened": "2024-01-01"}]}""", 400, "malformed-json", "children[0].name")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A", "opened": "2024-1-1"}]}""", 400, "invalid", "children[0].opened")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A", "opened": "0001-01-01"}]}""", 400, "invalid", "children[0].opened")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A", "opened": "2024-01-01", "code": "1"}]}""", 400, "invalid", "code")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A", "opened": "2024-01-01", "predecessors": ["5", "?"]}]}""", 400, "invalid", "children[0].predecessors[1]")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A", "opened": "2024-01-01", "synthetic": "yes"}]}""", 400, "invalid", "children[0].synthetic")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "name": "A", "opened": "2024-01-01", "households": 12}]}""", 400, "unknown-field", "children[0].households")]
    [InlineData("""{"parent": "4", "children": ["thon"]}""", 400, "invalid", "children[0]")]
    [InlineData("""{"parent": "4", "children": [{"kind": "thon", "opened": "2024-01-01"}]}""", 400, "invalid", "children[0].name")]
    public async Task Wrong_units_are_named_and_cost_no_ids_when_the_edge_sees_it(string body, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var before = host.Engine.IdsReserved;
        var reply = await host.PostAsync("/api/v1/units", body);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
        if (field.Contains('[', StringComparison.Ordinal)) Assert.Equal(before, host.Engine.IdsReserved);
    }

    [Fact]
    public async Task More_units_than_one_command_may_open_are_refused_with_the_limit()
    {
        await using var host = await GatewayHost.StartAsync();
        var children = string.Join(",", Enumerable.Range(0, 501).Select(i => $$"""{"kind": "thon", "name": "T{{i}}", "opened": "2024-01-01"}"""));
        var reply = await host.PostAsync("/api/v1/units", $$"""{"parent": "4", "children": [{{children}}]}""");
        Assert.Equal(("children", "ChildrenPerCommandMax"), (reply.Field, reply.Text("limit")));
    }

    [Theory]
    [InlineData("5/rename", """{"name": "Thôn Lô Lô Chải"}""", 409, "conflict", "name")]
    [InlineData("4/code", """{"code": "716", "validFrom": "2025-07-01"}""", 400, "invalid", "code")]
    [InlineData("4/code", """{"code": "00716", "validFrom": "2023-07-01"}""", 400, "invalid", "validFrom")]
    [InlineData("4/code", """{"code": "00715", "validFrom": "2025-07-01"}""", 409, "conflict", "code")]
    [InlineData("4/code", """{"code": "00716", "validFrom": "tomorrow"}""", 400, "invalid", "validFrom")]
    [InlineData("5/close", """{"on": "2025-01-05"}""", 409, "conflict", "id")]
    [InlineData("7/close", """{"on": "2023-01-05"}""", 400, "invalid", "on")]
    [InlineData("7/close", """{"on": "2025-01-05", "successors": ["7"]}""", 400, "invalid", "successors")]
    [InlineData("7/close", """{"on": "2025-01-05", "successors": [""]}""", 400, "invalid", "successors[0]")]
    public async Task Wrong_changes_are_named(string path, string body, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.PostAsync("/api/v1/units/" + path, body);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task A_retry_after_the_ids_were_forgotten_does_not_make_some_up()
    {
        await using var host = await GatewayHost.StartAsync();
        const string Body = """{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ 3", "opened": "2024-01-01"}]}""";
        Assert.Equal(202, (await host.PostAsync("/api/v1/units", Body, "k")).Status);
        host.Time.Advance(TimeSpan.FromDays(3));
        for (var i = 0; i < 2; i++)
        {
            var late = await host.PostAsync("/api/v1/units", Body, "k");
            Assert.Equal((409, "conflict", "Idempotency-Key"), (late.Status, late.Problem, late.Field));
        }
    }

    [Fact]
    public async Task Ids_of_commands_are_forgotten_when_units_forget_the_commands()
    {
        await using var host = await GatewayHost.StartAsync();
        async Task OpenAsync(int number)
        {
            var reply = await host.PostAsync("/api/v1/units", $$"""{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ {{number}}", "opened": "2024-01-01"}]}""");
            Assert.Equal(202, reply.Status);
        }

        for (var day = 0; day < 10; day++)
        {
            for (var i = 0; i < 3; i++) await OpenAsync((day * 3) + i + 3);
            host.Time.Advance(TimeSpan.FromDays(1));
        }
        var kept = await host.Engine.Records.ListAsync("opened/", null, 1000, TestContext.Current.CancellationToken);
        Assert.InRange(kept.Count, 3, 6);
    }
}
