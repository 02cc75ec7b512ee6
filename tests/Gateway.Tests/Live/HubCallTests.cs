using HierarchySim.Engine.Conformance;

namespace HierarchySim.Gateway.Tests;

/// <summary>Calls that are refused, each with a problem that names the member and the rule.</summary>
public sealed class HubCallTests(HubCallTests.Server server) : IClassFixture<HubCallTests.Server>
{
    [Theory]
    [InlineData("Watch", """{"unitId": "u"}""", "invalid", "unitId")]
    [InlineData("Watch", """{"unitId": 5}""", "invalid", "unitId")]
    [InlineData("Watch", """{"unitId": null}""", "invalid", "unitId")]
    [InlineData("Watch", "{}", "invalid", "unitId")]
    [InlineData("Watch", "null", "invalid", "body")]
    [InlineData("Watch", "\"1\"", "invalid", "body")]
    [InlineData("Watch", "[[[[]]]]", "invalid", "body")]
    [InlineData("Watch", """{"unitId": "1", "dept": 1}""", "unknown-field", "dept")]
    [InlineData("Watch", """{"unitId": "1", "depth": -1}""", "invalid", "depth", "WatchDepthMax")]
    [InlineData("Watch", """{"unitId": "1", "depth": 4}""", "invalid", "depth", "WatchDepthMax")]
    [InlineData("Watch", """{"unitId": "1", "depth": 1.5}""", "invalid", "depth")]
    [InlineData("Watch", """{"unitId": "ZZ"}""", "unit-not-found", "unitId")]
    [InlineData("WatchDirective", """{"directiveId": "1"}""", "invalid", "directiveId")]
    [InlineData("WatchDirective", """{"directiveId": "1-9"}""", "directive-not-found", "directiveId")]
    [InlineData("WatchDirective", """{"directiveId": "1-1", "unitId": "ZZ"}""", "unit-not-found", "unitId")]
    [InlineData("WatchDirective", """{"directiveId": "3-1", "unitId": "2"}""", "directive-not-found", "directiveId")]
    [InlineData("WatchDirective", """{"directiveId": "1-1", "depth": 2}""", "invalid", "depth", "DirectiveWatchDepthMax")]
    [InlineData("WatchCase", """{"caseId": "1"}""", "invalid", "caseId")]
    [InlineData("WatchCase", """{"caseId": "1-1"}""", "case-not-found", "caseId")]
    [InlineData("WatchCase", """{"caseId": "ZZ-1"}""", "unit-not-found", "caseId")]
    public async Task A_wrong_call_is_told_what_is_wrong(string method, string arguments, string type, string field, string? limit = null)
    {
        await using var client = await LiveConnection.OpenAsync(server.Host);
        var problem = await client.ProblemAsync(await client.BeginAsync(method, arguments));
        Assert.Equal("/problems/" + type, problem.GetProperty("type").GetString());
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Equal(limit, problem.TryGetProperty("limit", out var named) ? named.GetString() : null);
        Assert.InRange(problem.GetProperty("status").GetInt32(), 400, 428);

        // The connection is as good as before, and nothing is left of the watch.
        await client.NextAsync(await client.BeginAsync("Watch", """{"unitId": "1"}"""));
        Assert.Equal(1, server.Host.Metric("watches"));
        await client.DisposeAsync();
        await server.Host.UntilMetricAsync("watches", watches => watches == 0);
    }

    /// <summary>One server for the whole table; a call that is refused leaves nothing behind.</summary>
    public sealed class Server : IAsyncLifetime
    {
        internal LiveHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Host = await LiveHost.StartAsync();
            var tree = await SampleTree.Open(Host.Desk);
            await Host.Desk.Issue(tree.Root, Host.Desk.Directive(Host.Desk.Levels("group")));
            await Host.Desk.Issue(tree.Districts[0], Host.Desk.Directive(Host.Desk.Levels("group")));
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
