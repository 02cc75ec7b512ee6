using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.Extensions.Hosting;

namespace HierarchySim.Gateway;

/// <summary>What a reader of events gets.</summary>
/// <param name="Items">Events of its subtree, oldest first.</param>
/// <param name="Next">Where it goes on; it moves on over events of others, too.</param>
/// <param name="AtEnd">True when nothing else was committed by then.</param>
internal sealed record EventBatch(IReadOnlyList<CommittedEvent> Items, EventCursor Next, bool AtEnd);

/// <summary>
/// The feed of committed events, sifted to a subtree. It reads the engine's events in their order from where the reader stands and
/// remembers nothing of readers, so the same cursor gives the same events again. A reader who waits is woken by a commit.
/// </summary>
internal sealed class EventFeed(IHierarchyEngine engine, UnitLines lines, TimeProvider time, IHostApplicationLifetime host)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> waitingOf = new(StringComparer.Ordinal);
    private int waiting;

    /// <summary>A batch: as many as are wanted, or what is there; when nothing is there, what comes within the wait.</summary>
    /// <param name="after">Where the reader stands.</param>
    /// <param name="top">Events of this unit and of all below it.</param>
    /// <param name="take">At most this many.</param>
    /// <param name="wait">How long to wait for the first.</param>
    /// <param name="caller">Who reads.</param>
    /// <param name="left">Ends when the reader leaves.</param>
    /// <exception cref="EngineUnavailableException">The engine refuses the cursor, stops, or too many readers wait.</exception>
    public async Task<EventBatch> ReadAsync(EventCursor after, UnitId top, int take, TimeSpan wait, Caller caller, CancellationToken left)
    {
        var batch = await LookAsync(after, top, take, left);
        if (wait <= TimeSpan.Zero || batch is not { AtEnd: true, Items.Count: 0 }) return batch;
        if (Enter(caller) is { } full) throw new EngineUnavailableException(full);
        try
        {
            return await WaitAsync(batch, top, take, wait, left);
        }
        finally
        {
            Leave(caller);
        }
    }

    private Refusal? Enter(Caller caller)
    {
        lock (gate)
        {
            if (waiting >= GatewayLimits.EventsWaitingMax) return TooManyWait;
            var own = waitingOf.GetValueOrDefault(caller.Id);
            // Without access control everybody is the same caller.
            if (own >= GatewayLimits.EventsWaitingPerCallerMax && !ReferenceEquals(caller, Caller.Local)) return TooManyOfCaller;
            waitingOf[caller.Id] = own + 1;
            waiting++;
            return null;
        }
    }

    private void Leave(Caller caller)
    {
        lock (gate)
        {
            waiting--;
            if (--waitingOf[caller.Id] == 0) waitingOf.Remove(caller.Id);
        }
    }

    private async Task<EventBatch> WaitAsync(EventBatch batch, UnitId top, int take, TimeSpan wait, CancellationToken left)
    {
        using var timeUp = new CancellationTokenSource(wait, time);
        // When the host stops, readers go on elsewhere, with the cursor they have.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, left, host.ApplicationStopping);
        try
        {
            while (batch.Items.Count == 0)
            {
                await engine.WaitForEventsAsync(batch.Next, patience.Token);
                batch = await LookAsync(batch.Next, top, take, patience.Token);
                // Others' events must not keep every waiting reader busy, so the next look is a moment later.
                if (batch.Items.Count == 0) await Task.Delay(TimeSpan.FromMilliseconds(GatewayLimits.EventsLookEveryMs), time, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!left.IsCancellationRequested)
        {
            // Nothing came in time: an empty batch, and the reader comes again.
        }
        return batch;
    }

    /// <summary>What is there now, within the bound on events that one look may sift.</summary>
    private async Task<EventBatch> LookAsync(EventCursor after, UnitId top, int take, CancellationToken left)
    {
        var items = new List<CommittedEvent>();
        var cursor = after;
        for (var seen = 0; seen < GatewayLimits.EventsPerReadMax;)
        {
            var page = await engine.EventsAsync(cursor, Limits.PageItemsMax, left);
            var shown = page.Items.Where(item => EventTable.Of(item.Event).Name is not null).ToList();
            var within = await lines.WithinAsync(top, shown.Select(item => item.Unit), left);
            foreach (var item in shown.Where(item => within.Contains(item.Unit)))
            {
                items.Add(item);
                if (items.Count == take) return new EventBatch(items, item.Place, AtEnd: false);
            }
            cursor = page.Next;
            seen += page.Items.Count;
            if (page.Items.Count < Limits.PageItemsMax) return new EventBatch(items, cursor, AtEnd: true);
        }
        return new EventBatch(items, cursor, AtEnd: false);
    }

    private static readonly Refusal TooManyOfCaller = new(
        RefusalCode.Overloaded, "wait", $"{GatewayLimits.EventsWaitingPerCallerMax} requests of one caller wait for events already (EventsWaitingPerCallerMax)",
        "Read several subtrees by one request for the unit above them, or do not wait");

    private static readonly Refusal TooManyWait = new(
        RefusalCode.Overloaded, "wait", $"{GatewayLimits.EventsWaitingMax} requests wait for events already (EventsWaitingMax)", "Try again in a second, or do not wait");
}
