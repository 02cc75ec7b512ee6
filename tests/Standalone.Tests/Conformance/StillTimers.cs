using HierarchySim.Engine.Conformance;

namespace HierarchySim.Standalone.Tests;

/// <summary>
/// A test's clock for an engine with threads: it shows the time, and its timers never fire. Otherwise shards would work while a
/// test moves the clock over a month, at moments that no two runs share; so they find the month over when they are next asked.
/// </summary>
internal sealed class StillTimers(FakeTime time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Still();

    private sealed class Still : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
