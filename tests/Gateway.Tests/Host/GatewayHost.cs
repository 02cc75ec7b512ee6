using System.Net.Http.Headers;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The gateway over the reference engine, without a network. The tree of most tests is one line from the nation to two
/// household groups; ids follow from the order of opening.
/// </summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client;
    private int lastKey;

    private GatewayHost(WebApplication app, StubEngine engine, FakeTime time)
    {
        this.app = app;
        Engine = engine;
        Time = time;
        client = app.GetTestClient();
    }

    public FakeTime Time { get; }

    /// <summary>The engine, with switches for the weather.</summary>
    public StubEngine Engine { get; }

    // 1 nation, 2 province, 3 district, 4 commune, 5 cell, 6 and 7 groups.
    public const string Root = "1", Province = "2", District = "3", Commune = "4", Cell = "5", Group = "6", OtherGroup = "7", Nobody = "ZZ";

    /// <summary>A gateway over no units.</summary>
    /// <param name="access">Who may call; everybody when left out.</param>
    /// <param name="add">Adds services of the test's own.</param>
    public static async Task<GatewayHost> StartEmptyAsync(AccessOptions? access = null, Action<IServiceCollection>? add = null)
    {
        var time = new FakeTime();
        return await StartOnAsync(new ReferenceEngine(LevelSchemes.Get("three-tier"), time), time, access, add);
    }

    /// <summary>The gateway over another engine, which the gateway's end does not end.</summary>
    public static async Task<GatewayHost> StartOnAsync(IHierarchyEngine inner, FakeTime time, AccessOptions? access = null, Action<IServiceCollection>? add = null)
    {
        var engine = new StubEngine(inner);
        var builder = WebApplication.CreateBuilder();
        // The test's culture must reach the code under test, as a server's own would.
        builder.WebHost.UseTestServer(options => options.PreserveExecutionContext = true);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IHierarchyEngine>(engine);
        add?.Invoke(builder.Services);
        builder.Services.AddHierarchyGateway(access);
        var app = builder.Build();
        app.MapHierarchyGateway();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new GatewayHost(app, engine, time);
    }

    public static async Task<GatewayHost> StartAsync(AccessOptions? access = null)
    {
        var host = await StartEmptyAsync(access);
        if (access is { RequireTokens: true }) host.Token = await host.MakeTokenAsync("administrator", Root);
        await host.OpenTreeAsync();
        return host;
    }

    /// <summary>Opens the line of units.</summary>
    public async Task OpenTreeAsync()
    {
        await OpenRootAsync();
        (string Parent, string Kind, string Name, string? Code)[] line =
        [
            (Root, "tinh", "Tỉnh Hà Giang", "02"), (Province, "huyen", "Huyện Đồng Văn", "026"), (District, "xa", "Xã Lũng Cú", "00715"),
            (Commune, "thon", "Thôn Lô Lô Chải", null), (Cell, "to-nhan-dan-tu-quan", "Tổ 1", null), (Cell, "to-nhan-dan-tu-quan", "Tổ 2", null),
        ];
        foreach (var (parent, kind, name, code) in line)
        {
            var codePart = code is null ? "" : $$""", "code": "{{code}}" """;
            await this.UntilOpenAsync(parent);
            var reply = await PostAsync("/api/v1/units", $$"""{"parent": "{{parent}}", "children": [{"kind": "{{kind}}", "name": "{{name}}", "opened": "2024-01-01"{{codePart}}}]}""");
            Assert.Equal(202, reply.Status);
        }
    }

    public async Task OpenRootAsync()
    {
        var definition = new UnitDefinition(UnitId.Root, Engine.Scheme.FindKind("quoc-gia")!.Value, "Việt Nam", new DateOnly(2024, 1, 1), null, false, []);
        var answer = await Engine.SubmitAsync(CommandIds.Create("test", UnitId.Root, "root", []), UnitId.Root, new OpenRoot(definition));
        Assert.True(answer.IsAccepted);
    }

    /// <summary>Issues a directive to household groups and says its id.</summary>
    public async Task<string> IssueAsync(string unit = Root, string require = "acknowledge", string? due = null)
    {
        var duePart = due is null ? "null" : $"\"{due}\"";
        var reply = await PostAsync($"/api/v1/units/{unit}/directives", $$"""
            {"title": "Rà soát hộ nghèo", "body": "Nội dung", "targetLevels": ["group"], "require": "{{require}}", "urgency": "Expected", "status": "Actual", "due": {{duePart}}}
            """);
        Assert.Equal(201, reply.Status);
        return reply.Text("id");
    }

    /// <summary>Raises a case, at a household group unless said otherwise, and says its id.</summary>
    public async Task<string> RaiseAsync(string unit = Group, string category = "roads-lighting", string reality = "Actual", string more = "")
    {
        var reply = await PostAsync($"/api/v1/units/{unit}/cases", $$"""
            {"service_code": "{{category}}", "title": "Đèn đường hỏng", "description": "Ba bóng trước trường", "reality": "{{reality}}"{{more}}}
            """);
        Assert.Equal(202, reply.Status);
        return reply.Text("service_request_id");
    }

    /// <summary>Registers an official, or a team of those named, and says its id.</summary>
    public async Task<string> RegisterAsync(string home, params string[] members)
    {
        Assert.True(UnitId.TryParse(home, out var unit));
        HolderId[] team = [.. members.Select(Holder)];
        var answer = await SubmitAsync(unit, team.Length == 0 ? new RegisterOfficial("Cán bộ", [], 0) : new RegisterTeam("Tổ công tác", team));
        return new HolderId(unit, answer.Number).ToString();
    }

    /// <summary>Assigns a holder to a unit from today on.</summary>
    public async Task AssignAsync(string holder, string unit)
    {
        Assert.True(UnitId.TryParse(unit, out var held));
        var way = await Ways.FindAsync(Engine, Holder(holder).Home, held, TestContext.Current.CancellationToken);
        await SubmitAsync(Holder(holder).Home, new AssignHolder(Holder(holder), "in-charge", new DateOnly(2025, 1, 6), null, null, [new AssignmentTarget(held, way!)]));
    }

    private static HolderId Holder(string text) => HolderId.TryParse(text, out var id) ? id : throw new ArgumentException(text, nameof(text));

    private async Task<CommandAnswer> SubmitAsync(UnitId unit, Command command)
    {
        var answer = await Engine.SubmitAsync(CommandIds.Create("test", unit, $"engine-{++lastKey}", []), unit, command, TestContext.Current.CancellationToken);
        Assert.True(answer.IsAccepted, answer.Refusal?.ToString());
        return answer;
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    /// <summary>Posts JSON under a key of its own.</summary>
    public Task<Reply> PostAsync(string path, string? json) => PostAsync(path, json, $"key-{++lastKey}");

    /// <summary>Posts JSON under a given key; without the header when the key is null.</summary>
    public Task<Reply> PostAsync(string path, string? json, string? key, string type = "application/json") =>
        PostBytesAsync(path, json is null ? null : Encoding.UTF8.GetBytes(json), key, type);

    public Task<Reply> PostBytesAsync(string path, byte[]? body, string? key, string? type = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        return SendAsync(request, key is null ? [] : [("Idempotency-Key", key)]);
    }

    /// <summary>Posts JSON under a key of its own with one header more.</summary>
    public Task<Reply> PostIfAsync(string path, string? json, string? ifMatch, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        (string, string)[] headers = ifMatch is null ? [] : [("If-Match", ifMatch)];
        return SendExactlyAsync(request, [("Idempotency-Key", key ?? $"key-{++lastKey}"), .. headers]);
    }

    /// <summary>
    /// Sends a request. Tests that are about something else replace things whatever they are: where a caller must say which version
    /// it saw, and the test does not, any will do.
    /// </summary>
    public Task<Reply> SendAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        var path = request.RequestUri!.OriginalString.Split('?')[0];
        var replaces = request.Method == HttpMethod.Put || path.EndsWith("/change", StringComparison.Ordinal) || path.EndsWith("/update", StringComparison.Ordinal);
        return SendExactlyAsync(request, replaces && !headers.Any(header => header.Name == "If-Match") ? [.. headers, ("If-Match", "*")] : headers);
    }

    /// <summary>Sends a request with these headers and no others.</summary>
    public async Task<Reply> SendExactlyAsync(HttpRequestMessage request, params (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (Token is not null && !request.Headers.Contains("Authorization")) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        using (request)
        using (var response = await client.SendAsync(request, TestContext.Current.CancellationToken))
            return await Reply.ReadAsync(response);
    }

    /// <summary>The gateway's services.</summary>
    internal IServiceProvider Services => app.Services;

    /// <summary>Sent with every request that brings no token of its own; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>Makes a key, as somebody does who may make any, and says its token.</summary>
    public async Task<string> MakeTokenAsync(string role, string unit, string? holder = null)
    {
        Assert.True(Words.Role.TryRead(role, out var read) & UnitId.TryParse(unit, out var at));
        var key = new NewKey($"{role} at {unit}", [new RoleAt(read, at)], holder is null ? HolderId.None : Holder(holder), Instant.From(Time.GetUtcNow()).PlusMs(1_000 * 24 * 3_600_000L));
        var command = CommandIds.Create("test", UnitId.Root, $"key-{++lastKey}", []);
        var made = await Services.GetRequiredService<ApiKeys>().MakeAsync(key, "test", command, [], TestContext.Current.CancellationToken);
        return made.Token!;
    }

    /// <summary>Stops the server as its host would; completes when it has.</summary>
    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>A client whose requests the test ends itself.</summary>
    public HttpClient Client => client;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
