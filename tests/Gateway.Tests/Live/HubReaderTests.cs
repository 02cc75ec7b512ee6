using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine.Conformance;

namespace HierarchySim.Gateway.Tests;

/// <summary>Readers that are cut off, and readers that do not read.</summary>
public sealed class HubReaderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_client_cut_off_at_random_has_at_quiet_what_a_fresh_one_sees(int seed)
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        var arguments = $$"""{"unitId": "{{tree.Root}}", "depth": 3}""";
        var dice = new Random(seed);
        var acting = ActAsync(host.Desk, tree, new Random(seed + 100), commands: 300);

        var view = new Dictionary<string, JsonElement>();
        for (var lives = 0; lives < 20 || !acting.IsCompleted; lives++)
        {
            await using var client = await LiveConnection.OpenAsync(host);
            var watch = await client.BeginAsync("Watch", arguments);
            for (var frames = dice.Next(4); frames > 0; frames--)
            {
                Keep(view, await client.NextAsync(watch));
                if (acting.IsCompleted) break;
            }
            client.Cut();
        }
        await acting;

        await using var last = await LiveConnection.OpenAsync(host);
        await using var fresh = await LiveConnection.OpenAsync(host);
        var expected = new Dictionary<string, JsonElement>();
        foreach (var unit in tree.All.Take(8)) expected[$"{unit}"] = default;
        await ReadAllAsync(last, arguments, view, host);
        await ReadAllAsync(fresh, arguments, expected, host);
        Assert.Equal(Told(expected), Told(view));
        foreach (var unit in tree.All.Take(8))
            Assert.Equal((await host.Desk.View(unit)).Version.Count, (uint)view[$"{unit}"].GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task A_reader_that_does_not_read_gets_no_more_frames_and_others_get_theirs()
    {
        const int Provinces = 300;
        const string Arguments = """{"unitId": "1", "depth": 1}""";
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        var provinces = await host.Desk.OpenMany(UnitId.Root, "province", Provinces);
        await using var reader = await LiveConnection.OpenAsync(host);
        var watch = await reader.BeginAsync("Watch", Arguments);
        await reader.UntilAsync(watch, frame => !frame.GetProperty("more").GetBoolean());
        await using var sleeper = await LiveConnection.OpenAsync(host);
        var slept = await sleeper.BeginAsync("Watch", Arguments);
        await host.UntilMetricAsync("watches", watches => watches == 2);

        // All provinces change again and again. What the sleeper does not take fills the buffers between, and then it gets nothing.
        var rested = 0;
        for (var round = 0; rested < 5; round++)
        {
            Assert.True(round < 500, "frames are still made for a reader that does not read");
            var (before, read, version) = (host.Metric("frames"), 0, 0L);
            foreach (var province in provinces) await host.Desk.Submit(province, new RenameUnit($"Tỉnh {round}"));
            version = (await host.Desk.View(provinces[^1])).Version.Count;
            await reader.UntilAsync(watch, frame =>
            {
                read++;
                return HubWatchTests.Unit(frame, $"{provinces[^1]}") is { } last && last.GetProperty("version").GetInt64() == version;
            });
            rested = host.Metric("frames") - before <= read + 1 ? rested + 1 : 0;
        }

        // When it reads again it finds what lay in the buffers, and then the latest of everything.
        var final = (await host.Desk.View(provinces[^1])).Name;
        await sleeper.UntilAsync(slept, frame => frame.GetRawText().Contains($"\"{final}\"", StringComparison.Ordinal));
    }

    private static async Task ActAsync(Desk desk, SampleTree tree, Random dice, int commands)
    {
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Engine.Scheme.AllLevels));
        for (var i = 0; i < commands; i++)
        {
            var unit = tree.All[dice.Next(tree.All.Count)];
            // Some are refused, as in life: who acknowledged cannot again.
            await desk.Submit(unit, dice.Next(3) == 0 ? new RenameUnit($"tên {i}") : new AcknowledgeDirective(directive));
            if (dice.Next(20) == 0) directive = await desk.Issue(tree.Districts[dice.Next(2)], desk.Directive(desk.Levels("commune", "cell", "group")));
            await Task.Yield();
        }
        await desk.Harness.QuietAsync();
    }

    private static async Task ReadAllAsync(LiveConnection client, string arguments, Dictionary<string, JsonElement> into, LiveHost host)
    {
        var watch = await client.BeginAsync("Watch", arguments);
        var wanted = new Dictionary<string, long>();
        foreach (var id in into.Keys.ToList())
        {
            Assert.True(UnitId.TryParse(id, out var unit));
            wanted[id] = (await host.Desk.View(unit)).Version.Count;
        }
        await client.UntilAsync(watch, frame =>
        {
            Keep(into, frame);
            return wanted.All(pair => into[pair.Key].ValueKind == JsonValueKind.Object && into[pair.Key].GetProperty("version").GetInt64() >= pair.Value);
        });
    }

    private static void Keep(Dictionary<string, JsonElement> view, JsonElement frame)
    {
        foreach (var unit in frame.GetProperty("units").EnumerateArray())
        {
            var id = unit.GetProperty("id").GetString()!;
            if (view.TryGetValue(id, out var known) && known.ValueKind == JsonValueKind.Object && Version(known).CompareTo(Version(unit)) >= 0) continue;
            view[id] = unit;
        }
    }

    private static (long, long) Version(JsonElement unit) => (unit.GetProperty("incarnation").GetInt64(), unit.GetProperty("version").GetInt64());

    // The moment a view was taken differs between two of the same version.
    private static string Told(Dictionary<string, JsonElement> view) => string.Join(
        '\n', view.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => System.Text.RegularExpressions.Regex.Replace(pair.Value.GetRawText(), "\"asOf\":\"[^\"]*\"", "")));
}
