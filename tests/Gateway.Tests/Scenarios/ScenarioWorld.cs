using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// A place of its own for a scenario, over the reference engine or over the one with threads and a folder. What an operator does
/// over REST takes one line each; people are numbered posts.
/// </summary>
public sealed class ScenarioWorld : IAsyncDisposable
{
    private const int AtOnce = 32;
    private readonly StandaloneEngine? engine;
    private readonly string? folder;
    private int lastKey;

    private ScenarioWorld(GatewayHost host, StandaloneEngine? engine, string? folder)
    {
        Host = host;
        this.engine = engine;
        this.folder = folder;
    }

    public GatewayHost Host { get; }

    /// <summary>The local day.</summary>
    public string Today => Instant.From(Host.Time.GetUtcNow()).DateAt(Host.Engine.Scheme.Offset).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Starts an empty tree of three tiers some days after the clock's first.</summary>
    public static async Task<ScenarioWorld> StartAsync(bool standalone, int days = 0)
    {
        var time = new FakeTime();
        time.Advance(TimeSpan.FromDays(days));
        var folder = standalone ? Directory.CreateTempSubdirectory("hierarchysim-scenario-").FullName : null;
        var engine = folder is null ? null : StandaloneEngine.Open(folder, new StandaloneOptions { Shards = 2, Time = new StillTime(time) });
        var host = await GatewayHost.StartOnAsync(engine ?? (IHierarchyEngine)new ReferenceEngine(LevelSchemes.Get("three-tier"), time), time);
        await host.OpenRootAsync();
        return new ScenarioWorld(host, engine, folder);
    }

    /// <summary>Opens a province and a district of it.</summary>
    public async Task<(string Province, string District)> OpenDistrictAsync(string province, string district, string kind = "huyen")
    {
        var top = (await OpenAsync(GatewayHost.Root, "tinh", 1, province))[0];
        return (top, (await OpenAsync(top, kind, 1, district))[0]);
    }

    /// <summary>Opens units of a kind; several are numbered.</summary>
    public async Task<string[]> OpenAsync(string parent, string kind, int count, string name)
    {
        var children = string.Join(",", Enumerable.Range(1, count)
            .Select(number => $$"""{"kind": "{{kind}}", "name": "{{name}}{{(count == 1 ? "" : $" số {number}")}}", "opened": "2024-01-01"}"""));
        var opened = await PostAsync("/api/v1/units", $$"""{"parent": "{{parent}}", "children": [{{children}}]}""", 202);
        string[] ids = [.. opened.At("children").EnumerateArray().Select(id => id.GetString()!)];
        // They come into being right after their parent's commit, the last one last.
        await UntilAsync($"/api/v1/units/{ids[^1]}", reply => reply.Status == 200);
        return ids;
    }

    /// <summary>Registers numbered officials of one post.</summary>
    public Task<string[]> RegisterAsync(string home, int count, string name, string posts = "\"district-official\"", int loadLimit = 10) =>
        ManyAsync(Enumerable.Range(1, count), async number => (await PostAsync(
            $"/api/v1/units/{home}/officials", $$"""{"name": "{{name}} số {{number}}", "posts": [{{posts}}], "loadLimit": {{loadLimit}}}""", 201)).Text("id"));

    public async Task<string> FormAsync(string home, string name, IEnumerable<string> members) =>
        (await PostAsync($"/api/v1/units/{home}/teams", $$"""{"name": "{{name}}", "members": {{Json(members)}}}""", 201)).Text("id");

    /// <summary>Assigns a holder to units from today on; several units are a set with a name.</summary>
    public async Task<string> AssignAsync(string holder, string role, params string[] units)
    {
        var set = units.Length == 1 ? "null" : $"\"Tiểu vùng của {holder}\"";
        var home = holder[..holder.IndexOf('-', StringComparison.Ordinal)];
        var made = await PostAsync(
            $"/api/v1/units/{home}/assignments",
            $$"""{"holder": "{{holder}}", "role": "{{role}}", "from": "{{Today}}", "setName": {{set}}, "units": {{Json(units)}}}""", 202);
        Assert.Equal($"/api/v1/assignments/{made.Text("id")}", made.Headers["Location"]);
        return made.Text("id");
    }

    /// <summary>Does something for many, some at once; the results are in the order of the items.</summary>
    public static async Task<TResult[]> ManyAsync<T, TResult>(IEnumerable<T> items, Func<T, Task<TResult>> act)
    {
        var results = new List<TResult>();
        foreach (var chunk in items.Chunk(AtOnce)) results.AddRange(await Task.WhenAll(chunk.Select(act)));
        return [.. results];
    }

    public async Task<Reply> PostAsync(string path, string? json, int status)
    {
        var reply = await Host.PostAsync(path, json, $"scenario-{Interlocked.Increment(ref lastKey)}");
        Assert.True(reply.Status == status, $"{path}: {reply.Content}");
        return reply;
    }

    public async Task<Reply> GetAsync(string path)
    {
        var reply = await Host.GetAsync(path);
        Assert.True(reply.Status == 200, $"{path}: {reply.Content}");
        return reply;
    }

    /// <summary>Reads until it is as it must become, with twice the usual patience: a scenario begins much at once.</summary>
    public Task<Reply> UntilAsync(string path, Func<Reply, bool> holds) => Host.UntilAsync(path, holds, readsMax: 4_000);

    /// <summary>Reads a unit's coverage once so many units of a level are held.</summary>
    public Task<Reply> CoverageAsync(string unit, string level, int covered) =>
        UntilAsync($"/api/v1/units/{unit}/coverage?take=1000", reply => LevelIn(reply, level).GetProperty("covered").GetInt32() == covered);

    /// <summary>The numbers of one level in a coverage.</summary>
    public static (int Units, int Covered, int Uncovered) NumbersOf(Reply coverage, string level)
    {
        var found = LevelIn(coverage, level);
        return (found.GetProperty("units").GetInt32(), found.GetProperty("covered").GetInt32(), found.GetProperty("uncovered").GetInt32());
    }

    /// <summary>Ids of a list's units, over all its pages.</summary>
    public async Task<List<string>> ListAsync(string path, int take = 1000)
    {
        var (ids, separator, cursor) = (new List<string>(), path.Contains('?', StringComparison.Ordinal) ? "&" : "?", "");
        while (true)
        {
            var page = await GetAsync($"{path}{separator}take={take}{cursor}");
            ids.AddRange(page.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            if (page.At("nextCursor").GetString() is not { } next) return ids;
            cursor = "&cursor=" + next;
        }
    }

    /// <summary>How many there are of something, each a number of times: (3, 2) is 3 of 2, and so on.</summary>
    public static int[] Sizes(params (int Times, int Size)[] parts) => [.. parts.SelectMany(part => Enumerable.Repeat(part.Size, part.Times))];

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        if (engine is not null) await engine.DisposeAsync();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    private static JsonElement LevelIn(Reply coverage, string level) =>
        coverage.At("counts.levels").EnumerateArray().Single(item => item.GetProperty("level").GetString() == level);

    private static string Json(IEnumerable<string> texts) => "[" + string.Join(",", texts.Select(text => $"\"{text}\"")) + "]";
}
