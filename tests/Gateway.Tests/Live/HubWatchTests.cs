using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine.Conformance;

namespace HierarchySim.Gateway.Tests;

/// <summary>What the three streams show: all there is, then what changed, in the forms of REST.</summary>
public sealed class HubWatchTests
{
    [Theory]
    [InlineData("""{"unitId": "1"}""", 1)]
    [InlineData("""{"unitId": "1", "depth": 0}""", 1)]
    [InlineData("""{"unitId": "1", "depth": 1}""", 2)]
    [InlineData("""{"unitId": "1", "depth": 3}""", 8)]
    public async Task The_first_frames_hold_every_unit_as_rest_shows_it(string arguments, int units)
    {
        await using var host = await LiveHost.StartAsync();
        await SampleTree.Open(host.Desk);
        using var rest = new HttpClient { BaseAddress = host.Address };
        await using var client = await LiveConnection.OpenAsync(host);
        var frame = await client.NextAsync(await client.BeginAsync("Watch", arguments));
        Assert.False(frame.GetProperty("more").GetBoolean());
        Assert.Equal(units, frame.GetProperty("units").GetArrayLength());
        foreach (var unit in frame.GetProperty("units").EnumerateArray())
        {
            var id = unit.GetProperty("id").GetString();
            Assert.Equal(await rest.GetStringAsync(new Uri($"/api/v1/units/{id}", UriKind.Relative), TestContext.Current.CancellationToken), unit.GetProperty("unit").GetRawText());
            Assert.Equal(await rest.GetStringAsync(new Uri($"/api/v1/units/{id}/rollup", UriKind.Relative), TestContext.Current.CancellationToken), unit.GetProperty("rollup").GetRawText());
            Assert.Equal(unit.GetProperty("unit").GetProperty("version").GetInt64(), unit.GetProperty("version").GetInt64());
            Assert.Equal(unit.GetProperty("unit").GetProperty("incarnation").GetInt64(), unit.GetProperty("incarnation").GetInt64());
            Assert.Equal(0, unit.GetProperty("cases").GetProperty("held").GetInt32());
        }
    }

