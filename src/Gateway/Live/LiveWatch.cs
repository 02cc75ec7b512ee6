using Microsoft.AspNetCore.SignalR;

namespace HierarchySim.Gateway;

/// <summary>One stream of one reader: its place at a feed and its permission.</summary>
internal sealed class LiveWatch(FeedSeat seat, WatchPermit permit, WatchPermits permits, LiveMeter meter) : IDisposable
{
    /// <summary>The next frame; null when the reader has left.</summary>
    /// <exception cref="HubException">The feed ended, or the permission did.</exception>
    public async ValueTask<FeedFrame?> NextAsync()
    {
        try
        {
            permit.Ended.ThrowIfCancellationRequested();
            var frame = await seat.TakeAsync(permit.Ended).ConfigureAwait(false);
            meter.Framed();
            return frame;
        }
        catch (OperationCanceledException) when (permit.Ended.IsCancellationRequested)
        {
            return permit.Why is { } why ? throw LiveProblem.Exception(why) : null;
        }
        catch (Exception e) when (e is not HubException)
        {
            throw LiveProblem.Exception(permits.Problem(e));
        }
    }

    public void Dispose()
    {
        seat.Dispose();
        permit.Dispose();
    }
}
