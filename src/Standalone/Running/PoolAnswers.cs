namespace HierarchySim.Standalone.Running;

/// <summary>
/// Gives answers to their callers on the thread pool, so that no caller's code ever runs on the writer's thread. A few answers get
/// a work item each; the thousands of a bulk commit go in chunks, one work item for the chunk, because queueing each alone costs
/// more than committing it. Within a chunk callers go on one after the other, up to their next wait.
/// </summary>
internal static class PoolAnswers
{
    private const int ChunkSize = 32;

    public static void Give(IReadOnlyList<DoorItem> items)
    {
        var chunk = items.Count <= ChunkSize ? 1 : ChunkSize;
        for (var from = 0; from < items.Count; from += chunk)
            ThreadPool.UnsafeQueueUserWorkItem(new Chunk(items, from, Math.Min(items.Count, from + chunk)), preferLocal: false);
    }

    private sealed class Chunk(IReadOnlyList<DoorItem> items, int from, int to) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            for (var i = from; i < to; i++) items[i].CompleteHere();
        }
    }
}
