namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The machine's clock, with short timers that ring at once: what rests between two frames does not keep a test waiting. Those of
/// seconds never ring: a busy machine must not cut off whom the server gives seconds to leave.
/// </summary>
internal sealed class HastyTimers : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime >= Short ? Timeout.InfiniteTimeSpan : dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
}
