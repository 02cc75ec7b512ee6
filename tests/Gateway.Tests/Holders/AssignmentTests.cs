namespace HierarchySim.Gateway.Tests;

/// <summary>Assignments over REST: at the home unit that makes them, and at the units held.</summary>
public sealed class AssignmentTests
{
    [Fact]
    public async Task An_assignment_is_followed_unit_by_unit()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.AcceptAsync(201, "units/4/officials", """{"name": "Cán bộ xã số 1", "posts": []}""");
        var made = await host.AcceptAsync(
            202, "units/4/assignments", """{"holder": "4-1", "role": "in-charge", "from": "2025-01-06", "to": "2025-12-31", "setName": "Tiểu vùng 1", "units": ["5", "6"]}""");
        Assert.Equal("/api/v1/assignments/4-1", made.Headers["Location"]);
        var assignment = await host.GetAsync(made.Headers["Location"]);
        Assert.Equal(("4-1", "4", "Cán bộ xã số 1", "Tiểu vùng 1", "inForce", "2025-12-31"), (
            assignment.Text("holder"), assignment.Text("home"), assignment.Text("holderName"), assignment.Text("setName"), assignment.Text("state"), assignment.Text("to")));
        Assert.Equal(("5", "Thôn Lô Lô Chải", "inForce"), (assignment.Text("units.0.unit"), assignment.Text("units.0.name"), assignment.Text("units.0.status")));
        var held = await host.GetAsync("/api/v1/units/6/holders");
        Assert.Equal(("4-1", "Cán bộ xã số 1", "official", "4", true, true), (
            held.Text("items.0.assignment"), held.Text("items.0.holderName"), held.Text("items.0.holderKind"), held.Text("items.0.home"),
            held.At("items.0.present").GetBoolean(), held.At("covered").GetBoolean()));
        Assert.Equal(0, (await host.GetAsync("/api/v1/units/7/holders")).At("items").GetArrayLength());
    }

    [Fact]
    public async Task A_unit_of_a_level_that_may_not_be_held_refuses_and_says_why()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.AcceptAsync(201, "units/1/officials", """{"name": "Cán bộ trung ương số 1", "posts": []}""");
        var made = await host.AcceptAsync(202, "units/1/assignments", """{"holder": "1-1", "role": "attends", "from": "2025-01-06", "setName": "Hai nơi", "units": ["2", "5"]}""");
        var assignment = await host.GetAsync(made.Headers["Location"]);
        Assert.Equal(("inForce", "refused", "level"), (assignment.Text("units.0.status"), assignment.Text("units.1.status"), assignment.Text("units.1.reason")));
        Assert.Contains("level scheme", assignment.Text("units.1.detail"), StringComparison.Ordinal);
        var item = await host.GetAsync("/api/v1/units/1/assignments");
        Assert.Equal((1, "2", 1), (item.Number("items.0.refused"), item.Text("items.0.units.0"), item.At("items.0.units").GetArrayLength()));
    }

    [Fact]
    public async Task An_assignment_comes_into_force_on_its_day_and_ends_on_its_day()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        await host.AcceptAsync(202, "units/4/assignments", """{"holder": "4-2", "role": "attends", "from": "2025-03-01", "units": ["6"]}""");
        var coming = await host.GetAsync("/api/v1/assignments/4-2");
        Assert.Equal(("coming", "coming"), (coming.Text("state"), coming.Text("units.0.status")));
        var waiting = await host.GetAsync("/api/v1/units/6/holders");
        Assert.Equal(("coming", false), (waiting.Text("items.0.state"), waiting.At("covered").GetBoolean()));
        host.Time.Advance(TimeSpan.FromDays(60));
        Assert.Equal("inForce", (await host.GetAsync("/api/v1/assignments/4-2")).Text("units.0.status"));
        await host.AcceptAsync(202, "assignments/4-2/end", """{"on": "2025-03-07"}""");
        Assert.Equal("inForce", (await host.GetAsync("/api/v1/assignments/4-2")).Text("state"));
        host.Time.Advance(TimeSpan.FromDays(1));
        var ended = await host.GetAsync("/api/v1/assignments/4-2");
        Assert.Equal(("ended", "ended", "2025-03-07"), (ended.Text("state"), ended.Text("units.0.status"), ended.Text("to")));
        Assert.Equal(0, (await host.GetAsync("/api/v1/units/6/holders")).At("items").GetArrayLength());
        Assert.Equal((409, "id"), await FaultAsync(host, "assignments/4-2/end", """{"on": "2025-03-07"}"""));
        host.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("assignment-not-found", (await host.GetAsync("/api/v1/assignments/4-2")).Problem);
    }

    [Fact]
    public async Task Assignments_come_in_pages_of_all_or_of_one_holder()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        foreach (var unit in new[] { "5", "6", "7" }) await host.AcceptAsync(202, "units/4/assignments", $$"""{"holder": "4-2", "role": "attends", "from": "2025-01-06", "units": ["{{unit}}"]}""");
        var first = await host.GetAsync("/api/v1/units/4/assignments?take=3");
        Assert.Equal(["4-1", "4-2", "4-3"], Ids(first));
        var rest = await host.GetAsync($"/api/v1/units/4/assignments?take=3&cursor={first.Text("nextCursor")}");
        Assert.Equal(["4-4"], Ids(rest));
        Assert.Equal(["4-1"], Ids(await host.GetAsync("/api/v1/units/4/assignments?heldBy=4-1")));
        Assert.Equal("cursor", (await host.GetAsync($"/api/v1/units/4/assignments?heldBy=4-1&cursor={first.Text("nextCursor")}")).Field);
    }

    [Theory]
    [InlineData("holder", "\"4-9\"", 404, "holder-not-found", "holder")]
    [InlineData("holder", "\"3-1\"", 404, "holder-not-found", "holder")]
    [InlineData("holder", "\"A\"", 400, "invalid", "holder")]
    [InlineData("role", "\"king\"", 400, "invalid", "role")]
    [InlineData("from", "\"2025-13-01\"", 400, "invalid", "from")]
    [InlineData("to", "\"2025-01-05\"", 400, "invalid", "to")]
    [InlineData("to", "\"soon\"", 400, "invalid", "to")]
    [InlineData("setName", "\"\"", 400, "invalid", "setName")]
    [InlineData("units", "[]", 400, "invalid", "units")]
    [InlineData("units", "[\"6\", \"7\"]", 400, "invalid", "setName")]
    [InlineData("units", "[\"?\"]", 400, "invalid", "units[0]")]
    [InlineData("units", "[\"3\"]", 400, "invalid", "units")]
    [InlineData("units", "[\"4\"]", 400, "invalid", "units")]
    [InlineData("units", "[\"6\", \"ZZ\"]", 404, "unit-not-found", "units[1]")]
    [InlineData("units", "[\"5\"]", 409, "conflict", "units")]
    [InlineData("units", "\"5\"", 400, "invalid", "units")]
    public async Task Wrong_assignments_are_named(string member, string value, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var members = new Dictionary<string, string> { ["holder"] = "\"4-1\"", ["role"] = "\"in-charge\"", ["from"] = "\"2025-01-06\"", ["units"] = "[\"6\"]" };
        members[member] = value;
        var reply = await host.PostAsync("/api/v1/units/4/assignments", "{" + string.Join(",", members.Select(pair => $"\"{pair.Key}\": {pair.Value}")) + "}");
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task More_units_than_one_assignment_is_about_are_refused_with_the_limit()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var units = string.Join(",", Enumerable.Repeat("\"6\"", 101));
        var reply = await host.PostAsync("/api/v1/units/4/assignments", $$"""{"holder": "4-1", "role": "attends", "from": "2025-01-06", "setName": "S", "units": [{{units}}]}""");
        Assert.Equal((400, "units", "UnitsPerAssignmentMax"), (reply.Status, reply.Field, reply.Text("limit")));
    }

    [Theory]
    [InlineData("""{"on": "yesterday"}""", 400, "on")]
    [InlineData("""{"on": "1700-01-01"}""", 400, "on")]
    public async Task Wrong_ends_are_named(string body, int status, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        Assert.Equal((status, field), await FaultAsync(host, "assignments/4-1/end", body));
    }

    [Theory]
    [InlineData("/api/v1/assignments/4-9", 404, "assignment-not-found", "id")]
    [InlineData("/api/v1/assignments/4", 400, "invalid-parameter", "id")]
    [InlineData("/api/v1/units/ZZ/assignments", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/ZZ/holders", 404, "unit-not-found", "id")]
    [InlineData("/api/v1/units/4/assignments?heldBy=x", 400, "invalid-parameter", "heldBy")]
    [InlineData("/api/v1/units/4/assignments?take=1001", 400, "invalid-parameter", "take")]
    [InlineData("/api/v1/units/4/holders?take=1", 400, "invalid-parameter", "query")]
    public async Task Wrong_reads_say_what_is_wrong(string path, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync(path);
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    private static async Task<(int, string)> FaultAsync(GatewayHost host, string path, string body)
    {
        var reply = await host.PostAsync("/api/v1/" + path, body);
        return (reply.Status, reply.Field);
    }

    private static IEnumerable<string?> Ids(Reply page) => page.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
}
