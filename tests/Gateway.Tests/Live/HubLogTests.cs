using System.Net.WebSockets;
using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway.Tests;

/// <summary>What the hub leaves in an operator's log: defects once, and nothing of what is in order.</summary>
public sealed class HubLogTests
{
    [Fact]
    public async Task Refusals_and_an_orderly_stop_leave_nothing_in_the_log()
    {
        var log = new WarningLog();
        await using var host = await LiveHost.StartAsync(more: services => services.AddSingleton<ILoggerProvider>(log));
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        foreach (var arguments in new[] { """{"unitId": "ZZ"}""", "{}", """{"unitId": "1", "depth": 9}""" }) await client.ProblemAsync(await client.BeginAsync("Watch", arguments));
        await client.NextAsync(await client.BeginAsync("Watch", """{"unitId": "1"}"""));
        // As on SIGTERM: told to stop, and still serving for as long as it drains.
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await client.UntilClosedAsync();
        try
        {
            await using var late = await LiveConnection.OpenAsync(host);
            await late.UntilClosedAsync();
        }
        catch (WebSocketException)
        {
            // It did not even get a handshake.
        }
        await host.StopAsync();
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_call_without_its_members_is_told_where_they_are_described()
    {
        await using var host = await LiveHost.StartAsync();
        await using var client = await LiveConnection.OpenAsync(host);
        var problem = await client.ProblemAsync(await client.BeginAsync("Watch", "{}"));
        Assert.Contains("docs/live.md", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_defect_is_in_the_log_with_its_cause()
    {
        var log = new WarningLog();
        await using var host = await LiveHost.StartAsync(
            more: services => services.AddSingleton<ILoggerProvider>(log), caller: _ => Caller.Local with { Id = "viewer", Roles = [new RoleAt(Role.Viewer, new UnitId(2))] });
        await host.Desk.OpenRoot();
        await using var client = await LiveConnection.OpenAsync(host);
        host.Engine.FailQueries = new InvalidOperationException("a defect");
        var problem = await client.ProblemAsync(await client.BeginAsync("WatchDirective", """{"directiveId": "1-1"}"""));
        Assert.Equal("/problems/internal", problem.GetProperty("type").GetString());
        Assert.Contains("a defect", Assert.Single(log.Lines), StringComparison.Ordinal);
    }
}
