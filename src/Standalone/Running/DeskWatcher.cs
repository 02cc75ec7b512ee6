using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// One watch of a unit's desk: a slow reader finds the latest of each case, never more of them. Changes of one unit are committed in
/// order, so the last one offered is the latest.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "A commit may still offer a change while the watch ends; the semaphore has no handle to free.")]
internal sealed class DeskWatcher : IWatcher
{
    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0, 1);
    private Dictionary<CaseId, DeskChange> latest = [];
    private Refusal? ended;

    public void Offer(DeskChange change)
    {
        lock (gate)
        {
            latest[change.Case] = change;
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

    /// <summary>Waits for changes and takes them.</summary>
    public async ValueTask<IReadOnlyList<DeskChange>> TakeAsync(CancellationToken cancellation)
    {
        await signal.WaitAsync(cancellation).ConfigureAwait(false);
        lock (gate)
        {
            if (ended is { } refusal) throw new EngineUnavailableException(refusal);
            var taken = latest;
            latest = [];
            return [.. taken.Values];
        }
    }
}
