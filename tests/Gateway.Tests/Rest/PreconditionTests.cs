using System.Text;
using System.Text.Json.Nodes;

namespace HierarchySim.Gateway.Tests;

/// <summary>If-Match: a change is made only while the thing is as its sender saw it, and not lost to a retry or to counters that moved.</summary>
public sealed class PreconditionTests
{
    /// <summary>Where the thing is read, where it is changed, two changes, whether the header must be there, and a change that does not touch the edition.</summary>
    public static TheoryData<string, string, string?, string?, bool> Changes => new()
    {
        { "units/5", "units/5/rename", """{"name": "Thôn Mới"}""", """{"name": "Thôn Khác"}""", false },
        { "units/4", "units/4/code", """{"code": "00716", "validFrom": "2025-07-01"}""", """{"code": "00717", "validFrom": "2025-08-01"}""", false },
        { "units/7", "units/7/close", """{"on": "2025-01-05"}""", """{"on": "2025-01-04"}""", false },
        { "directives/1-1", "directives/1-1/update", """{"title": "T2", "body": "", "due": null, "urgency": "Past"}""", """{"title": "T3", "body": "", "due": null, "urgency": "Past"}""", true },
        { "directives/1-1", "directives/1-1/cancel", null, "{}", false },
        { "officials/4-1", "officials/4-1/change", """{"name": "A", "posts": []}""", """{"name": "B", "posts": []}""", true },
        { "officials/4-2", "officials/4-2/end", null, "{}", false },
        { "teams/4-3", "teams/4-3/change", """{"name": "A", "members": ["4-2"]}""", """{"name": "B", "members": ["4-2"]}""", true },
        { "teams/4-4", "teams/4-4/end", null, "{}", false },
    };

