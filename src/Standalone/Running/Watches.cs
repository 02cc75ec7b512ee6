using System.Collections.Concurrent;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Running;

/// <summary>Somebody who waits for changes.</summary>
internal interface IWatcher
{
    /// <summary>No changes come any more.</summary>
    void End(Refusal refusal);
}

/// <summary>Who watches which units. Nothing is computed for a unit nobody watches.</summary>
internal sealed class Watches<TWatcher>
    where TWatcher : class, IWatcher
{
    private readonly ConcurrentDictionary<UnitId, TWatcher[]> byUnit = new();

    private Refusal? ended;

    /// <summary>Units that are watched.</summary>
    public int Count => byUnit.Count;

    /// <summary>Asked at every change of a unit; it takes no lock.</summary>
    public bool Covers(UnitId unit) => byUnit.ContainsKey(unit);

    public TWatcher[] Of(UnitId unit) => byUnit.TryGetValue(unit, out var watchers) ? watchers : [];

    public void Add(TWatcher watcher, UnitId unit)
    {
        byUnit.AddOrUpdate(unit, [watcher], (_, others) => [.. others, watcher]);
        if (Volatile.Read(ref ended) is { } refusal) watcher.End(refusal);
    }

    public void Remove(TWatcher watcher, UnitId unit)
    {
        while (byUnit.TryGetValue(unit, out var before))
        {
            var after = before.Where(other => other != watcher).ToArray();
            if (after.Length == 0 ? byUnit.TryRemove(new(unit, before)) : byUnit.TryUpdate(unit, after, before)) return;
        }
    }

    /// <summary>The run is over; whoever watches must begin anew.</summary>
    public void End(Refusal refusal)
    {
        Interlocked.Exchange(ref ended, refusal);
        foreach (var watcher in byUnit.Values.SelectMany(watchers => watchers).Distinct()) watcher.End(refusal);
    }
}

/// <summary>
/// One watch's latest views: a slow reader finds fewer, newer views, never more of them. The version decides, because a view
/// read at the start and one published meanwhile may cross.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "A commit may still offer a view while the watch ends; the semaphore has no handle to free.")]
internal sealed class Watcher : IWatcher
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly Dictionary<UnitId, SummaryVersion> seen = [];
    private Dictionary<UnitId, UnitView> latest = [];
    private Refusal? ended;

    public void Offer(UnitView view)
    {
        lock (gate)
        {
            if (seen.TryGetValue(view.Id, out var version) && view.Version <= version) return;
            seen[view.Id] = view.Version;
            latest[view.Id] = view;
            if (signal.CurrentCount == 0) signal.Release();
        }
    }

    public void End(Refusal refusal)
    {
        lock (gate)
        {
            ended = refusal;
            if (signal.CurrentCount == 0) signal.Release();
        }
    }

    /// <summary>Waits for views and takes them.</summary>
    public async ValueTask<IReadOnlyList<UnitView>> TakeAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await signal.WaitAsync(cancellation).ConfigureAwait(false);
            lock (gate)
            {
                if (ended is { } refusal) throw new EngineUnavailableException(refusal);
                if (latest.Count == 0) continue;
                var taken = latest;
                latest = [];
                return [.. taken.Values.OrderBy(view => view.Id)];
            }
        }
    }
}
