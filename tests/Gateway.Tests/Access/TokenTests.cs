using System.Collections.Concurrent;
using System.Net.Http.Headers;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway.Tests;

/// <summary>Where tokens are taken from, what a bad one gets, and where they never turn up.</summary>
public sealed class TokenTests
{
    private static readonly AccessOptions Closed = new() { RequireTokens = true };

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer hsk_0_AAAA")]
    [InlineData("Bearer hsk_")]
    [InlineData("Bearer hsk__")]
    [InlineData("Bearer hsd_viewer_AAAA")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.")]
    [InlineData("Bearer")]
    [InlineData("Basic dTpw")]
    [InlineData("?")]
    public async Task A_bad_token_is_refused_everywhere_and_in_every_mode(string header)
    {
        foreach (var access in new[] { Closed, new AccessOptions(), new AccessOptions { IsDemo = true } })
        {
            await using var host = await GatewayHost.StartEmptyAsync(access);
            foreach (var path in new[] { "/api/v1/scheme", "/api/v1/me", "/health/live" })
            {
                var reply = await host.GetAsync(path, ("Authorization", header));
                Assert.Equal((401, "unauthenticated"), (reply.Status, reply.Problem));
                Assert.Equal("Bearer realm=\"hierarchysim\"", reply.Headers["WWW-Authenticate"]);
            }
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://localhost", true)]
    [InlineData("http://LOCALHOST:80", true)]
    // A proxy in front ends TLS; the page has its scheme, this server's name and no port.
    [InlineData("https://localhost", true)]
    [InlineData("http://localhost:5173", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("https://localhost:80", false)]
    [InlineData("ws://localhost", false)]
    [InlineData("https://example.org", false)]
    [InlineData("http://localhost.example.org", false)]
    [InlineData("null", false)]
    public async Task A_page_of_another_site_is_not_everybody_on_this_machine(string? origin, bool answered)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync("/api/v1/units/root", origin is null ? [] : [("Origin", origin)]);
        Assert.Equal(answered ? (200, "") : (403, "Origin"), (reply.Status, reply.Status == 200 ? "" : reply.Field));
        if (origin is null) return;
        // With a token it is whoever the token makes it.
        var token = await host.MakeTokenAsync("viewer", "4");
        Assert.Equal(200, (await host.GetAsync("/api/v1/units/4", ("Origin", origin), ("Authorization", $"Bearer {token}"))).Status);
    }

    [Fact]
    public async Task A_secret_that_is_nearly_right_opens_nothing()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var token = await host.MakeTokenAsync("viewer", "4");
        var last = token[^1] == 'A' ? 'B' : 'A';
        foreach (var wrong in new[] { token[..^1] + last, token[..^1], token + "A", token.ToUpperInvariant(), token.Replace("hsk_", "hsk_0", StringComparison.Ordinal) })
            Assert.Equal(401, (await host.GetAsync("/api/v1/me", ("Authorization", $"Bearer {wrong}"))).Status);
        Assert.Equal(200, (await host.GetAsync("/api/v1/me", ("Authorization", $"bearer {token}"))).Status);
    }

    [Fact]
    public async Task Pages_health_and_the_description_need_no_token_and_tell_nothing_of_the_tree()
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        host.Token = null;
        foreach (var path in new[] { "/", "/problems", "/problems/forbidden", "/health/live", "/health/ready", "/openapi/v1.json" })
            Assert.Equal((path, 200), (path, (await host.GetAsync(path)).Status));
        var page = (await host.GetAsync("/")).Content;
        Assert.Contains("Authorization: Bearer TOKEN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Việt Nam", page, StringComparison.Ordinal);
        Assert.Equal(404, (await host.GetAsync("/api/v1/nothing")).Status);
    }

    [Theory]
    [InlineData("/api/v1/me?access_token={0}")]
    [InlineData("/api/v1/units/4?ACCESS_TOKEN={0}")]
    [InlineData("/api/v1/units/4?take=1&acces%73_token={0}")]
    [InlineData("/hubs/hierarchy/negotiate?access_token={0}")]
    [InlineData("/health/live?access_token={0}")]
    public async Task Nothing_but_the_hub_takes_a_token_from_the_query(string path)
    {
        await using var host = await GatewayHost.StartAsync(Closed);
        var token = host.Token!;
        host.Token = null;
        var reply = await host.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, token));
        Assert.Equal((401, "access_token"), (reply.Status, reply.Field));
        Assert.DoesNotContain(token, reply.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hub_takes_it_from_the_query_and_no_log_at_any_level_has_it()
    {
        var (log, time) = (new CapturedLog(), new FakeTime());
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IHierarchyEngine>(new ReferenceEngine(LevelSchemes.Get("three-tier"), time));
        builder.Services.AddHierarchyGateway(Closed);
        await using var app = builder.Build();
        app.MapHierarchyGateway();
        // Stands in for the hub: what reaches it is what a hub would see.
        app.MapGet("/hubs/hierarchy", (HttpContext http) => $"{Caller.Of(http).Id} {http.Request.QueryString} {http.Request.Query.Count}");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var made = await app.Services.GetRequiredService<ApiKeys>().MakeAsync(
            new NewKey("k", [new RoleAt(Role.Viewer, Core.UnitId.Root)], Core.HolderId.None, Core.Instant.From(time.GetUtcNow().AddDays(1))), "test",
            CommandIds.Create("test", Core.UnitId.Root, "k", []), [], TestContext.Current.CancellationToken);
        var secret = made.Token!.Split('_', 3)[2];
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var answer = await client.GetStringAsync(new Uri($"/hubs/hierarchy?id=7&access_token={made.Token}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal($"key-{made.Key!.Id} ?id=7 1", answer);
        foreach (var path in new[] { $"/api/v1/me?access_token={made.Token}", $"/hubs/hierarchy?access_token={made.Token}x", $"/nowhere?access_token={made.Token}", $"/hubs/hierarchy?access_token={made.Token}&access_token=x" })
        {
            using var refused = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(401, (int)refused.StatusCode);
        }
        using var header = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        header.Headers.Authorization = new AuthenticationHeaderValue("Bearer", made.Token);
        using var me = await client.SendAsync(header, TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)me.StatusCode);
        await BreakRequestLineAsync(app.Urls.First(), made.Token);
        await app.StopAsync(TestContext.Current.CancellationToken);

        // The server's own request log is on, and saw these requests.
        Assert.Contains(log.Lines, line => line.Contains("Request starting", StringComparison.Ordinal) && line.Contains("/hubs/hierarchy?id=7", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(made.Token, StringComparison.Ordinal));
    }

    // A request line that breaks HTTP never becomes a request, and the server tells of it in its own words.
    private static async Task BreakRequestLineAsync(string url, string token)
    {
        var address = new Uri(url);
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /hubs/hierarchy?access_token={token} HTTP/9.9\r\n\r\n"), TestContext.Current.CancellationToken);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET /hubs/hierarchy?access_token={token}\u0001\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.Contains(" 505 ", await reader.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_say_who_may_call_it_is_refused_to_everybody()
    {
        var time = new FakeTime();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IHierarchyEngine>(new ReferenceEngine(LevelSchemes.Get("three-tier"), time));
        builder.Services.AddHierarchyGateway();
        await using var app = builder.Build();
        app.MapHierarchyGateway();
        var called = false;
        app.MapGroup("/api/v1").RefuseStrangers().MapGet("/forgotten", () => called = true);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.GetAsync(new Uri("/api/v1/forgotten", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((500, false), ((int)answer.StatusCode, called));
    }

    private sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Lines.Enqueue($"{formatter(state, exception)} {exception}");
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                foreach (var value in values) Lines.Enqueue($"{value.Key}={value.Value}");
        }

        public void Dispose()
        {
        }
    }
}
