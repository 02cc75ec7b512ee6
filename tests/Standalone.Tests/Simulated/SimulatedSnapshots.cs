using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>Snapshots in memory. At a crash the newest may be gone, so that an older one is the newest again, or be damaged.</summary>
internal sealed class SimulatedSnapshots(Dice dice, Sometimes sometimes) : ISnapshotStore
{
    private readonly List<Kept> kept = [];

    public ISnapshotWriter Begin(long startSequence) => new Writer(this, startSequence);

    public IReadOnlyList<SnapshotInfo> List() => [.. kept.Select(snapshot => snapshot.Info).Reverse()];

    public ISnapshotReader Open(SnapshotInfo info)
    {
        sometimes.Note("recovery opened a snapshot");
        return kept.First(snapshot => snapshot.Info == info);
    }

    public void Crash()
    {
        if (kept.Count == 0) return;
        if (dice.Percent(20))
        {
            kept.RemoveAt(kept.Count - 1);
            sometimes.Note("an old snapshot came back");
        }
        else if (dice.Percent(20))
        {
            kept[^1].IsDamaged = true;
            sometimes.Note("the newest snapshot was damaged");
        }
    }

    private sealed class Kept(SnapshotInfo info, List<(long Position, byte[] Payload)> chunks) : ISnapshotReader
    {
        public SnapshotInfo Info { get; } = info;

        public bool IsDamaged { get; set; }

        public IEnumerable<SnapshotChunk> Chunks()
        {
            for (var at = 0; at < chunks.Count; at++)
            {
                if (IsDamaged && at == chunks.Count / 2) throw new SnapshotDamagedException(Info.FileName, "a simulated bit flipped.");
                yield return new SnapshotChunk(chunks[at].Position, chunks[at].Payload);
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class Writer(SimulatedSnapshots store, long start) : ISnapshotWriter
    {
        private readonly List<(long, byte[])> chunks = [];

        public void WriteChunk(long position, ReadOnlySpan<byte> payload) => chunks.Add((position, payload.ToArray()));

        public SnapshotInfo Complete(long endSequence)
        {
            var info = new SnapshotInfo(start, endSequence, chunks.Count, 1, $"simulated {start}");
            store.kept.Add(new Kept(info, chunks));
            store.sometimes.Note("a snapshot was completed");
            if (endSequence > start) store.sometimes.Note("a snapshot was written while the engine worked");
            return info;
        }

        public void Dispose()
        {
        }
    }

    private readonly Sometimes sometimes = sometimes;
}
