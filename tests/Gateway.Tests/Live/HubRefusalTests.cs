using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task Who_calls_too_often_is_told_when_to_call_again()
    {
        await using var host = await LiveHost.StartAsync(new FakeTime(), services => services.AddSingleton(new OverloadOptions { RequestsPerSecond = 1, RequestsAtOnce = 2 }));
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        for (var i = 0; i < 2; i++) await client.NextAsync(await client.BeginAsync("Watch", """{"unitId": "1"}"""));
        foreach (var (method, call) in new[] { ("Watch", """{"unitId": "1"}"""), ("WatchDirective", """{"directiveId": "1-1"}"""), ("WatchCase", """{"caseId": "1-1"}""") })
        {
            var problem = await client.ProblemAsync(await client.BeginAsync(method, call));
            Assert.Equal(("/problems/too-many-requests", 1), (problem.GetProperty("type").GetString(), problem.GetProperty("retryAfter").GetInt32()));
        }
    }

    [Fact]
    public async Task All_watches_together_keep_so_much_and_what_is_left_is_free_again()
    {
        await using var host = await LiveHost.StartAsync(more: services => services.AddSingleton(new OverloadOptions { LiveViews = 3 }));
        var tree = await SampleTree.Open(host.Desk);
        await using var client = await LiveConnection.OpenAsync(host);
        var (root, again) = (await client.BeginAsync("Watch", """{"unitId": "1"}"""), await client.BeginAsync("Watch", """{"unitId": "1"}"""));
        await client.NextAsync(root);
        await client.NextAsync(again);
        var wide = await client.BeginAsync("Watch", $$"""{"unitId": "{{tree.Province}}", "depth": 3}""");
        var problem = await client.ProblemAsync(wide);
        Assert.Equal(("/problems/overloaded", 429, "LiveViewsMax"), (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32(), problem.GetProperty("limit").GetString()));
        foreach (var unit in tree.Districts.Take(2)) await client.NextAsync(await client.BeginAsync("Watch", $$"""{"unitId": "{{unit}}"}"""));
        Assert.Equal("LiveViewsMax", (await client.ProblemAsync(await client.BeginAsync("Watch", $$"""{"unitId": "{{tree.Groups[0]}}"}"""))).GetProperty("limit").GetString());
        await client.CancelAsync(root);
        await client.CancelAsync(again);
        while (host.Services.GetRequiredService<Feeds>().Views > 2) await Task.Delay(1, TestContext.Current.CancellationToken);
        await client.NextAsync(await client.BeginAsync("Watch", $$"""{"unitId": "{{tree.Groups[0]}}"}"""));
    }

    [Fact]
    public async Task Weather_while_a_directive_is_looked_for_is_told_as_a_problem()
    {
        await using var host = await LiveHost.StartAsync(caller: _ => Caller.Local with { Id = "viewer", Roles = [new RoleAt(Role.Viewer, new UnitId(2))] });
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        host.Engine.FailQueries = new EngineUnavailableException(new Refusal(RefusalCode.Stopping, "engine", "the engine is stopping", "Try again"));
        var problem = await client.ProblemAsync(await client.BeginAsync("WatchDirective", """{"directiveId": "1-1"}"""));
        Assert.Equal(("/problems/stopping", 503), (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32()));
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
    [InlineData("ws", false)]
    [InlineData("", false)]
    public async Task A_page_of_another_site_cannot_connect(string origin, bool connects)
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        using var http = new HttpClient { BaseAddress = host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, HierarchyHub.Path);
        request.Headers.TryAddWithoutValidation("Origin", origin switch
        {
            "same" => host.Address.GetLeftPart(UriPartial.Authority),
            "ws" => $"ws://{host.Address.Authority}",
            _ => origin,
        });
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(connects, (int)response.StatusCode != 403);
        if (!connects) Assert.Equal("foreign-origin", (await Reply.ReadAsync(response)).Problem);
    }
}
