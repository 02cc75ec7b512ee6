using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Running;

// A shard's part in a snapshot: a slice of its units per step, while it goes on working. Each chunk carries the place in the
// journal that its units stand at, so recovery applies to each unit exactly what came after.
internal sealed partial class Shard
{
    private readonly SnapshotWriter slice = new();
    private readonly List<UnitState> page = [];
    private SnapshotTask? snapshot;
    private SnapshotTask? begun;
    private int pageNumber;
    private int pageAt;

    /// <summary>Starts this shard's part, from any thread; one that was given up on is forgotten.</summary>
    public void BeginSnapshot(SnapshotTask task)
    {
        Volatile.Write(ref snapshot, task);
        Wake();
    }

    private bool TakeSnapshotSlice()
    {
        if (Volatile.Read(ref snapshot) is not { } task) return false;
        if (!task.HasRoom) return false;
        if (begun != task)
        {
            begun = task;
            pageNumber = pageAt = 0;
            page.Clear();
        }
        // Between steps every turn of this shard has its place; so the state stands exactly at the journal's end as seen here.
        var position = run.Journal.Enqueued;
        while (slice.Units < run.UnitsPerSlice)
        {
            if (pageAt >= page.Count)
            {
                pageAt = 0;
                if (!run.Directory.TryPage(pageNumber++, Index, page))
                {
                    if (slice.Units > 0) task.Add(position, slice.ToArray());
                    slice.Clear();
                    Interlocked.CompareExchange(ref snapshot, null, task);
                    task.ShardDone();
                    return true;
                }
                continue;
            }
            slice.Write(page[pageAt++]);
        }
        task.Add(position, slice.ToArray());
        slice.Clear();
        return true;
    }
}
