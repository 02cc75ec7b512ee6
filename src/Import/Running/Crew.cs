namespace HierarchySim.Import;

/// <summary>A bounded number of workers that take numbered pieces of work in order until none is left.</summary>
internal static class Crew
{
    /// <summary>
    /// Does the work 0 to <paramref name="count"/> - 1. When one piece throws, or the token is cancelled, no further piece
    /// begins; pieces under way are always awaited, so nothing happens after this returns.
    /// </summary>
    public static async Task ForEachAsync(int count, int workersMax, Func<int, ValueTask> work, CancellationToken cancellation)
    {
        var next = -1;
        var failed = false;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(workersMax, count)).Select(_ => Task.Run(WorkAsync, CancellationToken.None)))
            .ConfigureAwait(false);

        async Task WorkAsync()
        {
            try
            {
                while (!Volatile.Read(ref failed) && !cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < count)
                    await work(i).ConfigureAwait(false);
            }
            catch
            {
                Volatile.Write(ref failed, true);
                throw;
            }
        }
    }
}
