using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HierarchySim.Cli.Tests;

/// <summary>A running <c>serve</c> and a client to ask it. It is killed at the end if the test has not stopped it.</summary>
internal sealed partial class Serving : IAsyncDisposable
{
    // A machine that builds and tests much else at once may stand still for minutes; a request that never ends must still end the test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;
    private readonly HttpClient client;

    private Serving(Process process, string firstLine, Task<string> errors)
    {
        this.process = process;
        this.errors = errors;
        FirstLine = firstLine;
        output = process.StandardOutput.ReadToEndAsync();
        client = new HttpClient(new ObedientHandler()) { BaseAddress = new Uri(ServingLine().Match(firstLine).Groups[1].Value.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)), Timeout = Patience };
    }

    public string FirstLine { get; }

    public Uri Address => client.BaseAddress!;

    /// <summary>Starts <c>serve</c> on a folder and waits for its first line.</summary>
    public static Task<Serving> Start(string folder, params string[] more) => Start(folder, new Dictionary<string, string>(), more);

    public static async Task<Serving> Start(string folder, IReadOnlyDictionary<string, string> environment, params string[] more)
    {
        string[] address = more.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var process = Programs.Start(environment, ["serve", "--data", folder, .. address, .. more]);
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? "";
        if (ServingLine().IsMatch(line)) return new Serving(process, line, errors);
        process.Kill();
        Assert.Fail($"serve does not serve: {line} {await errors}");
        return null!;
    }

    /// <summary>Sends this token with every request from now on.</summary>
    public string? Token
    {
        set => client.DefaultRequestHeaders.Authorization = value is null ? null : new AuthenticationHeaderValue("Bearer", value);
    }

    /// <summary>Status and body of an address.</summary>
    public async Task<(int Status, JsonNode Body)> Ask(string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public async Task<JsonNode> Get(string path)
    {
        using var answer = await client.GetAsync(new Uri("/api/v1" + path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Asks under another name of the server, as a page elsewhere can make a browser do.</summary>
    public async Task<(int Status, string? Type, JsonNode Body)> GetAs(string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    /// <summary>Sends a command; the body is null when it was refused, and <see cref="HttpRequestException"/> means nobody knows.</summary>
    public async Task<Answer> Post(string path, string key, string body = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1" + path, UriKind.Relative));
        request.Headers.Add("Idempotency-Key", key);
        if (body.Length > 0) request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Answer((int)answer.StatusCode, answer.Headers.Contains("Idempotent-Replayed"), JsonNode.Parse(text)!);
    }

    /// <summary>Waits until the root has counted all units, and checks how many there are of each level, from the root down.</summary>
    public async Task AssertUnits(params int[] byLevel)
    {
        var counts = await Until.Reached(
            async () => (await Get($"/units/{await RootId()}/rollup"))["unitsByLevel"]!.AsArray().Select(level => (int)level!["units"]!).ToArray(),
            counts => counts.Sum() >= byLevel.Sum());
        Assert.Equal(byLevel, counts);
    }

    public async Task<string> RootId() => (string)(await Get("/units/root"))["id"]!;

    /// <summary>All children of a unit, page by page.</summary>
    public async Task<List<JsonNode>> Children(string unit)
    {
        var children = new List<JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get($"/units/{unit}/children?take=1000{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}");
            children.AddRange(page["items"]!.AsArray().Select(child => child!));
            cursor = (string?)page["nextCursor"];
        }
        return children;
    }

    /// <summary>Ends the process at once, as <c>kill -9</c> does.</summary>
    public void Kill() => process.Kill();

    public Task Ended() => process.WaitForExitAsync();

    /// <summary>Asks it to stop and returns what it said.</summary>
    public async Task<Ended> Stop()
    {
        await Programs.Terminate(process);
        return new Ended(process.ExitCode, $"{FirstLine}\n{await output}", await errors);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        client.Dispose();
        process.Dispose();
    }

    [GeneratedRegex("^Serving [0-9,]+ units on (http://(?:127\\.0\\.0\\.1|0\\.0\\.0\\.0):[0-9]+)$")]
    private static partial Regex ServingLine();
}

/// <summary>What a command was answered.</summary>
internal sealed record Answer(int Status, bool IsReplayed, JsonNode Body)
{
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Refused for good; the engine did not do it.</summary>
    public bool IsRefused => Status is >= 400 and < 500;
}
