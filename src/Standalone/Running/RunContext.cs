using HierarchySim.Core;

namespace HierarchySim.Standalone.Running;

/// <summary>What the shards of one run share.</summary>
internal sealed class RunContext(
    LevelScheme scheme, uint incarnation, UnitDirectory directory, CommitLoop journal, IInterconnect interconnect, TimeProvider time, Instant notBefore)
{
    private long last = notBefore.Milliseconds;
    private bool isReadOnly;

    public LevelScheme Scheme { get; } = scheme;

    public UnitMachine Machine { get; } = new(scheme);

    public uint Incarnation { get; } = incarnation;

    public UnitDirectory Directory { get; } = directory;

    public CommitLoop Journal { get; } = journal;

    public IInterconnect Interconnect { get; } = interconnect;

    public Watches<Watcher> Watches { get; } = new();

    public Watches<DeskWatcher> DeskWatches { get; } = new();

    public Shard[] Shards { get; set; } = [];

    /// <summary>Units a shard adds to a snapshot in one step. Small ones let a simulator work between any two.</summary>
    public int UnitsPerSlice { get; set; } = 1_024;

    /// <summary>While storage takes no writes no turn is run: commands are refused at the door, everything else waits in state.</summary>
    public bool IsReadOnly
    {
        get => Volatile.Read(ref isReadOnly);
        set => Volatile.Write(ref isReadOnly, value);
    }

    /// <summary>The clock, but never back: a unit's turns carry growing times even when the machine's clock is set back.</summary>
    public Instant Now()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            var seen = Interlocked.Read(ref last);
            if (now <= seen) return new Instant(seen);
            if (Interlocked.CompareExchange(ref last, now, seen) == seen) return new Instant(now);
        }
    }

    /// <summary>
    /// Which shard owns a unit: those near the root by their id, all below by the ancestor two levels under the root. So almost
    /// every link lies within a shard, and the districts of a large province still share the machine.
    /// </summary>
    public static int ShardFor(UnitId id, int depth, int parentShard, int shards) => depth > 2 ? parentShard : (int)(Mix((ulong)id.Value) % (ulong)shards);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