    [Fact]
    public async Task Changes_follow_each_with_a_greater_version()
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", """{"unitId": "1", "depth": 1}""");
        var version = Unit(await client.NextAsync(watch), "1")!.Value.GetProperty("version").GetInt64();
        var directive = await host.Desk.Issue(tree.Root, host.Desk.Directive(host.Desk.Levels("group")));
        for (var done = 0; done < 5; done++)
        {
            await host.Desk.Acknowledge(tree.Groups[done], directive);
            var frame = await client.UntilAsync(watch, frame => Unit(frame, "1") is { } root && Acknowledged(root) == done + 1);
            var next = Unit(frame, "1")!.Value.GetProperty("version").GetInt64();
            Assert.True(next > version);
            version = next;
        }
    }

    [Fact]
    public async Task A_unit_opened_later_comes_into_the_picture()
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", $$"""{"unitId": "{{tree.Province}}", "depth": 1}""");
        await client.NextAsync(watch);
        var late = await host.Desk.Open(tree.Province, "district");
        await client.UntilAsync(watch, frame => Unit(frame, $"{late}") is not null);
    }

    [Fact]
    public async Task A_picture_larger_than_a_frame_comes_in_pieces_without_a_gap()
    {
        await using var host = await LiveHost.StartAsync();
        await host.Desk.OpenRoot();
        await host.Desk.OpenMany(UnitId.Root, "province", 500);
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("Watch", """{"unitId": "1", "depth": 1}""");
        var (seen, frames) = (new HashSet<string>(), 0);
        for (var more = true; more; frames++)
        {
            var frame = await client.NextAsync(watch);
            Assert.InRange(frame.GetRawText().Length, 1, GatewayLimits.LiveFrameBytesMax + 4_096);
            foreach (var unit in frame.GetProperty("units").EnumerateArray()) Assert.True(seen.Add(unit.GetProperty("id").GetString()!));
            more = frame.GetProperty("more").GetBoolean();
        }
        Assert.Equal(501, seen.Count);
        Assert.InRange(frames, 3, 50);
    }

    [Fact]
    public async Task A_directive_is_followed_at_its_issuer_and_its_children_and_nothing_else_is_told()
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        var directive = await host.Desk.Issue(tree.Districts[0], host.Desk.Directive(host.Desk.Levels("group")));
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("WatchDirective", $$"""{"directiveId": "{{directive}}"}""");
        var first = await client.NextAsync(watch);
        Assert.Equal([$"{tree.Districts[0]}", $"{tree.Communes[0]}", $"{tree.Communes[1]}"], Ids(first).Order());

        await host.Desk.Accept(tree.Communes[1], new RenameUnit("Xã mới"));
        await host.Desk.Acknowledge(tree.Groups[0], directive);
        var changed = new List<string>();
        await client.UntilAsync(watch, frame =>
        {
            changed.AddRange(Ids(frame));
            return frame.GetProperty("units").EnumerateArray().Any(unit =>
                unit.GetProperty("unit").GetString() == $"{tree.Districts[0]}" && unit.GetProperty("progress").GetProperty("acknowledged").GetInt32() == 1);
        });
        Assert.DoesNotContain($"{tree.Communes[1]}", changed);
    }

    [Fact]
    public async Task A_directive_is_followed_at_a_unit_below_alone()
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        var directive = await host.Desk.Issue(tree.Root, host.Desk.Directive(host.Desk.Levels("group")));
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("WatchDirective", $$"""{"directiveId": "{{directive}}", "unitId": "{{tree.Groups[3]}}", "depth": 0}""");
        Assert.Equal([$"{tree.Groups[3]}"], Ids(await client.NextAsync(watch)));
        await host.Desk.Acknowledge(tree.Groups[3], directive);
        await client.UntilAsync(watch, frame => frame.GetProperty("units")[0].GetProperty("acknowledgedAt").ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task A_case_is_followed_from_custody_to_custody_without_its_texts()
    {
        await using var host = await LiveHost.StartAsync();
        var tree = await SampleTree.Open(host.Desk);
        var id = await host.Desk.Raise(tree.Groups[0]);
        await host.Desk.Raise(tree.Groups[0]);
        await using var client = await LiveConnection.OpenAsync(host);
        var watch = await client.BeginAsync("WatchCase", $$"""{"caseId": "{{id}}"}""");
        var first = (await client.NextAsync(watch)).GetProperty("case");
        using var rest = new HttpClient { BaseAddress = host.Address };
        Assert.Equal(await rest.GetStringAsync(new Uri($"/api/v1/cases/{id}", UriKind.Relative), TestContext.Current.CancellationToken), first.GetRawText());
        Assert.True(UnitId.TryParse(first.GetProperty("custodian").GetString(), out var custodian));
        await host.Desk.Accept(custodian, new TakeCase(id, HolderId.None));
        await client.UntilAsync(watch, frame => Fine(frame) == "investigating");
        await host.Desk.Answer(custodian, id);
        var answered = await client.UntilAsync(watch, frame => Fine(frame) == "answered");
        Assert.DoesNotContain("description", answered.GetRawText(), StringComparison.Ordinal);

        static string Fine(JsonElement frame) => frame.GetProperty("case").GetProperty("fineStatus").GetString()!;
    }

    internal static JsonElement? Unit(JsonElement frame, string id)
    {
        foreach (var unit in frame.GetProperty("units").EnumerateArray())
            if (unit.GetProperty("id").GetString() == id) return unit;
        return null;
    }

    private static int Acknowledged(JsonElement unit) =>
        unit.GetProperty("rollup").GetProperty("directives") is { } directives && directives.GetArrayLength() > 0
            ? directives[0].GetProperty("progress").GetProperty("acknowledged").GetInt32() : -1;

    private static List<string> Ids(JsonElement frame) => [.. frame.GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("unit").GetString()!)];
}
