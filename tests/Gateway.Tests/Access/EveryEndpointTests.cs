using HierarchySim.Engine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>Every operation of the API, asked by nobody, by a stranger, by somebody with too little, and by somebody with enough.</summary>
public sealed class EveryEndpointTests
{
    private static readonly AccessOptions Closed = new() { RequireTokens = true };

    public static TheoryData<string> Operations { get; } = [.. EndpointTable.All.Select(one => one.Operation)];

    [Fact]
    public async Task The_table_has_every_operation()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var operations = EndpointsOf(host).Where(IsApi).Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? endpoint.DisplayName);
        Assert.Equal(operations.Order(), EndpointTable.All.Select(one => one.Operation).Order());
    }

    [Fact]
    public async Task Every_endpoint_says_who_may_call_it()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var endpoints = EndpointsOf(host).ToList();
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(IsApi).Where(endpoint => endpoint.Metadata.GetMetadata<AccessNeed>() is null).Select(endpoint => endpoint.DisplayName));
        Assert.Empty(endpoints.Where(IsApi).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAll>() is not null).Select(endpoint => endpoint.DisplayName));
        Assert.Equal(
            ["/", "/demo/tokens", "/health/live", "/health/ready", "/openapi/{documentName}.json", "/problems", "/problems/{name}"],
            endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAll>() is not null).Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/')).Order());
    }

    [Fact]
    public async Task Without_a_token_every_operation_is_refused_alike()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        foreach (var one in EndpointTable.All)
        {
            var reply = await host.SendAsync(one, new Dictionary<string, string>(), null, "k");
            Assert.Equal((one.Operation, 401, "unauthenticated"), (one.Operation, reply.Status, reply.Problem));
            Assert.Equal("Bearer realm=\"hierarchysim\"", reply.Headers["WWW-Authenticate"]);
        }
    }

    [Fact]
    public async Task A_stranger_finds_nothing_and_changes_nothing()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var administrator = host.Token;
        var names = await EndpointTable.SeedAsync(host, late: true);
        var stranger = await host.TokenAsync(EndpointTable.Stranger);
        var before = await FingerprintAsync(host);
        foreach (var one in EndpointTable.All)
        {
            var reply = await host.SendAsync(one, names, stranger, "k-" + one.Operation);
            if (one.Open) Assert.Equal((one.Operation, 200), (one.Operation, reply.Status));
            else Assert.True(reply.Status is 404 or 403, $"{one.Operation}: {reply.Status} {reply.Content}");
        }
        Assert.Equal(before, await FingerprintAsync(host));

        // What is open to all speaks of the stranger's own part of the tree only.
        host.Token = stranger;
        Assert.Empty((await host.GetAsync("/api/v1/units?code=026")).At("items").EnumerateArray());
        Assert.Equal("7", (await host.GetAsync("/api/v1/me")).Text("roles.0.unit"));
        // Its own key, and none of the others.
        Assert.Equal(["7"], (await host.GetAsync("/api/v1/keys")).At("items").EnumerateArray().Select(key => key.GetProperty("roles")[0].GetProperty("unit").GetString()));
        Assert.Empty((await host.GetAsync("/api/v1/grants")).At("items").EnumerateArray());
        host.Token = administrator;
        Assert.Equal(1, (await host.GetAsync("/api/v1/units?code=026")).At("items").GetArrayLength());
    }

    [Fact]
    public async Task What_a_caller_may_not_read_looks_like_what_is_not_there()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        await EndpointTable.SeedAsync(host, late: true);
        host.Token = await host.TokenAsync(EndpointTable.Stranger);
        (string Foreign, string Absent)[] pairs =
        [
            ("units/6", "units/ZZ"), ("units/6/rollup", "units/ZZ/rollup"), ("units/4/officials", "units/ZZ/officials"), ("cases/6-1", "cases/6-99"),
            ("cases/6-1", "cases/ZZ-1"), ("directives/6-1", "directives/6-99"), ("directives/6-1", "directives/ZZ-1"), ("officials/4-1", "officials/4-99"),
            ("teams/4-3", "teams/ZZ-3"), ("assignments/4-1", "assignments/4-99"), ("units/6/directives/6-1", "units/ZZ/directives/6-1"),
            ("cases/6-1/texts?holder=4-1", "cases/6-99/texts?holder=4-1"), ("units/5/reports/cell-meeting/2026-01", "units/ZZ/reports/cell-meeting/2026-01"),
        ];
        foreach (var (foreign, absent) in pairs)
        {
            var (one, other) = (await host.GetAsync("/api/v1/" + foreign), await host.GetAsync("/api/v1/" + absent));
            Assert.Equal((foreign, 404, other.Content), (foreign, one.Status, one.Content));
        }
        foreach (var unit in new[] { "6", "ZZ" })
        {
            var reply = await host.PostAsync($"/api/v1/units/{unit}/rename", """{"name": "X"}""", null);
            Assert.Equal((404, "unit-not-found"), (reply.Status, reply.Problem));
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Whoever_has_enough_may_and_whoever_only_reads_is_told_what_is_missing(string operation)
    {
        var one = EndpointTable.All.Single(item => item.Operation == operation);
        await using var host = await GatewayHost.StartAsync(Closed);
        var names = await EndpointTable.SeedAsync(host, EndpointTable.IsLate(one));
        if (one.TooLittle is { } little)
        {
            var refused = await host.SendAsync(one, names, await host.TokenAsync(little), "little");
            Assert.True((refused.Status, refused.Problem) == (403, "forbidden"), $"{operation} as {little}: {refused.Status} {refused.Content}");
        }
        var reply = await host.SendAsync(one, names, await host.TokenAsync(one.Enough), "enough");
        Assert.True(reply.Status is >= 200 and < 300, $"{operation} as {one.Enough}: {reply.Status} {reply.Content}");
    }

    private static IEnumerable<RouteEndpoint> EndpointsOf(GatewayHost host) =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static bool IsApi(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal);

    // All events and all records, but for when keys were used.
    private static async Task<string> FingerprintAsync(GatewayHost host)
    {
        var (seen, after, left) = (0, EventCursor.Start, TestContext.Current.CancellationToken);
        while (await host.Engine.EventsAsync(after, 1_000, left) is { Items.Count: > 0 } page) (seen, after) = (seen + page.Items.Count, page.Next);
        var records = new List<string>();
        for (string? key = null; await host.Engine.Records.ListAsync("", key, 1_000, left) is { Count: > 0 } page; key = page[^1].Key)
            records.AddRange(page.Where(record => !record.Key.StartsWith("key-uses/", StringComparison.Ordinal)).Select(record => $"{record.Key} {record.Version}"));
        return $"{seen} events\n{string.Join('\n', records)}";
    }
}
