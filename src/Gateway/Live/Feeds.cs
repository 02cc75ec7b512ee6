using HierarchySim.Engine;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>
/// All feeds there are: one for each thing that somebody watches, made for the first who does and gone with the last. A thousand
/// watchers of the root cost the engine one watch, and a unit nobody watches costs nothing.
/// </summary>
/// <remarks>
/// A feed takes one frame from the engine, publishes it and rests; what changes meanwhile the engine's own watch puts together.
/// So no watch gets more than one frame for each beat of <see cref="GatewayLimits.LiveFramesPerSecondMax"/> a second, the first
/// change after a rest goes out at once, and all who watch the same thing do so in step.
/// </remarks>
internal sealed class Feeds(IHierarchyEngine engine, TimeProvider time, OverloadOptions options, LiveMeter meter, ILogger<Feeds> log)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1.0 / GatewayLimits.LiveFramesPerSecondMax);
    private readonly Lock gate = new();
    private readonly Dictionary<LiveSource, Shared> open = [];
    private int views;

    /// <summary>Feeds with somebody who watches.</summary>
    public int Count
    {
        get
        {
            lock (gate) return open.Count;
        }
    }

    /// <summary>Views kept for all of them.</summary>
    public int Views => Volatile.Read(ref views);

    /// <summary>Takes part in a feed until disposed.</summary>
    public FeedSeat Join(LiveSource source)
    {
        lock (gate)
        {
            // Who comes after the end begins anew; those inside are on their way out.
            if (!open.TryGetValue(source, out var shared) || shared.Feed.IsEnded)
            {
                open[source] = shared = new Shared(source);
                _ = Task.Run(() => PumpAsync(shared));
            }
            shared.Watches++;
            return new FeedSeat(shared.Feed, () => Leave(shared));
        }
    }

    private void Leave(Shared shared)
    {
        lock (gate)
        {
            if (--shared.Watches > 0) return;
            if (open.TryGetValue(shared.Source, out var current) && current == shared) open.Remove(shared.Source);
        }
        shared.Ending.Cancel();
    }

    private async Task PumpAsync(Shared shared)
    {
        var (feed, left) = (shared.Feed, shared.Ending.Token);
        var (hasBegun, kept) = (false, 0);
        try
        {
            await foreach (var items in shared.Source.ReadAsync(engine, time, left).ConfigureAwait(false))
            {
                if (items.Count == 0) continue;
                using var trace = GatewayTelemetry.BeginPublish(items);
                var more = feed.Publish(items);
                kept += more;
                if (Interlocked.Add(ref views, more) > options.LiveViews)
                {
                    // What it kept is free before its watchers are told, who may go and watch less.
                    Interlocked.Add(ref views, -kept);
                    kept = 0;
                    feed.End(LiveProblems.TooManyViews(options.LiveViews));
                    return;
                }
                meter.Published(items.Count);
                hasBegun = true;
                trace?.Stop();
                await Task.Delay(Beat, time, left).ConfigureAwait(false);
            }
            feed.End(LiveProblems.Reconnect("the engine is stopping"));
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The last who watched has left.
        }
        catch (EngineUnavailableException e)
        {
            feed.End(hasBegun && e.Refusal.Code is not Core.RefusalCode.LimitReached
                ? LiveProblems.Reconnect(e.Refusal.Rule)
                : RefusalProblems.From(e.Refusal, shared.Source.Field));
        }
        catch (SourceMissingException e)
        {
            feed.End(e.Problem);
        }
        catch (Exception e)
        {
            log.LogError(e, "A feed of {Source} failed", shared.Source.GetType().Name);
            feed.End(LiveProblems.Defect);
        }
        finally
        {
            Interlocked.Add(ref views, -kept);
        }
    }

    private sealed class Shared(LiveSource source)
    {
        public LiveSource Source { get; } = source;

        public Feed Feed { get; } = new();

        public CancellationTokenSource Ending { get; } = new();

        public int Watches { get; set; }
    }
}

/// <summary>One watch's place at a feed.</summary>
internal sealed class FeedSeat(Feed feed, Action leave) : IDisposable
{
    private Action? leave = leave;
    private long seen;

    /// <summary>The watch's next frame.</summary>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">The feed ended.</exception>
    public async ValueTask<FeedFrame> TakeAsync(CancellationToken cancellation)
    {
        var frame = await feed.TakeAsync(seen, cancellation).ConfigureAwait(false);
        seen = frame.To;
        return frame;
    }

    public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
}
