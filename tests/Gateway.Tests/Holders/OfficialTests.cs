namespace HierarchySim.Gateway.Tests;

/// <summary>Officials over REST.</summary>
public sealed class OfficialTests
{
    [Fact]
    public async Task An_official_is_shown_with_posts_load_and_what_it_holds()
    {
        await using var host = await GatewayHost.StartAsync();
        var registered = await host.AcceptAsync(201, "units/4/officials", """{"name": "Cán bộ xã số 1", "posts": ["commune-official", "cell-secretary"], "loadLimit": 2}""");
        Assert.Equal(("/api/v1/officials/4-1", "4-1", "4", "active"), (registered.Headers["Location"], registered.Text("id"), registered.Text("home"), registered.Text("state")));
        await host.AcceptAsync(201, "units/4/teams", """{"name": "Tổ công tác số 1", "members": ["4-1"]}""");
        await host.AcceptAsync(202, "units/4/assignments", """{"holder": "4-1", "role": "in-charge", "from": "2025-01-06", "units": ["5"]}""");
        await host.AcceptAsync(202, "units/4/assignments", """{"holder": "4-2", "role": "attends", "from": "2025-01-06", "units": ["6", "7"], "setName": "Hai tổ"}""");
        var official = await host.GetAsync("/api/v1/officials/4-1");
        Assert.Equal((200, 3, 2, true), (official.Status, official.Number("load"), official.Number("loadLimit"), official.At("overloaded").GetBoolean()));
        Assert.Equal(("4-2", "4-1", "4-2", "Hai tổ"), (official.Text("teams.0"), official.Text("assignments.0.holder"), official.Text("assignments.1.holder"), official.Text("assignments.1.setName")));
        Assert.Equal("2025-01-06", official.Text("day"));
        await host.AcceptAsync(201, "units/4/officials", """{"name": "Cán bộ xã số 2", "posts": []}""");
        var overloaded = await host.GetAsync("/api/v1/units/2/overloaded");
        Assert.Equal(["4"], overloaded.At("items").EnumerateArray().Select(unit => unit.GetProperty("id").GetString()));
        Assert.Equal(1, overloaded.At("officials").GetArrayLength());
        Assert.Equal(("4-1", "Cán bộ xã số 1", 3, 2), (
            overloaded.Text("officials.0.id"), overloaded.Text("officials.0.name"), overloaded.Number("officials.0.load"), overloaded.Number("officials.0.loadLimit")));
    }

    [Fact]
    public async Task Officials_and_teams_come_in_pages_of_their_own()
    {
        await using var host = await GatewayHost.StartAsync();
        for (var i = 1; i <= 5; i++)
        {
            var official = await host.AcceptAsync(201, "units/4/officials", $$"""{"name": "Cán bộ xã số {{i}}", "posts": []}""");
            if (i < 4) await host.AcceptAsync(201, "units/4/teams", $$"""{"name": "Tổ số {{i}}", "members": ["{{official.Text("id")}}"]}""");
        }
        Assert.Equal(["4-1", "4-3", "4-5", "4-7", "4-8"], await PagesAsync(host, "/api/v1/units/4/officials"));
        Assert.Equal(["4-2", "4-4", "4-6"], await PagesAsync(host, "/api/v1/units/4/teams"));
        Assert.Empty(await PagesAsync(host, "/api/v1/units/5/officials"));
    }

