using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>Cursors of the event feed against data that is not the data they were made from.</summary>
public sealed class EventCursorTests
{
    [Fact]
    public async Task A_cursor_of_another_data_set_is_too_old()
    {
        await using var one = new LiveEngine();
        await one.Grow(3);
        await using var other = new LiveEngine();
        await other.Grow(2);
        var cursor = (await one.Engine.EventsAsync(EventCursor.Start, 3, LiveEngine.Token)).Next;
        Assert.Equal(RefusalCode.CursorTooOld, await RefusedAsync(other, cursor));
    }

    [Fact]
    public async Task A_cursor_beyond_the_end_is_too_old_and_so_is_one_whose_events_were_replaced_by_others()
    {
        await using var live = new LiveEngine();
        var units = await live.Grow(1);
        var kept = (await live.Engine.EventsAsync(EventCursor.Latest, 1, LiveEngine.Token)).Next;
        var keptRecords = live.Disk.LastSequence;
        await live.Accept(units[1], new RenameUnit("một"));
        await live.Quiet();
        var lost = (await live.Engine.EventsAsync(EventCursor.Latest, 1, LiveEngine.Token)).Next;
        await live.Stop();
        // As a backup from before would, once it is restored.
        using (var file = Standalone.Storage.SqliteDatabase.Open(Path.Combine(live.Folder, "journal.db"))) file.Execute($"DELETE FROM journal WHERE seq > {keptRecords}");
        File.Delete(Path.Combine(live.Folder, "head"));
        live.Open();
        await live.Quiet();
        Assert.Equal(RefusalCode.CursorTooOld, await RefusedAsync(live, lost));
        Assert.Empty((await live.Engine.EventsAsync(kept, 10, LiveEngine.Token)).Items);

        await live.Accept(units[1], new RenameUnit("hai"));
        await live.Quiet();
        Assert.Equal(RefusalCode.CursorTooOld, await RefusedAsync(live, lost));
        Assert.Equal("hai", Assert.IsType<UnitRenamed>((await live.Engine.EventsAsync(kept, 10, LiveEngine.Token)).Items[0].Event).Name);
    }

    [Fact]
    public async Task Whoever_waits_is_told_when_the_engine_stops()
    {
        await using var live = new LiveEngine();
        await live.Grow(1);
        var latest = (await live.Engine.EventsAsync(EventCursor.Latest, 1, LiveEngine.Token)).Next;
        var waiting = live.Engine.WaitForEventsAsync(latest, LiveEngine.Token);
        var engine = live.Engine;
        await live.Stop();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), LiveEngine.Token);
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(async () => await engine.EventsAsync(latest, 1, LiveEngine.Token));
        Assert.Equal(RefusalCode.Stopping, refused.Refusal.Code);
    }

    private static async Task<RefusalCode> RefusedAsync(LiveEngine live, EventCursor cursor) =>
        (await Assert.ThrowsAsync<EngineUnavailableException>(async () => await live.Engine.EventsAsync(cursor, 10, LiveEngine.Token))).Refusal.Code;
}
