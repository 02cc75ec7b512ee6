namespace HierarchySim.Import.Tests;

/// <summary>A clock for code that waits: a wait is over at once, and the clock has moved on by it.</summary>
internal sealed class HastyTime : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = new(2025, 1, 6, 1, 0, 0, TimeSpan.Zero);

    /// <summary>How long was waited in all.</summary>
    public TimeSpan Waited { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        lock (gate) now += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            now += dueTime;
            Waited += dueTime;
        }

        // Not on the caller's thread: who makes a timer has not yet stored it.
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Over();
    }

    private sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
