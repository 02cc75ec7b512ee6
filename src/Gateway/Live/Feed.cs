namespace HierarchySim.Gateway;

/// <summary>One thing as it is now.</summary>
/// <param name="Key">Which thing of the feed.</param>
/// <param name="Json">The thing, written.</param>
internal readonly record struct LiveItem(long Key, WrittenJson Json)
{
    /// <summary>The commit it came from; the default when nobody traces.</summary>
    public System.Diagnostics.ActivityContext Cause { get; init; }
}

/// <summary>What a watch gets at a time.</summary>
/// <param name="Items">Things that changed since the watch's last frame, each once, as they are now.</param>
/// <param name="To">Where the watch stands after it.</param>
/// <param name="More">True when there is more up to now.</param>
internal sealed record FeedFrame(IReadOnlyList<WrittenJson> Items, long To, bool More);

/// <summary>
/// The latest of each of a few things, shared by all who watch them. Every change gets the next number, and the things stay in the
/// order of their last change; so a watch is nothing but the number it has seen, what it lacks is the tail behind that number, and
/// a watch that was asleep for an hour costs what one costs that was not. Watches in step get the same frame, made once.
/// </summary>
internal sealed class Feed
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, LinkedListNode<Change>> latest = [];
    private readonly LinkedList<Change> inOrder = new();
    private TaskCompletionSource changed = NewSignal();
    private (long After, FeedFrame Frame)? recent;
    private long last;
    private Problem? ended;

    /// <summary>True when nothing comes any more.</summary>
    public bool IsEnded
    {
        get
        {
            lock (gate) return ended is not null;
        }
    }

    /// <summary>Puts things in the place of what they were before.</summary>
    /// <returns>How many of them were not there before.</returns>
    public int Publish(IReadOnlyList<LiveItem> items)
    {
        lock (gate)
        {
            var before = latest.Count;
            foreach (var item in items)
            {
                if (latest.TryGetValue(item.Key, out var node)) inOrder.Remove(node);
                else latest[item.Key] = node = new LinkedListNode<Change>(default);
                node.Value = new Change(++last, item.Json);
                inOrder.AddLast(node);
            }
            recent = null;
            Wake();
            return latest.Count - before;
        }
    }

    /// <summary>Nothing comes any more, and nothing is kept; every watch is told why, as soon as it asks.</summary>
    public void End(Problem why)
    {
        lock (gate)
        {
            ended ??= why;
            latest.Clear();
            inOrder.Clear();
            recent = null;
            Wake();
        }
    }

    /// <summary>Waits until there is something after a number, and takes it: at most <see cref="GatewayLimits.LiveFrameBytesMax"/> and one thing.</summary>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">The feed ended.</exception>
    public async ValueTask<FeedFrame> TakeAsync(long after, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (ended is { } why) throw LiveProblem.Exception(why);
                if (last > after) return FrameAfter(after);
                next = changed.Task;
            }
            await next.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private FeedFrame FrameAfter(long after)
    {
        if (recent is { } made && made.After == after) return made.Frame;
        var node = inOrder.Last!;
        while (node.Previous is { } before && before.Value.Number > after) node = before;

        var (items, bytes, to) = (new List<WrittenJson>(), 0, after);
        for (var at = node; at is not null && bytes < GatewayLimits.LiveFrameBytesMax; at = at.Next)
        {
            items.Add(at.Value.Json);
            bytes += at.Value.Json.Utf8.Length;
            to = at.Value.Number;
        }
        var frame = new FeedFrame(items, to, to < last);
        recent = (after, frame);
        return frame;
    }

    private void Wake()
    {
        changed.SetResult();
        changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly record struct Change(long Number, WrittenJson Json);
}
