using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The feed of committed events: complete, in each unit's own order, and stable under a cursor.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task The_feed_holds_every_event_of_every_unit_in_its_order()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Accept(tree.Groups[0], new RenameUnit("Tổ số 1"));
        var directive = await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        await desk.Acknowledge(tree.Groups[0], directive);
        await desk.Accept(tree.Root, new WithdrawDirective(directive));

        var events = await desk.AllEvents();
        Assert.Equal(
            [typeof(UnitOpened), typeof(UnitRenamed), typeof(DirectiveDelivered), typeof(DirectiveAcknowledged), typeof(DirectiveCancelled)],
            events.Where(fact => fact.Unit == tree.Groups[0]).Select(fact => fact.Event.GetType()));
        foreach (var unit in tree.All)
        {
            var own = events.Where(fact => fact.Unit == unit).ToList();
            Assert.IsType<UnitOpened>(own[0].Event);
            Assert.True(own.Zip(own.Skip(1)).All(pair => pair.First.At <= pair.Second.At), $"time runs backwards at {unit}");
            Assert.Single(own, fact => fact.Event is DirectiveDelivered or DirectiveIssued);
            Assert.Single(own, fact => fact.Event is DirectiveCancelled);
        }
        Assert.Equal(tree.All.Count, events.Select(fact => fact.Unit).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(Limits.PageItemsMax)]
    public async Task Pages_of_any_size_give_the_same_feed(int pageSize)
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        var whole = await desk.AllEvents();
        Assert.Equal(whole.Select(Line), (await desk.AllEvents(pageSize)).Select(Line));
    }

    [Fact]
    public async Task A_cursor_kept_by_a_reader_gives_what_came_after_it_and_the_same_again()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var cursor = EventCursor.Start;
        while (await desk.Engine.EventsAsync(cursor, Limits.PageItemsMax) is { Items.Count: > 0 } page) cursor = page.Next;
        Assert.Empty((await desk.Engine.EventsAsync(cursor, 10)).Items);

        await desk.Accept(tree.Groups[0], new RenameUnit("Tổ số 1"));
        await desk.Accept(tree.Groups[1], new RenameUnit("Tổ số 2"));
        var once = await desk.Engine.EventsAsync(cursor, 10);
        var again = await desk.Engine.EventsAsync(cursor, 10);
        Assert.Equal([tree.Groups[0], tree.Groups[1]], once.Items.Select(fact => fact.Unit));
        Assert.Equal(once.Items.Select(Line), again.Items.Select(Line));
    }

    [Fact]
    public async Task A_cursor_outlives_a_crash()
    {
        RequireDurable();
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var half = await desk.Engine.EventsAsync(EventCursor.Start, 20);
        var before = await desk.AllEvents();
        await desk.Crash();

        Assert.Equal(before.Select(Line), (await desk.AllEvents()).Select(Line));
        var rest = await desk.Engine.EventsAsync(half.Next, Limits.PageItemsMax);
        Assert.Equal(before.Skip(20).Select(Line), rest.Items.Select(Line));
    }

    [Fact]
    public async Task Every_event_has_a_place_of_its_own_that_a_reader_can_go_on_from()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        await desk.Issue(tree.Root, desk.Directive(desk.Levels("group")));
        var events = await desk.AllEvents();
        Assert.Equal(events.Count, events.Select(fact => fact.Place).Distinct().Count());
        Assert.Equal(events.Select(fact => fact.Place), (await desk.AllEvents(7)).Select(fact => fact.Place));
        foreach (var at in (int[])[0, 1, 20, events.Count - 2])
            Assert.Equal(Line(events[at + 1]), Line((await desk.Engine.EventsAsync(events[at].Place, 1)).Items[0]));
        Assert.Empty((await desk.Engine.EventsAsync(events[^1].Place, 1)).Items);
    }

    [Fact]
    public async Task A_reader_may_begin_at_the_latest_event_and_gets_what_comes_after()
    {
        var desk = await StartEmpty();
        Assert.Empty((await desk.Engine.EventsAsync(EventCursor.Latest, 10)).Items);
        var tree = await SampleTree.Open(desk);
        var latest = await desk.Engine.EventsAsync(EventCursor.Latest, 10);
        Assert.Empty(latest.Items);
        Assert.Empty((await desk.Engine.EventsAsync(latest.Next, 10)).Items);
        await desk.Accept(tree.Groups[0], new RenameUnit("Tổ số 1"));
        Assert.IsType<UnitRenamed>(Assert.Single((await desk.Engine.EventsAsync(latest.Next, 10)).Items).Event);
    }

    [Fact]
    public async Task Whoever_waits_for_events_is_woken_by_the_next_commit()
    {
        var desk = await StartEmpty();
        var tree = await SampleTree.Open(desk);
        var latest = (await desk.Engine.EventsAsync(EventCursor.Latest, 10)).Next;
        var waiting = desk.Engine.WaitForEventsAsync(latest);
        Assert.False(waiting.IsCompleted);
        using var impatient = new CancellationTokenSource();
        var left = desk.Engine.WaitForEventsAsync(latest, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        await desk.Accept(tree.Groups[0], new RenameUnit("Tổ số 1"));
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Single((await desk.Engine.EventsAsync(latest, 10)).Items);
        await desk.Engine.WaitForEventsAsync(latest).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("1-2-3-4")]
    [InlineData("Latest")]
    public async Task What_is_no_cursor_is_refused_as_such(string cursor)
    {
        var desk = await StartEmpty();
        await desk.OpenRoot();
        var read = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await desk.Engine.EventsAsync(new EventCursor(cursor), 10));
        var wait = await Assert.ThrowsAsync<EngineUnavailableException>(() => desk.Engine.WaitForEventsAsync(new EventCursor(cursor)));
        Assert.Equal((RefusalCode.Invalid, RefusalCode.Invalid), (read.Refusal.Code, wait.Refusal.Code));
    }

    // Events hold arrays, which compare by reference; their text, with the arrays laid open, compares by content.
    private static string Line(CommittedEvent fact) => $"{fact.At} {fact.Unit} {fact.Event} {Arrays(fact.Event)}";

    private static string Arrays(UnitEvent fact) => fact switch
    {
        UnitOpened e => $"{Names([e.Definition])} {string.Join(',', e.Directives.Select(spec => spec.ToString()))}",
        ChildrenLinked e => Names(e.Children),
        UnitClosed e => string.Join(',', e.Successors),
        _ => "",
    };

    private static string Names(IEnumerable<UnitDefinition> units) =>
        string.Join(',', units.Select(unit => $"{unit.Id} {unit.Name} {unit.Code} {string.Join('+', unit.Predecessors)}"));
}
