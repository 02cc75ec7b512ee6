using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone.Tests;

/// <summary>
/// Waits, without sleeping, until a run with threads has nothing left to do. Each shard is asked at its door, on its own thread,
/// whether it is idle and how many parcels it has taken so far. When all were idle in two rounds and none took a parcel between
/// its two answers, then between the rounds all were idle at once, and only a caller or the clock can start anything again.
/// Source: F. Mattern, "Algorithms for distributed termination detection" (1987), the four-counter method with idle receivers.
/// </summary>
internal static class Quiet
{
    public static async Task ReachAsync(EngineRun run)
    {
        // The first round lets every shard look at the clock; what is due begins before the rounds that count.
        await AskAsync(run);
        var before = await AskAsync(run);
        while (true)
        {
            var after = await AskAsync(run);
            if (before.IsIdle && after.IsIdle && run.Journal.IsIdle && before.Taken.SequenceEqual(after.Taken)) return;
            before = after;
        }
    }

    private static async Task<(bool IsIdle, long[] Taken)> AskAsync(EngineRun run)
    {
        var items = run.Shards.Select(_ => new ReadItem<(bool IsIdle, long Taken)>(shard => (shard.IsIdle, shard.ParcelsTaken))).ToList();
        foreach (var (shard, item) in run.Shards.Zip(items)) Assert.True(shard.TryEnter(item), "the door is full");
        var answers = await Task.WhenAll(items.Select(item => item.Task));
        return (answers.All(answer => answer.IsIdle), [.. answers.Select(answer => answer.Taken)]);
    }
}
