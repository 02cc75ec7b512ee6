namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The machine's clock, with short timers that ring at once: what rests between two frames does not keep a test waiting. What is given
/// seconds, such as a client to leave, has them.
/// </summary>
internal sealed class HastyTimers : TimeProvider
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero && dueTime < Short ? TimeSpan.Zero : dueTime, period);
}
