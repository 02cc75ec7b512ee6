using HierarchySim.Core;
using HierarchySim.Engine.Conformance;

namespace HierarchySim.Gateway.Tests;

/// <summary>Limits of watches and connections, each refused with its name.</summary>
public sealed class HubRefusalTests
{
    [Fact]
    public async Task A_watch_of_too_many_units_names_the_limit()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        for (var i = 0; i < Limits.UnitsPerWatchMax / Limits.ChildrenPerCommandMax; i++) await host.Desk.OpenMany(UnitId.Root, "province", Limits.ChildrenPerCommandMax);
        await using var client = await LiveConnection.OpenAsync(host);
        var problem = await client.ProblemAsync(await client.BeginAsync("Watch", """{"unitId": "1", "depth": 1}"""));
        Assert.Equal(("/problems/limit-reached", "UnitsPerWatchMax"), (problem.GetProperty("type").GetString(), problem.GetProperty("limit").GetString()));
    }

    [Fact]
    public async Task One_connection_has_so_many_watches_and_a_place_that_is_left_is_free()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        var first = await client.BeginAsync("Watch", """{"unitId": "1"}""");
        await client.NextAsync(first);
        for (var i = 1; i < GatewayLimits.WatchesPerConnectionMax; i++) await client.NextAsync(await client.BeginAsync("Watch", """{"unitId": "1"}"""));
        var problem = await client.ProblemAsync(await client.BeginAsync("Watch", """{"unitId": "1"}"""));
        Assert.Equal("WatchesPerConnectionMax", problem.GetProperty("limit").GetString());
        await client.CancelAsync(first);
        await host.UntilMetricAsync("watches", watches => watches == GatewayLimits.WatchesPerConnectionMax - 1);
        await client.NextAsync(await client.BeginAsync("Watch", """{"unitId": "1"}"""));
    }

    [Fact]
    public async Task One_caller_has_so_many_watches_over_all_connections()
    {
        await using var host = await LiveHost.StartAsync(caller: http => Caller.Local with { Id = http.Request.Headers["X-Caller"].ToString() });
        await host.Desk.OpenRoot();
        var clients = new List<LiveConnection>();
        for (var i = 0; i < GatewayLimits.WatchesPerCallerMax / GatewayLimits.WatchesPerConnectionMax; i++)
        {
            clients.Add(await LiveConnection.OpenAsync(host, ("X-Caller", "one")));
            for (var j = 0; j < GatewayLimits.WatchesPerConnectionMax; j++) await clients[^1].NextAsync(await clients[^1].BeginAsync("Watch", """{"unitId": "1"}"""));
        }
        clients.Add(await LiveConnection.OpenAsync(host, ("X-Caller", "one")));
        var problem = await clients[^1].ProblemAsync(await clients[^1].BeginAsync("Watch", """{"unitId": "1"}"""));
        Assert.Equal("WatchesPerCallerMax", problem.GetProperty("limit").GetString());
        await using var another = await LiveConnection.OpenAsync(host, ("X-Caller", "two"));
        await another.NextAsync(await another.BeginAsync("Watch", """{"unitId": "1"}"""));
        foreach (var client in clients) await client.DisposeAsync();
    }

    [Fact]
    public async Task A_message_that_is_too_large_ends_its_connection_and_no_other()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        await using var other = await LiveConnection.OpenAsync(host);
        var watch = await other.BeginAsync("Watch", """{"unitId": "1"}""");
        await other.NextAsync(watch);
        await using var client = await LiveConnection.OpenAsync(host);
        await client.BeginAsync("Watch", $$"""{"unitId": "{{new string('1', GatewayLimits.LiveMessageBytesMax)}}"}""");
        await client.UntilClosedAsync();
        await host.Desk.Accept(UnitId.Root, new RenameUnit("Nước Việt Nam"));
        await other.NextAsync(watch);
    }

    [Theory]
    [InlineData("same", true)]
    [InlineData("http://evil.example", false)]
    [InlineData("null", false)]
    [InlineData("http://127.0.0.1:1", false)]
    public async Task A_page_of_another_site_cannot_connect(string origin, bool connects)
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, HierarchyHub.Path);
        request.Headers.Add("Origin", origin == "same" ? host.Address.GetLeftPart(UriPartial.Authority) : origin);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(connects, (int)response.StatusCode != 403);
        if (!connects) Assert.Equal("foreign-origin", (await Reply.ReadAsync(response)).Problem);
    }
}
