using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>API keys over REST.</summary>
public sealed class KeyTests
{
    private const string Viewer = """{"name": "Bảng điều hành", "roles": [{"role": "viewer", "unit": "4"}]}""";
    private static readonly AccessOptions Closed = new() { RequireTokens = true };

    [Fact]
    public async Task A_key_is_made_shown_once_used_and_only_its_digest_is_kept()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var made = await host.PostAsync("/api/v1/keys", Viewer);
        Assert.Equal((201, "no-store", "active", "4"), (made.Status, made.Headers["Cache-Control"], made.Text("key.state"), made.Text("key.roles.0.unit")));
        var (token, id) = (made.Text("token"), made.Text("key.id"));
        Assert.StartsWith($"hsk_{id}_", token, StringComparison.Ordinal);
        var secret = token[$"hsk_{id}_".Length..];
        Assert.Equal(43, secret.Length);
        Assert.Equal($"/api/v1/keys/{id}", made.Headers["Location"]);
        foreach (var record in await host.Engine.Records.ListAsync("", null, 1_000, Left))
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(record.Value), StringComparison.Ordinal);

        Assert.Equal(200, (await AskAsync(host, token, "/api/v1/units/4")).Status);
        Assert.Equal(404, (await AskAsync(host, token, "/api/v1/units/3")).Status);
        var me = await AskAsync(host, token, "/api/v1/me");
        Assert.Equal(("key-" + id, "viewer", "Xã Lũng Cú", "/api/v1/units/4", false), (me.Text("caller"), me.Text("roles.0.role"), me.Text("roles.0.name"), me.Text("roles.0.href"), me.At("open").GetBoolean()));
        var root = await AskAsync(host, token, "/api/v1/units/root");
        Assert.Equal((404, true), (root.Status, root.Content.Contains("GET /api/v1/me", StringComparison.Ordinal)));
        Assert.DoesNotContain(secret, (await host.GetAsync($"/api/v1/keys/{id}")).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_finds_the_key_but_not_its_secret_and_another_body_is_refused()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var first = await host.PostAsync("/api/v1/keys", Viewer, "once");
        var again = await host.PostAsync("/api/v1/keys", Viewer, "once");
        Assert.Equal((201, "true", null, first.Text("key.id")), (again.Status, again.Headers["Idempotent-Replayed"], again.At("token").GetString(), again.Text("key.id")));
        var other = await host.PostAsync("/api/v1/keys", Viewer.Replace("viewer", "manager", StringComparison.Ordinal), "once");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Problem));
    }

    [Theory]
    [InlineData("viewer")]
    [InlineData("manager")]
    public async Task Of_two_requests_at_once_under_one_name_the_second_is_told_to_wait(string role)
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        Reply? second = null;
        host.Engine.BeforePut = async () => second = await host.PostAsync("/api/v1/keys", Viewer.Replace("viewer", role, StringComparison.Ordinal), "once");
        var first = await host.PostAsync("/api/v1/keys", Viewer, "once");
        Assert.Equal((201, 409, "idempotency-key-in-flight"), (first.Status, second!.Status, second.Problem));
        Assert.NotEmpty(first.Text("token"));
    }

    [Fact]
    public async Task Of_two_grants_at_once_the_second_is_told_of_the_first()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var body = """{"issuer": "https://i", "subject": "s", "roles": [{"role": "viewer", "unit": "4"}]}""";
        for (var round = 0; round < 2; round++)
        {
            // Once the first ever, once over the one before.
            var (other, mine) = (body.Replace("viewer", round == 0 ? "viewer" : "manager", StringComparison.Ordinal), body.Replace("\"4\"", "\"5\"", StringComparison.Ordinal));
            Reply? first = null;
            host.Engine.BeforePut = async () => first = await host.PostAsync("/api/v1/grants", other);
            var second = await host.PostAsync("/api/v1/grants", mine);
            Assert.Equal((200, 409, "subject"), (first!.Status, second.Status, second.Field));
        }
    }

    [Fact]
    public async Task A_rotation_under_the_name_of_the_last_one_with_another_body_is_refused()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var id = (await host.PostAsync("/api/v1/keys", Viewer)).Text("key.id");
        var token = (await host.PostAsync($"/api/v1/keys/{id}/rotate", """{"graceSeconds": 60}""", "r1")).Text("token");
        var other = await host.PostAsync($"/api/v1/keys/{id}/rotate", """{"graceSeconds": 0}""", "r1");
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Problem));
        Assert.Equal(200, (await AskAsync(host, token, "/api/v1/me")).Status);
    }

    [Fact]
    public async Task A_rotated_key_has_another_secret_and_the_old_one_ends_when_it_was_said()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var made = await host.PostAsync("/api/v1/keys", Viewer);
        var (old, id) = (made.Text("token"), made.Text("key.id"));
        var rotated = await host.PostAsync($"/api/v1/keys/{id}/rotate", """{"graceSeconds": 60}""", "r1");
        var present = rotated.Text("token");
        Assert.Equal(200, (await AskAsync(host, old, "/api/v1/me")).Status);
        Assert.Equal(200, (await AskAsync(host, present, "/api/v1/me")).Status);
        Assert.Equal(("true", null), await RepeatAsync());
        host.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(401, (await AskAsync(host, old, "/api/v1/me")).Status);
        Assert.Equal(200, (await AskAsync(host, present, "/api/v1/me")).Status);
        var last = await host.PostAsync($"/api/v1/keys/{id}/rotate", null, "r2");
        Assert.Equal(401, (await AskAsync(host, present, "/api/v1/me")).Status);
        Assert.Equal(200, (await AskAsync(host, last.Text("token"), "/api/v1/me")).Status);

        async Task<(string, string?)> RepeatAsync()
        {
            var again = await host.PostAsync($"/api/v1/keys/{id}/rotate", """{"graceSeconds": 60}""", "r1");
            return (again.Headers["Idempotent-Replayed"], again.At("token").GetString());
        }
    }

    [Fact]
    public async Task A_revoked_and_an_expired_key_open_nothing_from_that_moment()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var revoked = await host.PostAsync("/api/v1/keys", Viewer);
        var expires = host.Time.GetUtcNow().AddHours(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var short_ = await host.PostAsync("/api/v1/keys", Viewer[..^1] + $", \"expiresAt\": \"{expires}\"}}");
        Assert.Equal(200, (await AskAsync(host, revoked.Text("token"), "/api/v1/me")).Status);
        foreach (var _ in new[] { 1, 2 }) Assert.Equal("revoked", (await host.PostAsync($"/api/v1/keys/{revoked.Text("key.id")}/revoke", null)).Text("state"));
        var refused = await AskAsync(host, revoked.Text("token"), "/api/v1/me");
        Assert.Equal((401, "unauthenticated"), (refused.Status, refused.Problem));
        Assert.Equal(409, (await host.PostAsync($"/api/v1/keys/{revoked.Text("key.id")}/rotate", null)).Status);

        Assert.Equal(200, (await AskAsync(host, short_.Text("token"), "/api/v1/me")).Status);
        host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(401, (await AskAsync(host, short_.Text("token"), "/api/v1/me")).Status);
        Assert.Equal("expired", (await host.GetAsync($"/api/v1/keys/{short_.Text("key.id")}")).Text("state"));
    }

    [Fact]
    public async Task The_last_use_is_noted_once_a_minute()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var made = await host.PostAsync("/api/v1/keys", Viewer);
        var (token, path) = (made.Text("token"), $"/api/v1/keys/{made.Text("key.id")}");
        Assert.Null((await host.GetAsync(path)).At("lastUsedAt").GetString());
        await AskAsync(host, token, "/api/v1/me");
        var first = (await host.UntilAsync(path, reply => reply.At("lastUsedAt").GetString() is not null)).Text("lastUsedAt");
        var noted = (await NoteAsync()).Version;
        host.Time.Advance(TimeSpan.FromSeconds(59));
        await AskAsync(host, token, "/api/v1/me");
        Assert.Equal(noted, (await NoteAsync()).Version);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(host, token, "/api/v1/me");
        await host.UntilAsync(path, reply => reply.Text("lastUsedAt") != first);

        async Task<EngineRecord> NoteAsync() => (await host.Engine.Records.GetAsync($"key-uses/{made.Text("key.id")}", Left))!;
    }

    [Theory]
    [InlineData("""{"name": "", "roles": [{"role": "viewer", "unit": "4"}]}""", 400, "name")]
    [InlineData("""{"name": "k", "roles": []}""", 400, "roles")]
    [InlineData("""{"name": "k", "roles": [{"role": "king", "unit": "4"}]}""", 400, "roles[0].role")]
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "?"}]}""", 400, "roles[0].unit")]
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "ZZ"}]}""", 404, "roles[0].unit")]
    [InlineData("""{"name": "k", "roles": [{"role": "official", "unit": "4"}]}""", 400, "holder")]
    [InlineData("""{"name": "k", "roles": [{"role": "official", "unit": "4"}], "holder": "4-9"}""", 404, "holder")]
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "4"}], "expiresAt": "2020-01-01T00:00:00Z"}""", 400, "expiresAt")]
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "4"}], "expiresAt": "2099-01-01T00:00:00Z"}""", 400, "expiresAt")]
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "4"}], "person": "x"}""", 400, "person")]
    public async Task Orders_that_break_a_rule_are_refused_with_the_member(string body, int status, string field)
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var reply = await host.PostAsync("/api/v1/keys", body);
        Assert.Equal((status, field), (reply.Status, reply.Field));
    }

    [Theory]
    // An administrator of the commune, about roles and officials elsewhere.
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "3"}]}""", "roles[0].unit")]
    [InlineData("""{"name": "k", "roles": [{"role": "viewer", "unit": "4"}, {"role": "viewer", "unit": "1"}]}""", "roles[1].unit")]
    [InlineData("""{"name": "k", "roles": [{"role": "official", "unit": "4"}], "holder": "3-1"}""", "holder")]
    public async Task Nobody_gives_more_than_it_has(string body, string field)
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        await host.RegisterAsync("3");
        host.Token = await host.MakeTokenAsync("administrator", "4");
        var key = await host.PostAsync("/api/v1/keys", body);
        Assert.Equal((404, field), (key.Status, key.Field));
        var grant = await host.PostAsync("/api/v1/grants", body.Replace("\"name\": \"k\"", "\"issuer\": \"https://i\", \"subject\": \"s\"", StringComparison.Ordinal));
        Assert.Equal((404, field), (grant.Status, grant.Field));
    }

    [Fact]
    public async Task Whoever_does_not_administer_an_officials_home_gets_no_secret_in_its_name_but_may_end_it()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var official = await host.RegisterAsync("3");
        var made = await host.PostAsync("/api/v1/keys", $$"""{"name": "k", "roles": [{"role": "official", "unit": "4"}], "holder": "{{official}}"}""");
        host.Token = await host.MakeTokenAsync("administrator", "4");
        var rotated = await host.PostAsync($"/api/v1/keys/{made.Text("key.id")}/rotate", null);
        Assert.Equal((403, "forbidden", "holder"), (rotated.Status, rotated.Problem, rotated.Field));
        Assert.Equal(200, (await AskAsync(host, made.Text("token"), "/api/v1/me")).Status);
        Assert.Equal("revoked", (await host.PostAsync($"/api/v1/keys/{made.Text("key.id")}/revoke", null)).Text("state"));
    }

    [Fact]
    public async Task Lists_come_in_pages_and_hold_what_the_caller_administers()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        foreach (var unit in new[] { "4", "5", "3", "6" }) await host.MakeTokenAsync("viewer", unit);
        host.Token = await host.MakeTokenAsync("administrator", "4");
        var units = new List<string>();
        string? cursor = null;
        do
        {
            var page = await host.GetAsync("/api/v1/keys?take=2" + (cursor is null ? "" : $"&cursor={cursor}"));
            units.AddRange(page.At("items").EnumerateArray().Select(key => key.GetProperty("roles")[0].GetProperty("unit").GetString()!));
            cursor = page.At("nextCursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(["4", "4", "5", "6"], units.Order());
    }

    [Fact]
    public async Task The_first_key_closes_an_open_gateway()
    {
        await using var host = await GatewayHost.StartAsync();
        Assert.True((await host.GetAsync("/api/v1/me")).At("open").GetBoolean());
        var made = await host.PostAsync("/api/v1/keys", """{"name": "k", "roles": [{"role": "administrator", "unit": "1"}]}""");
        Assert.Equal(401, (await host.GetAsync("/api/v1/me")).Status);
        Assert.Equal(200, (await AskAsync(host, made.Text("token"), "/api/v1/units/root")).Status);
    }

    [Fact]
    public async Task Whatever_outlives_a_request_hears_of_changes()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var made = await host.PostAsync("/api/v1/keys", Viewer);
        var (watch, keys, id) = (host.Services.GetRequiredService<ICallerWatch>(), host.Services.GetRequiredService<ApiKeys>(), made.Text("key.id"));
        var caller = (await keys.FindCallerAsync(made.Text("token"), Left))!;
        var told = 0;
        using (watch.Listen(caller.Id, () => told++))
        {
            var rotated = await host.PostAsync($"/api/v1/keys/{id}/rotate", """{"graceSeconds": 60}""");
            Assert.Equal(1, told);
            // The secret it showed goes on for the grace, and so does whatever began with it.
            var now = (await watch.NowAsync(caller, Left))!;
            Assert.Equal(caller.Roles, now.Roles);
            Assert.Equal(Instant.From(host.Time.GetUtcNow()).PlusMs(60_000), now.ExpiresAt);
            caller = (await keys.FindCallerAsync(rotated.Text("token"), Left))!;
            Assert.NotEqual(now.ExpiresAt, (await watch.NowAsync(caller, Left))!.ExpiresAt);
            await host.PostAsync($"/api/v1/keys/{id}/rotate", null);
            Assert.Equal((2, null), (told, await watch.NowAsync(caller, Left)));
            await host.PostAsync($"/api/v1/keys/{id}/revoke", null);
            Assert.Equal((3, null), (told, await watch.NowAsync(caller, Left)));
        }
        await host.MakeTokenAsync("viewer", "4");
        Assert.Equal(3, told);
        Assert.Null(await watch.NowAsync(Caller.Local, Left));
    }

    [Fact]
    public async Task Commands_of_two_callers_under_one_key_are_two_commands()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var body = """{"name": "Cán bộ", "posts": []}""";
        var ids = new List<string>();
        foreach (var _ in new[] { 1, 2 })
        {
            host.Token = await host.MakeTokenAsync("manager", "4");
            ids.Add((await host.PostAsync("/api/v1/units/4/officials", body, "same")).Text("id"));
        }
        Assert.Equal(["4-1", "4-2"], ids);
    }

    private static Task<Reply> AskAsync(GatewayHost host, string token, string path) => host.GetAsync(path, ("Authorization", $"Bearer {token}"));

    private static CancellationToken Left => TestContext.Current.CancellationToken;
}
