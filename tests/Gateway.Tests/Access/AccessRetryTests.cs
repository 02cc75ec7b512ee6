using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>A key belongs to one request for a day, for keys and grants too: what came between, and a restart, do not change that.</summary>
public sealed class AccessRetryTests : IDisposable
{
    private const string Grant = """{"issuer": "https://i", "subject": "s", "roles": [{"role": "viewer", "unit": "4"}]}""";
    private const string Key = """{"name": "k", "roles": [{"role": "viewer", "unit": "4"}]}""";
    private static readonly AccessOptions Closed = new() { RequireTokens = true };
    private readonly string folder = Directory.CreateTempSubdirectory("hierarchysim-gateway-").FullName;

    [Fact]
    public async Task A_grant_sent_again_after_others_shows_the_grant_as_it_stands_and_gives_nothing()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var id = (await host.PostAsync("/api/v1/grants", Grant, "A")).Text("id");
        await host.PostAsync("/api/v1/grants", Grant.Replace("viewer", "manager", StringComparison.Ordinal), "B");
        AssertReplayed("manager", "active", await host.PostAsync("/api/v1/grants", Grant, "A"));
        Assert.Equal("revoked", (await host.PostAsync($"/api/v1/grants/{id}/revoke", null, "C")).Text("state"));
        var before = await EntriesAsync(host);
        AssertReplayed("manager", "revoked", await host.PostAsync("/api/v1/grants", Grant, "A"));
        AssertReplayed("manager", "revoked", await host.PostAsync($"/api/v1/grants/{id}/revoke", null, "C"));
        Assert.Equal("active", (await host.PostAsync("/api/v1/grants", Grant, "D")).Text("state"));
        AssertReplayed("viewer", "active", await host.PostAsync($"/api/v1/grants/{id}/revoke", null, "C"));
        Assert.Equal((6, before + 2), (before, await EntriesAsync(host)));

