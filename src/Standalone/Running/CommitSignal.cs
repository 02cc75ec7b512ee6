namespace HierarchySim.Standalone.Running;

/// <summary>Wakes those who wait for the next commit. Costs a commit nothing while nobody waits.</summary>
internal sealed class CommitSignal
{
    private TaskCompletionSource? waiting;

    /// <summary>Completes with the next ring.</summary>
    public Task NextAsync()
    {
        while (true)
        {
            if (Volatile.Read(ref waiting) is { } others) return others.Task;
            var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref waiting, own, null) is null) return own.Task;
        }
    }

    /// <summary>Something was committed, or nothing will be any more.</summary>
    public void Ring()
    {
        if (Volatile.Read(ref waiting) is not null) Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }
}