    private static async Task<GatewayHost> StartAsync()
    {
        var host = await GatewayHost.StartAsync();
        await host.IssueAsync(require: "complete");
        await host.SeedHoldersAsync();
        return host;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_holds_for_what_was_seen_and_no_longer_after_another(string read, string write, string? first, string? second, bool required)
    {
        _ = required;
        await using var host = await StartAsync();
        var seen = (await host.GetAsync("/api/v1/" + read)).Headers["ETag"];
        Assert.False(seen.StartsWith("W/", StringComparison.Ordinal));
        var changed = await host.PostIfAsync("/api/v1/" + write, first, seen, "once");
        Assert.True(changed.Status == 200, changed.Content);
        var now = await host.GetAsync("/api/v1/" + read);
        Assert.Equal(now.Headers["ETag"], changed.Headers["ETag"]);
        Assert.NotEqual(seen, now.Headers["ETag"]);

        var late = await host.PostIfAsync("/api/v1/" + write, second, seen);
        Assert.Equal((412, "precondition-failed", "If-Match"), (late.Status, late.Problem, late.Field));
        Assert.Equal(now.Headers["ETag"], (await host.GetAsync("/api/v1/" + read)).Headers["ETag"]);

        // The first answer again, although its condition no longer holds.
        var retried = await host.PostIfAsync("/api/v1/" + write, first, seen, "once");
        Assert.Equal((200, "true"), (retried.Status, retried.Headers["Idempotent-Replayed"]));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Who_replaces_a_thing_must_say_what_it_saw(string read, string write, string? first, string? second, bool required)
    {
        _ = (read, second);
        await using var host = await StartAsync();
        var blind = await host.PostIfAsync("/api/v1/" + write, first, null);
        if (!required)
        {
            Assert.Equal(200, blind.Status);
            return;
        }
        Assert.Equal((428, "precondition-required", "If-Match"), (blind.Status, blind.Problem, blind.Field));
        Assert.Equal(200, (await host.PostIfAsync("/api/v1/" + write, first, "*")).Status);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Tags_that_are_none_are_refused_and_foreign_or_weak_ones_match_nothing(string read, string write, string? first, string? second, bool required)
    {
        _ = (second, required);
        await using var host = await StartAsync();
        var seen = (await host.GetAsync("/api/v1/" + read)).Headers["ETag"];
        foreach (var tag in new[] { "abc", "\"abc", string.Join(", ", Enumerable.Repeat(seen, 17)) })
        {
            var refused = await host.PostIfAsync("/api/v1/" + write, first, tag);
            Assert.Equal(400, refused.Status);
            Assert.Equal(("invalid-parameter", "If-Match"), (refused.Problem, refused.Field));
        }
        foreach (var tag in new[] { "\"abc\"", "\"0000000000000000-1.1\"", "W/" + seen })
            Assert.Equal((412, "precondition-failed"), (await StatusAsync(tag)));
        Assert.Equal(200, (await host.PostIfAsync("/api/v1/" + write, first, $"\"abc\", {seen}")).Status);

        async Task<(int, string)> StatusAsync(string tag)
        {
            var reply = await host.PostIfAsync("/api/v1/" + write, first, tag);
            return (reply.Status, reply.Problem);
        }
    }

    [Fact]
    public async Task Counters_that_move_stand_in_nobodys_way()
    {
        await using var host = await StartAsync();
        var unit = (await host.GetAsync("/api/v1/units/5")).Headers["ETag"];
        var directive = (await host.GetAsync("/api/v1/directives/1-1")).Headers["ETag"];
        var official = (await host.GetAsync("/api/v1/officials/4-2")).Headers["ETag"];
        await host.AcceptAsync(200, "units/6/directives/1-1/acknowledge", null);
        await host.AcceptAsync(200, "officials/4-2/leaves", """{"from": "2025-03-01", "to": "2025-03-05"}""");
        Assert.NotEqual(unit, (await host.GetAsync("/api/v1/units/5")).Headers["ETag"]);
        Assert.NotEqual(directive, (await host.GetAsync("/api/v1/directives/1-1")).Headers["ETag"]);
        Assert.NotEqual(official, (await host.GetAsync("/api/v1/officials/4-2")).Headers["ETag"]);
        Assert.Equal(200, (await host.PostIfAsync("/api/v1/units/5/rename", """{"name": "Khác"}""", unit)).Status);
        Assert.Equal(200, (await host.PostIfAsync("/api/v1/directives/1-1/update", """{"title": "T", "body": "", "due": null, "urgency": "Past"}""", directive)).Status);
        Assert.Equal(200, (await host.PostIfAsync("/api/v1/officials/4-2/change", """{"name": "A", "posts": []}""", official)).Status);
    }

    [Fact]
    public async Task The_catalogue_is_replaced_only_as_it_was_seen()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var first = await host.GetAsync("/api/v1/catalog");
        var tag = first.Headers["ETag"];
        Assert.Equal(304, (await host.GetAsync("/api/v1/catalog", ("If-None-Match", tag))).Status);
        var next = JsonNode.Parse(first.Content)!;
        next["loadLimit"] = 12;
        Assert.Equal((428, "precondition-required"), await PutAsync(null));
        Assert.Equal((412, "precondition-failed"), await PutAsync("\"0000000000000000-x\""));
        Assert.Equal((200, ""), await PutAsync(tag));
        Assert.Equal((412, "precondition-failed"), await PutAsync(tag));
        Assert.Equal(200, (await host.GetAsync("/api/v1/catalog", ("If-None-Match", tag))).Status);

        async Task<(int, string)> PutAsync(string? ifMatch)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/catalog") { Content = new StringContent(next.ToJsonString(), Encoding.UTF8, "application/json") };
            (string, string)[] headers = ifMatch is null ? [] : [("If-Match", ifMatch)];
            var reply = await host.SendExactlyAsync(request, headers);
            return (reply.Status, reply.Status == 200 ? "" : reply.Problem);
        }
    }

    [Fact]
    public async Task Officials_teams_and_assignments_are_not_sent_twice()
    {
        await using var host = await StartAsync();
        foreach (var path in new[] { "/api/v1/officials/4-1", "/api/v1/teams/4-3", "/api/v1/assignments/4-1" })
        {
            var first = await host.GetAsync(path);
            var again = await host.GetAsync(path, ("If-None-Match", first.Headers["ETag"]));
            Assert.Equal((304, ""), (again.Status, again.Content));
        }
    }
}
