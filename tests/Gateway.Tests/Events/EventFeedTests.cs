using System.Text.Json;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway.Tests;

/// <summary>The feed: its order, its cursors, its subtrees, its waiting, and what is never in it.</summary>
public sealed class EventFeedTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_is_a_CloudEvent(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var reader = new EventReader(world.Host, after: "latest");
        await reader.BatchAsync();
        var id = await world.Host.RaiseAsync();
        await world.CaseAsync(id, "received", "4");
        await world.ActAsync(id, "answer", """{"text": "Đã thay"}""");
        await world.CaseAsync(id, "answered");

        var events = await reader.AllAsync();
        Assert.Equal(
            ["6 case.raised 6-1", "4 case.received 6-1", "6 case.noted 6-1", "4 case.answered 6-1", "6 case.noted 6-1"], events.Select(Line));
        var raised = events[0];
        Assert.Equal(
            ["data", "datacontenttype", "id", "source", "specversion", "subject", "time", "type"],
            raised.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ("1.0", "/units/6", "application/json", "2025-01-06T01:00:00Z"),
            (raised.GetProperty("specversion").GetString(), raised.GetProperty("source").GetString(), raised.GetProperty("datacontenttype").GetString(), raised.GetProperty("time").GetString()));
        Assert.Equal("""{"service_request_id":"6-1","service_code":"roads-lighting","reality":"Actual","origin":"6"}""", raised.GetProperty("data").GetRawText());
        Assert.Equal(events.Count, events.Select(item => item.GetProperty("id").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1_000)]
    public async Task Batches_of_any_size_give_the_same_events_in_the_same_order_with_the_same_ids(int take)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        await host.IssueAsync();
        await host.RaiseAsync();
        var whole = (await new EventReader(host).AllAsync()).Select(item => item.GetRawText());
        Assert.NotEmpty(whole);
        Assert.Equal(whole, (await new EventReader(host, take: take).AllAsync()).Select(item => item.GetRawText()));
    }

    [Fact]
    public async Task A_reader_that_comes_back_with_a_cursor_gets_what_it_got_before_and_what_came_since()
    {
        await using var host = await GatewayHost.StartAsync();
        var reader = new EventReader(host, take: 4);
        await reader.BatchAsync();
        var kept = reader.After;
        var once = (await new EventReader(host, after: kept).AllAsync()).Select(item => item.GetRawText()).ToList();
        await host.AcceptAsync(200, "units/6/rename", """{"name": "Tên"}""");
        var again = (await new EventReader(host, after: kept).AllAsync()).Select(item => item.GetRawText()).ToList();
        Assert.Equal(once, again.Take(once.Count));
        Assert.Equal(once.Count + 1, again.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_subtree_is_the_unit_and_all_below_and_nothing_else(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var host = world.Host;
        var directive = await host.IssueAsync();
        foreach (var group in new[] { "6", "7" })
        {
            await host.UntilAsync($"/api/v1/units/{group}/directives/{directive}", reply => reply.Status == 200);
            await host.AcceptAsync(200, $"units/{group}/directives/{directive}/acknowledge", null);
        }
        var whole = await new EventReader(host).AllAsync();
        foreach (var (unit, below) in new[] { ("1", "1234567"), ("4", "4567"), ("5", "567"), ("7", "7") })
            Assert.Equal(
                whole.Where(item => below.Contains(item.GetProperty("source").GetString()![^1], StringComparison.Ordinal)).Select(item => item.GetRawText()),
                (await new EventReader(host, unit, take: 2).AllAsync()).Select(item => item.GetRawText()));
        Assert.Equal(["7 unit.opened 7", "7 directive.delivered 1-1", "7 directive.acknowledged 1-1"], (await new EventReader(host, "7").AllAsync()).Select(Line));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_waits_is_woken_by_the_commit(bool standalone)
    {
        await using var world = await CaseWorld.StartAsync(standalone);
        var reader = new EventReader(world.Host, "6", after: "latest");
        Assert.Empty((await reader.BatchAsync()).Json.EnumerateArray());
        var waiting = reader.BatchAsync("&wait=30");
        await world.Host.AcceptAsync(200, "units/6/rename", """{"name": "Tên"}""");
        Assert.Equal(["6 unit.renamed 6"], (await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken)).Json.EnumerateArray().Select(Line));
    }

    [Fact]
    public async Task Others_events_do_not_end_the_wait_and_time_does()
    {
        await using var host = await GatewayHost.StartAsync();
        var reader = new EventReader(host, "6", after: "latest");
        await reader.BatchAsync();
        var before = reader.After;
        var waiting = reader.BatchAsync("&wait=20");
        await host.AcceptAsync(200, "units/7/rename", """{"name": "Tên"}""");
        Assert.False(waiting.IsCompleted);
        // The request is somewhere on its way to its wait; time that passes before it is there does not count.
        for (var moves = 0; !waiting.IsCompleted && moves < 6_000; moves++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        Assert.True(waiting.IsCompleted, "the wait did not end with its time");
        Assert.Empty((await waiting).Json.EnumerateArray());
        Assert.NotEqual(before, reader.After);
        await host.AcceptAsync(200, "units/6/rename", """{"name": "Tên"}""");
        Assert.Equal(["6 unit.renamed 6"], (await reader.AllAsync()).Select(Line));
    }

    [Theory]
    [InlineData("revoke", null)]
    [InlineData("rotate", null)]
    public async Task Whoever_lost_its_token_while_it_waited_is_shown_nothing(string how, string? body)
    {
        await using var host = await GatewayHost.StartAsync(new AccessOptions { RequireTokens = true });
        var made = await host.PostAsync("/api/v1/keys", """{"name": "k", "roles": [{"role": "viewer", "unit": "4"}]}""");
        var bearer = ("Authorization", $"Bearer {made.Text("token")}");
        var latest = (await host.GetAsync("/api/v1/events?after=latest", bearer)).Headers["Events-Next"];
        var waiting = host.GetAsync($"/api/v1/events?after={latest}&wait=30", bearer);
        // Until it waits, the rename could be found by its first look, which was allowed.
        while (host.Engine.EventWaits == 0) await Task.Delay(1, TestContext.Current.CancellationToken);
        Assert.Equal(200, (await host.PostAsync($"/api/v1/keys/{made.Text("key.id")}/{how}", body)).Status);
        await host.AcceptAsync(200, "units/6/rename", """{"name": "Tên"}""");
        var reply = await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal((401, "unauthenticated"), (reply.Status, reply.Problem));
    }

    [Fact]
    public async Task One_caller_cannot_keep_others_from_waiting()
    {
        await using var host = await GatewayHost.StartAsync(new AccessOptions { RequireTokens = true });
        var feed = host.Services.GetRequiredService<EventFeed>();
        var (greedy, modest) = (new Caller("greedy", [], HolderId.None, Instant.None), new Caller("modest", [], HolderId.None, Instant.None));
        using var leaving = new CancellationTokenSource();
        var latest = (await feed.ReadAsync(EventCursor.Latest, UnitId.Root, 1, TimeSpan.Zero, greedy, leaving.Token)).Next;
        Task<EventBatch> WaitAsync(Caller caller) => feed.ReadAsync(latest, UnitId.Root, 1, TimeSpan.FromSeconds(30), caller, leaving.Token);
        var waiting = Enumerable.Range(0, GatewayLimits.EventsWaitingPerCallerMax).Select(_ => WaitAsync(greedy)).ToList();
        while (host.Engine.EventWaits < waiting.Count) await Task.Delay(1, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(() => WaitAsync(greedy));
        Assert.EndsWith("(EventsWaitingPerCallerMax)", refused.Refusal.Rule, StringComparison.Ordinal);
        var other = WaitAsync(modest);
        while (host.Engine.EventWaits == waiting.Count) await Task.Delay(1, TestContext.Current.CancellationToken);
        await host.AcceptAsync(200, "units/6/rename", """{"name": "Tên"}""");
        foreach (var one in waiting.Append(other)) Assert.Single((await one.WaitAsync(Patience, TestContext.Current.CancellationToken)).Items);
        var again = WaitAsync(greedy);
        Assert.Single((await again.WaitAsync(Patience, TestContext.Current.CancellationToken)).Items);
    }

    [Fact]
    public async Task A_cursor_that_the_data_does_not_know_is_gone()
    {
        await using var host = await GatewayHost.StartAsync();
        await using var later = await GatewayHost.StartAsync();
        await later.IssueAsync();
        var reader = new EventReader(later, after: "latest");
        await reader.BatchAsync();
        foreach (var more in new[] { "", "&wait=5", "&unit=6" })
        {
            var reply = await host.GetAsync($"/api/v1/events?after={reader.After}{more}");
            Assert.Equal((410, "cursor-too-old", "after"), (reply.Status, reply.Problem, reply.Field));
        }
    }

    [Theory]
    [InlineData("after=x", 400, "invalid-parameter", "after")]
    [InlineData("after=", 400, "invalid-parameter", "after")]
    [InlineData("after=Latest", 400, "invalid-parameter", "after")]
    [InlineData("unit=ZZ", 404, "unit-not-found", "unit")]
    [InlineData("unit=-", 400, "invalid-parameter", "unit")]
    [InlineData("take=0", 400, "invalid-parameter", "take")]
    [InlineData("take=1001", 400, "invalid-parameter", "take")]
    [InlineData("wait=31", 400, "invalid-parameter", "wait")]
    [InlineData("wait=-1", 400, "invalid-parameter", "wait")]
    [InlineData("wait=1.5", 400, "invalid-parameter", "wait")]
    [InlineData("cursor=x", 400, "invalid-parameter", "query")]
    public async Task What_cannot_be_read_is_refused(string query, int status, string problem, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync($"/api/v1/events?{query}");
        Assert.Equal((status, problem, field), (reply.Status, reply.Problem, reply.Field));
    }

    [Fact]
    public async Task An_empty_tree_has_no_events_to_read()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        Assert.Equal((404, "unit-not-found"), ((await host.GetAsync("/api/v1/events")).Status, (await host.GetAsync("/api/v1/events")).Problem));
    }

    [Fact]
    public async Task Nothing_that_anybody_wrote_is_ever_in_it()
    {
        await using var host = await GatewayHost.StartAsync();
        await EventStory.TellAsync(host);
        var written = string.Join('\n', (await CommittedAsync(host)).Select(item => item.Event.ToString()));
        // The story is worth telling only if the journal has some of it.
        Assert.Contains(EventStory.Secret, written, StringComparison.Ordinal);

        var events = await new EventReader(host).AllAsync();
        Assert.DoesNotContain(events, item => item.GetRawText().Contains(EventStory.Secret, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(events, item => item.GetRawText().Contains(EventStory.Subject + "\"", StringComparison.Ordinal) && Line(item).Contains(" case.", StringComparison.Ordinal));
        foreach (var item in events)
            foreach (var member in item.GetProperty("data").EnumerateObject())
                Assert.Matches(@"^[\x21-\x7E]*$", member.Value.ToString());
        // Every type that the story can bring about came by, so none of them was left unlooked at.
        Assert.Equal(
            EventTable.All.Select(kind => kind.Name).OfType<string>().Order(StringComparer.Ordinal),
            events.Select(item => item.GetProperty("type").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<List<CommittedEvent>> CommittedAsync(GatewayHost host)
    {
        var all = new List<CommittedEvent>();
        for (var page = await host.Engine.EventsAsync(EventCursor.Start, Limits.PageItemsMax, TestContext.Current.CancellationToken); page.Items.Count > 0;
            page = await host.Engine.EventsAsync(page.Next, Limits.PageItemsMax, TestContext.Current.CancellationToken))
            all.AddRange(page.Items);
        return all;
    }

    private static string Line(JsonElement item)
    {
        var (source, type) = (item.GetProperty("source").GetString()!, item.GetProperty("type").GetString()!);
        return $"{source["/units/".Length..]} {type["hierarchysim.".Length..^".v1".Length]} {item.GetProperty("subject").GetString()}";
    }
}
