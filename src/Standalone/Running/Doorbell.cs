namespace HierarchySim.Standalone.Running;

/// <summary>
/// Lets a thread rest when it has no work, and costs whoever brings work almost nothing while the thread is up: a system call is
/// made only for a sleeper. A million commands ring a million times, and nearly always find the shard awake.
/// </summary>
internal sealed class Doorbell : IDisposable
{
    private readonly AutoResetEvent signal = new(false);
    private int asleep;

    /// <summary>There may be work. From any thread, after the work can be seen.</summary>
    public void Ring()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref asleep) == 1 && Interlocked.Exchange(ref asleep, 0) == 1) signal.Set();
    }

    /// <summary>Works as long as there is work, rests in between, and returns when told to.</summary>
    /// <param name="step">Does some work; false when there is none.</param>
    /// <param name="isOver">Asked when there is no work.</param>
    public void Answer(Func<bool> step, Func<bool> isOver)
    {
        while (true)
        {
            if (step()) continue;
            // Lie down first and look once more after: work that came in between is either seen here or rings.
            Interlocked.Exchange(ref asleep, 1);
            if (step())
            {
                Interlocked.Exchange(ref asleep, 0);
                continue;
            }
            if (isOver()) return;
            signal.WaitOne();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => signal.Dispose();
}
