namespace HierarchySim.Gateway.Tests;

/// <summary>The machine's clock, with timers that ring at once: what rests between two frames does not keep a test waiting.</summary>
internal sealed class HastyTimers : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
