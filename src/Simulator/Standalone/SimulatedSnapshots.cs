using HierarchySim.Core;
using HierarchySim.Simulator.Faults;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Simulator.Standalone;

/// <summary>
/// Snapshots in memory, as bytes in the real format and read by the real reader. At a crash the newest may be gone, so that an
/// older one is the newest again, may have lost its end, or may have a turned bit.
/// </summary>
internal sealed class SimulatedSnapshots(LevelScheme scheme, Dice dice, FaultMix faults, Sometimes sometimes, Bugs bugs) : ISnapshotStore
{
    private const int Kept = 3;
    private readonly List<(string Name, byte[] Bytes)> files = [];
    private readonly SnapshotTamper tamper = new(scheme, dice, bugs);
    private int written;

    /// <summary>While false nothing goes wrong.</summary>
    public bool HasFaults { get; set; } = true;

    /// <inheritdoc/>
    public ISnapshotWriter Begin(long startSequence) => new Writer(this, startSequence);

    /// <inheritdoc/>
    public IReadOnlyList<SnapshotInfo> List() => [.. files.Select(Describe).Reverse()];

    /// <inheritdoc/>
    public ISnapshotReader Open(SnapshotInfo info)
    {
        if (HasFaults) sometimes.Note("recovery opened a snapshot");
        return new FileSnapshotReader(new MemoryStream(files.Find(file => file.Name == info.FileName).Bytes), info.FileName);
    }

    /// <summary>What a power cut leaves.</summary>
    public void Crash()
    {
        if (files.Count == 0 || !HasFaults) return;
        if (dice.Percent(faults[Fault.OldSnapshot]))
        {
            files.RemoveAt(files.Count - 1);
            sometimes.Note("an old snapshot came back");
        }
        else if (dice.Percent(faults[Fault.TornSnapshot]))
        {
            var (name, bytes) = files[^1];
            files[^1] = (name, bytes[..dice.Below(bytes.Length + 1)]);
            sometimes.Note("the newest snapshot lost its end");
        }
        else if (dice.Percent(faults[Fault.FlippedSnapshot]))
        {
            var bytes = files[^1].Bytes;
            if (bytes.Length > 0) bytes[dice.Below(bytes.Length)] ^= (byte)(1 << dice.Below(8));
            sometimes.Note("a bit of the newest snapshot was turned");
        }
    }

    private static SnapshotInfo Describe((string Name, byte[] Bytes) file) => FileSnapshotReader.Describe(new MemoryStream(file.Bytes), file.Name);

    private void Add(long start, byte[] bytes)
    {
        files.Add(($"{start:D19}-{++written}", bytes));
        if (files.Count > Kept) files.RemoveAt(0);
        sometimes.Note("a snapshot was completed");
    }

    private sealed class Writer : ISnapshotWriter
    {
        private readonly SimulatedSnapshots store;
        private readonly long start;
        private readonly MemoryStream bytes = new();
        private long chunks;

        public Writer(SimulatedSnapshots store, long start)
        {
            (this.store, this.start) = (store, start);
            Span<byte> header = stackalloc byte[SnapshotFormat.HeaderBytes];
            SnapshotFormat.WriteHeader(header, start);
            bytes.Write(header);
        }

        public void WriteChunk(long position, ReadOnlySpan<byte> payload)
        {
            payload = store.tamper.Change(payload);
            Span<byte> header = stackalloc byte[SnapshotFormat.ChunkHeaderBytes];
            SnapshotFormat.WriteChunkHeader(header, chunks++, position, payload);
            bytes.Write(header);
            bytes.Write(payload);
        }

        public SnapshotInfo Complete(long endSequence)
        {
            Span<byte> trailer = stackalloc byte[SnapshotFormat.TrailerBytes];
            SnapshotFormat.WriteTrailer(trailer, start, chunks, endSequence);
            bytes.Write(trailer);
            store.Add(start, bytes.ToArray());
            if (endSequence > start) store.sometimes.Note("a snapshot was written while the engine worked");
            return Describe(store.files[^1]);
        }

        public void Dispose() => bytes.Dispose();
    }

    private readonly Sometimes sometimes = sometimes;
}
