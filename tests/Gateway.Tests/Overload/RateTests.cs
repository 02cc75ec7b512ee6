using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>Who asks too often, or when too much is at work, is turned away before anything is begun.</summary>
public sealed class RateTests
{
    private static Task<GatewayHost> StartAsync(OverloadOptions options) => GatewayHost.StartEmptyAsync(add: services => services.AddSingleton(options));

    [Fact]
    public async Task A_caller_may_ask_so_often_and_goes_on_when_time_has_passed()
    {
        await using var host = await StartAsync(new OverloadOptions { RequestsPerSecond = 2, RequestsAtOnce = 3 });
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
        for (var i = 0; i < 2; i++)
        {
            var refused = await host.GetAsync("/api/v1/status");
            Assert.Equal((429, "too-many-requests", "1"), (refused.Status, refused.Problem, refused.Headers["Retry-After"]));
            Assert.Equal("CallerRequestsPerSecondMax", refused.Text("limit"));
        }
        host.Time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
        Assert.Equal(429, (await host.GetAsync("/api/v1/status")).Status);
        host.Time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 3; i++) Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
        Assert.Equal(429, (await host.GetAsync("/api/v1/status")).Status);
    }

    [Fact]
    public async Task What_load_balancers_and_people_look_at_is_not_counted()
    {
        await using var host = await StartAsync(new OverloadOptions { RequestsPerSecond = 1, RequestsAtOnce = 1 });
        Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
        for (var i = 0; i < 5; i++)
            foreach (var path in new[] { "/health/live", "/health/ready", "/", "/problems" })
                Assert.Equal(200, (await host.GetAsync(path)).Status);
        Assert.Equal(429, (await host.GetAsync("/api/v1/status")).Status);
    }

    [Fact]
    public async Task A_command_that_is_turned_away_leaves_its_key_free()
    {
        await using var host = await StartAsync(new OverloadOptions { RequestsPerSecond = 1, RequestsAtOnce = 1 });
        await host.OpenRootAsync();
        Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
        Assert.Equal(429, (await host.PostAsync("/api/v1/units/1/rename", """{"name": "Nước"}""", "k")).Status);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var done = await host.PostAsync("/api/v1/units/1/rename", """{"name": "Nước"}""", "k");
        Assert.Equal((200, false), (done.Status, done.Headers.ContainsKey("Idempotent-Replayed")));
    }

    [Fact]
    public async Task More_requests_than_may_be_at_work_are_turned_away_and_those_at_work_are_answered()
    {
        await using var host = await StartAsync(new OverloadOptions { RequestsInFlight = 1 });
        await host.OpenRootAsync();
        var held = host.Engine.HoldAnswers = new TaskCompletionSource();
        var first = host.PostAsync("/api/v1/units/1/rename", """{"name": "Nước"}""");
        // It is at work when it has taken effect and waits for its answer; asking over HTTP could itself be the one at work.
        while ((await host.Engine.QueryAsync(new GetUnit(UnitId.Root), TestContext.Current.CancellationToken))?.Name != "Nước") await Task.Yield();
        var second = await host.GetAsync("/api/v1/status");
        Assert.Equal((429, "overloaded", "RequestsInFlightMax"), (second.Status, second.Problem, second.Text("limit")));
        held.SetResult();
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await host.GetAsync("/api/v1/status")).Status);
    }

    [Fact]
    public async Task While_much_waits_inside_only_new_commands_are_turned_away()
    {
        await using var host = await StartAsync(new OverloadOptions { EngineWaiting = 100 });
        await host.OpenRootAsync();
        host.Engine.ClaimStatus = host.Engine.Status with { Waiting = 101 };
        var command = await host.PostAsync("/api/v1/units/1/rename", """{"name": "Nước"}""", "k");
        Assert.Equal((429, "overloaded", "EngineWaitingMax", "1"), (command.Status, command.Problem, command.Text("limit"), command.Headers["Retry-After"]));
        Assert.Equal(200, (await host.GetAsync("/api/v1/units/1")).Status);
        host.Engine.ClaimStatus = null;
        Assert.Equal(200, (await host.PostAsync("/api/v1/units/1/rename", """{"name": "Nước"}""", "k")).Status);
    }

    [Fact]
    public async Task Before_the_stop_readiness_fails_and_requests_are_served_and_told_to_leave()
    {
        await using var host = await StartAsync(new OverloadOptions { Drain = TimeSpan.FromSeconds(30) });
        Assert.Equal(200, (await host.GetAsync("/health/ready")).Status);
        var stop = host.StopAsync();
        Reply ready;
        do ready = await host.GetAsync("/health/ready");
        while (ready.Status == 200);
        Assert.Equal((503, "not-ready"), (ready.Status, ready.Problem));
        Assert.Equal(200, (await host.GetAsync("/health/live")).Status);
        var served = await host.GetAsync("/api/v1/status");
        Assert.Equal((200, "close"), (served.Status, served.Headers["Connection"]));
        Assert.False(stop.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        await stop.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }
}