    [Fact]
    public async Task Leave_is_recorded_runs_and_is_cancelled()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var planned = await host.GetAsync("/api/v1/officials/4-1");
        Assert.Equal(("2025-02-01", "2025-02-05", false), (planned.Text("leaves.0.from"), planned.Text("leaves.0.to"), planned.At("onLeave").GetBoolean()));
        host.Time.Advance(TimeSpan.FromDays(27));
        Assert.True((await host.GetAsync("/api/v1/officials/4-1")).At("onLeave").GetBoolean());
        var held = await host.GetAsync("/api/v1/units/5/holders");
        Assert.Equal((false, false, "inForce"), (held.At("covered").GetBoolean(), held.At("items.0.present").GetBoolean(), held.Text("items.0.state")));
        Assert.Equal("2025-02-05", held.Text("items.0.absences.0.to"));
        var back = await host.AcceptAsync(200, "officials/4-1/leaves/cancel", """{"from": "2025-02-01"}""");
        Assert.False(back.At("onLeave").GetBoolean());
        Assert.True((await host.GetAsync("/api/v1/units/5/holders")).At("covered").GetBoolean());
    }

    [Fact]
    public async Task An_official_ends_once_it_holds_nothing_and_stays_to_be_read_for_a_month()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var member = await host.PostAsync("/api/v1/officials/4-1/end", null);
        Assert.Equal((409, "conflict", "id"), (member.Status, member.Problem, member.Field));
        Assert.StartsWith("id: it is a member of team 4-3", member.Text("detail"), StringComparison.Ordinal);
        await host.AcceptAsync(200, "teams/4-3/end", null);
        await host.AcceptAsync(200, "teams/4-4/change", """{"name": "Tổ công tác số 2", "members": ["4-2"]}""");
        var holding = await host.PostAsync("/api/v1/officials/4-1/end", null);
        Assert.Equal("id: it holds 1 units. End its assignments first.", holding.Text("detail"));
        await host.AcceptAsync(202, "assignments/4-1/end", """{"on": "2025-01-05"}""");
        Assert.Equal("ended", (await host.AcceptAsync(200, "officials/4-1/end", null)).Text("state"));
        Assert.Equal("conflict", (await host.PostAsync("/api/v1/officials/4-1/end", null)).Problem);
        host.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("holder-not-found", (await host.GetAsync("/api/v1/officials/4-1")).Problem);
    }

    [Theory]
    [InlineData("""{"name": "", "posts": []}""", "name", "HolderNameLengthMax")]
    [InlineData("""{"name": "A\nB", "posts": []}""", "name", null)]
    [InlineData("""{"name": "A", "posts": ["king"]}""", "posts", null)]
    [InlineData("""{"name": "A", "posts": ["group-head", "group-head"]}""", "posts", null)]
    [InlineData("""{"name": "A", "posts": ["1", "2", "3", "4", "5", "6", "7", "8", "9"]}""", "posts", "PostsPerOfficialMax")]
    [InlineData("""{"name": "A", "posts": [], "loadLimit": 0}""", "loadLimit", "LoadPerOfficialMax")]
    [InlineData("""{"name": "A", "posts": [], "loadLimit": 1001}""", "loadLimit", "LoadPerOfficialMax")]
    [InlineData("""{"name": "A", "posts": [], "loadLimit": 1.5}""", "loadLimit", null)]
    [InlineData("""{"name": "A", "posts": [], "loadLimit": 1e2}""", "loadLimit", null)]
    [InlineData("""{"name": "A", "posts": [], "loadLimit": "5"}""", "loadLimit", null)]
    [InlineData("""{"name": "A", "posts": [7]}""", "posts[0]", null)]
    public async Task Wrong_officials_are_named_at_registering_and_at_changing(string body, string field, string? limit)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        foreach (var path in new[] { "units/4/officials", "officials/4-1/change" })
        {
            var reply = await host.PostAsync("/api/v1/" + path, body);
            Assert.Equal((400, "invalid", field), (reply.Status, reply.Problem, reply.Field));
            if (limit is not null) Assert.Equal(limit, reply.Text("limit"));
        }
    }

    [Theory]
    [InlineData("leaves", """{"from": "2025-02-03", "to": "2025-02-10"}""", 409, "conflict", "from")]
    [InlineData("leaves", """{"from": "2025-03-03", "to": "2025-03-01"}""", 400, "invalid", "to")]
    [InlineData("leaves", """{"from": "2025-01-01", "to": "2025-01-05"}""", 400, "invalid", "to")]
    [InlineData("leaves", """{"from": "2025-02-30", "to": "2025-03-01"}""", 400, "invalid", "from")]
    [InlineData("leaves/cancel", """{"from": "2025-02-02"}""", 409, "conflict", "from")]
    public async Task Wrong_leave_is_named(string path, string body, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var reply = await host.PostAsync("/api/v1/officials/4-1/" + path, body);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Theory]
    [InlineData("/api/v1/officials/4-99", 404, "holder-not-found", "id")]
    [InlineData("/api/v1/officials/4-3", 404, "holder-not-found", "id")]
    [InlineData("/api/v1/officials/ZZ-1", 404, "holder-not-found", "id")]
    [InlineData("/api/v1/officials/4", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/teams/4-1", 404, "holder-not-found", "id")]
    [InlineData("/api/v1/teams/x", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/ZZ/officials", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/ZZ/teams", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/4/officials?take=0", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/units/4/officials?cursor=x", 400, "invalid-parameter", "cursor")]
    [InlineData("/api/v1/units/4/teams?name=A", 400, "invalid-parameter", "query")]
    public async Task Wrong_reads_say_what_is_wrong(string path, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var reply = await host.GetAsync(path);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Theory]
    [InlineData("""{"name": "T", "members": []}""", "members", "TeamMembersMax")]
    [InlineData("""{"name": "T", "members": ["4-1", "4-1"]}""", "members", null)]
    [InlineData("""{"name": "T", "members": ["3-1"]}""", "members", null)]
    [InlineData("""{"name": "T", "members": ["4-3"]}""", "members", null)]
    [InlineData("""{"name": "T", "members": ["4-1", "?"]}""", "members[1]", null)]
    [InlineData("""{"name": " ", "members": ["4-1"]}""", "name", "HolderNameLengthMax")]
    public async Task Wrong_teams_are_named(string body, string field, string? limit)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        foreach (var path in new[] { "units/4/teams", "teams/4-3/change" })
        {
            var reply = await host.PostAsync("/api/v1/" + path, body);
            Assert.Equal((400, "invalid", field), (reply.Status, reply.Problem, reply.Field));
            if (limit is not null) Assert.Equal(limit, reply.Text("limit"));
        }
    }

    [Fact]
    public async Task A_team_too_large_is_refused_with_the_limit()
    {
        await using var host = await GatewayHost.StartAsync();
        var members = string.Join(",", Enumerable.Range(1, 101).Select(number => $"\"4-{number}\""));
        var reply = await host.PostAsync("/api/v1/units/4/teams", $$"""{"name": "T", "members": [{{members}}]}""");
        Assert.Equal((400, "members", "TeamMembersMax"), (reply.Status, reply.Field, reply.Text("limit")));
    }

    private static async Task<List<string>> PagesAsync(GatewayHost host, string path)
    {
        var (ids, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await host.GetAsync($"{path}?take=2{cursor}");
            Assert.InRange(page.At("items").GetArrayLength(), 0, 2);
            ids.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page.At("nextCursor").GetString() is not { } next) return ids;
            cursor = "&cursor=" + next;
        }
    }
}