        static void AssertReplayed(string role, string state, Reply reply) =>
            Assert.Equal((200, "true", role, state), (reply.Status, reply.Headers["Idempotent-Replayed"], reply.Text("roles.0.role"), reply.Text("state")));
    }

    [Fact]
    public async Task A_rotation_sent_again_after_another_rotates_nothing()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var id = (await host.PostAsync("/api/v1/keys", Key, "make")).Text("key.id");
        await host.PostAsync($"/api/v1/keys/{id}/rotate", null, "RA");
        var token = (await host.PostAsync($"/api/v1/keys/{id}/rotate", null, "RB")).Text("token");
        var before = await EntriesAsync(host);
        foreach (var (path, body, key, status) in new[] { ($"/api/v1/keys/{id}/rotate", (string?)null, "RA", 200), ("/api/v1/keys", Key, "make", 201) })
        {
            var again = await host.PostAsync(path, body, key);
            Assert.Equal((status, "true", null), (again.Status, again.Headers["Idempotent-Replayed"], again.At("token").GetString()));
        }
        Assert.Equal(200, (await host.GetAsync("/api/v1/me", ("Authorization", $"Bearer {token}"))).Status);
        Assert.Equal("revoked", (await host.PostAsync($"/api/v1/keys/{id}/revoke", null, "V")).Text("state"));
        Assert.Equal("true", (await host.PostAsync($"/api/v1/keys/{id}/revoke", null, "V")).Headers["Idempotent-Replayed"]);
        Assert.Equal("true", (await host.PostAsync($"/api/v1/keys/{id}/rotate", null, "RA")).Headers["Idempotent-Replayed"]);
        Assert.DoesNotContain("Idempotent-Replayed", (await host.PostAsync($"/api/v1/keys/{id}/revoke", null, "W")).Headers.Keys);
        Assert.Equal((6, before + 2), (before, await EntriesAsync(host)));
    }

    [Fact]
    public async Task A_key_of_one_request_is_refused_for_another_body_and_another_operation()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var grant = (await host.PostAsync("/api/v1/grants", Grant, "A")).Text("id");
        var id = (await host.PostAsync("/api/v1/keys", Key, "make")).Text("key.id");
        (string Path, string? Body)[] others =
        [
            ("grants", Grant.Replace("viewer", "manager", StringComparison.Ordinal)), ("grants", Grant.Replace("\"s\"", "\"t\"", StringComparison.Ordinal)),
            ($"grants/{grant}/revoke", null), ("keys", Key), ($"keys/{id}/rotate", null), ($"keys/{id}/revoke", null),
        ];
        await host.PostAsync("/api/v1/grants", Grant, "B");
        foreach (var (path, body) in others)
        {
            var reply = await host.PostAsync("/api/v1/" + path, body, "A");
            Assert.Equal((path, 422, "idempotency-key-reused"), (path, reply.Status, reply.Problem));
        }
        Assert.Equal("active", (await host.GetAsync($"/api/v1/grants/{grant}")).Text("state"));
        // Another caller's key of the same name is another key.
        host.Token = await host.MakeTokenAsync("administrator", "1");
        Assert.Equal(200, (await host.PostAsync($"/api/v1/keys/{id}/revoke", null, "A")).Status);
    }

    [Fact]
    public async Task What_is_remembered_of_requests_is_cleared_away_after_a_day_and_not_before()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        await host.PostAsync("/api/v1/grants", Grant, "A");
        await host.PostAsync("/api/v1/grants", Grant.Replace("viewer", "manager", StringComparison.Ordinal), "B");
        host.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await host.PostAsync("/api/v1/keys", Key, "C");
        Assert.Equal(3, (await host.Engine.Records.ListAsync("requests/", null, 10, Left)).Count);
        Assert.Equal("true", (await host.PostAsync("/api/v1/grants", Grant, "A")).Headers["Idempotent-Replayed"]);
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.PostAsync($"/api/v1/grants/{RoleGrant.IdOf("https://i", "s")}/revoke", null, "D");
        Assert.Equal(2, (await host.Engine.Records.ListAsync("requests/", null, 10, Left)).Count);
        Assert.Equal(("viewer", "active"), await host.PostAsync("/api/v1/grants", Grant, "A") is var anew ? (anew.Text("roles.0.role"), anew.Text("state")) : default);
    }

    [Fact]
    public async Task Only_what_was_written_counts_against_what_is_remembered()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var requests = host.Services.GetRequiredService<DoneRequests>();
        var request = CommandIds.Create("test", UnitId.Root, "k", []);
        for (var i = 0; i <= GatewayLimits.DoneRequestsMax; i++) Assert.NotNull(await requests.NoteAsync(request, Left));
        var note = (await requests.NoteAsync(request, Left))!;
        for (var i = 0; i < GatewayLimits.DoneRequestsMax; i++) requests.Written(note);
        Assert.Null(await requests.NoteAsync(request, Left));
        // An hour later they are counted, and none is there.
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.NotNull(await requests.NoteAsync(request, Left));
    }

    [Fact]
    public async Task A_retry_after_a_restart_finds_what_was_done_before_it()
    {
        var time = new FakeTime();
        string token, id;
        await using (var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 1 }))
        await using (var host = await GatewayHost.StartOnAsync(engine, time, Closed))
        {
            host.Token = token = await host.MakeTokenAsync("administrator", "1");
            await host.OpenTreeAsync();
            await host.UntilOpenAsync("4");
            id = (await host.PostAsync("/api/v1/grants", Grant, "A")).Text("id");
            await host.PostAsync($"/api/v1/grants/{id}/revoke", null, "C");
        }
        await using (var engine = StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 1 }))
        await using (var host = await GatewayHost.StartOnAsync(engine, time, Closed))
        {
            host.Token = token;
            var again = await host.PostAsync("/api/v1/grants", Grant, "A");
            Assert.Equal((200, "true", "revoked"), (again.Status, again.Headers["Idempotent-Replayed"], again.Text("state")));
            Assert.Equal(422, (await host.PostAsync($"/api/v1/grants/{id}/revoke", null, "A")).Status);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Entries about keys and grants: one before and one after each change.
    private static async Task<int> EntriesAsync(GatewayHost host) => (await host.GetAsync("/api/v1/audit?unit=1&scope=unit&take=1000")).At("items").EnumerateArray()
        .Count(entry => entry.GetProperty("action").GetString() is "makeKey" or "rotateKey" or "revokeKey" or "grantRoles" or "revokeGrant");

    private static CancellationToken Left => TestContext.Current.CancellationToken;
}
