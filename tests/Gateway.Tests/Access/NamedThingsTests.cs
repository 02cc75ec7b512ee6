namespace HierarchySim.Gateway.Tests;

/// <summary>What bodies and queries name is checked like what addresses name.</summary>
public sealed class NamedThingsTests
{
    private static readonly AccessOptions Closed = new() { RequireTokens = true };

    [Theory]
    [InlineData("3")]
    [InlineData("7")]
    [InlineData("ZZ")]
    public async Task Units_are_opened_below_a_parent_that_is_ones_own(string parent)
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        host.Token = await host.MakeTokenAsync("administrator", "6");
        var reply = await host.PostAsync("/api/v1/units", $$"""{"parent": "{{parent}}", "children": [{"kind": "thon", "name": "A", "opened": "2024-01-01"}]}""");
        Assert.Equal((404, "unit-not-found", "parent"), (reply.Status, reply.Problem, reply.Field));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("ZZ")]
    public async Task Units_assigned_are_ones_own(string unit)
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var official = await host.RegisterAsync("6");
        host.Token = await host.MakeTokenAsync("manager", "6");
        var reply = await host.PostAsync("/api/v1/units/6/assignments", $$"""{"holder": "{{official}}", "role": "in-charge", "from": "2025-01-06", "units": ["{{unit}}"]}""");
        Assert.Equal((404, "unit-not-found", "units[0]"), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task A_duplicate_is_of_a_case_that_one_may_read()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var (mine, other) = (await HeldAtCommuneAsync(host, "6"), await host.RaiseAsync("7"));
        host.Token = await host.MakeTokenAsync("administrator", "6");
        foreach (var of in new[] { other, "7-99", "ZZ-1" })
        {
            // The custodian acts; whoever raised it only reads.
            Assert.Equal(403, (await host.PostAsync($"/api/v1/cases/{mine}/duplicate", $$"""{"of": "{{of}}"}""")).Status);
        }
        host.Token = await host.MakeTokenAsync("manager", "4");
        foreach (var of in new[] { "3-1", "ZZ-1" })
        {
            var reply = await host.PostAsync($"/api/v1/cases/{mine}/duplicate", $$"""{"of": "{{of}}"}""");
            Assert.Equal((404, "case-not-found", "of"), (reply.Status, reply.Problem, reply.Field));
        }
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{mine}/duplicate", $$"""{"of": "{{other}}"}""")).Status);
    }

    [Fact]
    public async Task An_official_acts_under_its_own_name_or_its_teams_and_a_manager_under_any()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var (own, other) = (await host.RegisterAsync("4"), await host.RegisterAsync("4"));
        var team = await host.RegisterAsync("4", own);
        var id = await HeldAtCommuneAsync(host, "6");
        host.Token = await host.MakeTokenAsync("official", "4", own);
        var refused = await host.PostAsync($"/api/v1/cases/{id}/take", $$"""{"by": "{{other}}"}""");
        Assert.Equal((403, "forbidden", "by"), (refused.Status, refused.Problem, refused.Field));
        Assert.Equal(403, (await host.PostAsync($"/api/v1/cases/{id}/answer", $$"""{"text": "A", "by": "{{other}}"}""")).Status);
        foreach (var by in new[] { own, team }) Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/take", $$"""{"by": "{{by}}"}""")).Status);
        host.Token = await host.MakeTokenAsync("manager", "4");
        Assert.Equal(200, (await host.PostAsync($"/api/v1/cases/{id}/take", $$"""{"by": "{{other}}"}""")).Status);
    }

    [Fact]
    public async Task A_report_is_submitted_under_ones_own_name()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        await host.SeedHoldersAsync();
        host.Time.Advance(TimeSpan.FromDays(393));
        host.Token = await host.MakeTokenAsync("official", "4", "4-1");
        var refused = await host.PostAsync("/api/v1/units/5/reports", ReportWorld.Meeting(more: """ "holder": "4-2" """));
        Assert.Equal((403, "forbidden", "holder"), (refused.Status, refused.Problem, refused.Field));
        Assert.Equal(201, (await host.PostAsync("/api/v1/units/5/reports", ReportWorld.Meeting(more: """ "holder": "4-1" """))).Status);
    }

    [Fact]
    public async Task Texts_are_read_under_ones_own_name_unless_one_administers_the_origin()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var (own, other, outside) = (await host.RegisterAsync("4"), await host.RegisterAsync("4"), await host.RegisterAsync("3"));
        var team = await host.RegisterAsync("4", own);
        var path = $"/api/v1/cases/{await HeldAtCommuneAsync(host, "6")}/texts?holder=";
        foreach (var (role, unit, holder, named, expected) in new[]
        {
            ("official", "4", own, own, "200"), ("official", "4", own, team, "200"), ("official", "4", own, other, "403 forbidden"), ("viewer", "4", null, own, "403 forbidden"),
            ("manager", "4", null, own, "403 forbidden"), ("administrator", "6", null, own, "200"), ("administrator", "4", null, outside, "403 not-a-handler"),
            // Whoever handles it nowhere does not read it, under whatever name.
            ("official", "3", outside, outside, "403 not-a-handler"), ("official", "7", own, own, "404 case-not-found"),
        })
        {
            host.Token = await host.MakeTokenAsync(role!, unit!, holder);
            var reply = await host.GetAsync(path + named);
            Assert.Equal((role, unit, named, expected), (role, unit, named, reply.Status == 200 ? "200" : $"{reply.Status} {reply.Problem}"));
        }
    }

    [Fact]
    public async Task A_case_that_moved_on_is_read_where_it_was_and_acted_on_where_it_is()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var administrator = host.Token;
        var id = await HeldAtCommuneAsync(host, "6");
        var commune = await host.MakeTokenAsync("manager", "4");
        host.Token = commune;
        // Sent on to a unit beyond what the sender reads: that is what referring is for.
        var sent = await host.PostAsync($"/api/v1/cases/{id}/refer", """{"to": "3", "reason": "Huyện quản lý"}""", "once");
        Assert.Equal(202, sent.Status);
        host.Token = administrator;
        await host.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("custodian") == "3");
        host.Token = commune;
        Assert.Equal(200, (await host.GetAsync($"/api/v1/cases/{id}")).Status);
        Assert.Equal(403, (await host.PostAsync($"/api/v1/cases/{id}/answer", """{"text": "A"}""")).Status);
        // A retry gets the first answer, though custody has moved.
        var again = await host.PostAsync($"/api/v1/cases/{id}/refer", """{"to": "3", "reason": "Huyện quản lý"}""", "once");
        Assert.Equal((202, "true"), (again.Status, again.Headers["Idempotent-Replayed"]));
    }

    [Fact]
    public async Task Whom_a_directive_reached_reads_its_text_and_the_progress_of_its_own_part()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var directive = await host.IssueAsync();
        await host.UntilAsync($"/api/v1/units/7/directives", reply => reply.Number("total") == 1);
        host.Token = await host.MakeTokenAsync("viewer", "7");
        var read = await host.GetAsync($"/api/v1/directives/{directive}");
        Assert.Equal(("Rà soát hộ nghèo", 1), (read.Text("title"), read.Number("progress.targets")));
        Assert.Equal(404, (await host.GetAsync($"/api/v1/directives/{directive}/progress")).Status);
        Assert.Equal(404, (await host.GetAsync($"/api/v1/directives/{directive}/progress/children")).Status);
        foreach (var unit in new[] { "5", "ZZ" })
        {
            var other = await host.GetAsync($"/api/v1/directives/{directive}/progress/children?unit={unit}");
            Assert.Equal((404, "unit-not-found", "unit"), (other.Status, other.Problem, other.Field));
        }
        Assert.Equal(200, (await host.GetAsync($"/api/v1/directives/{directive}/progress/children?unit=7")).Status);
        host.Token = await host.MakeTokenAsync("viewer", "1");
        Assert.Equal(2, (await host.GetAsync($"/api/v1/directives/{directive}")).Number("progress.targets"));
    }

    private static async Task<string> HeldAtCommuneAsync(GatewayHost host, string origin)
    {
        var id = await host.RaiseAsync(origin);
        await host.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("custodian") == "4");
        return id;
    }
}
