using HierarchySim.Engine.Conformance;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// A test's clock for an engine with threads: it shows the time, and its timers never fire. Otherwise moving the clock over weeks
/// would ring every bell in between; so the engine finds the weeks over when it is next asked.
/// </summary>
internal sealed class StillTime(FakeTime time) : TimeProvider
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
