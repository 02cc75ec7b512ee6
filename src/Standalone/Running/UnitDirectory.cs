using HierarchySim.Core;

namespace HierarchySim.Standalone.Running;

/// <summary>What a shard notes about a unit it owns while it works; forgotten with the run.</summary>
[Flags]
internal enum UnitMarks : byte
{
    None = 0,

    /// <summary>Waits to hand messages to its children.</summary>
    Sending = 1,

    /// <summary>Got new messages while it was handing out: begin again at the first child.</summary>
    SendAgain = 2,

    /// <summary>Waits to tell its parent new numbers.</summary>
    Dirty = 4,

    /// <summary>Waits for a confirmation; will be sent again if it stays out.</summary>
    Unconfirmed = 8,
}

/// <summary>
/// Finds units and their shards by id. The allocator gives ids out in sequence, so pages of arrays do it in nine bytes a unit
/// without a lock: a slot's unit and marks are touched by its owning shard only; its shard is claimed once, by whoever opens it.
/// </summary>
internal sealed class UnitDirectory
{
    private const int PageBits = 14;
    private const int PageSize = 1 << PageBits;
    private readonly Page?[] pages = new Page?[1 << 17];
    private long count;

    /// <summary>Ids above this cannot be held; far beyond any tree that fits in memory.</summary>
    public static readonly UnitId IdMax = new((1L << 17 << PageBits) - 1);

    public long Count => Interlocked.Read(ref count);

    public UnitState? Find(UnitId id) => PageOf(id)?.Units[id.Value & (PageSize - 1)];

    public void Put(UnitState unit)
    {
        MakePage(unit.Id).Units[unit.Id.Value & (PageSize - 1)] = unit;
        Interlocked.Increment(ref count);
    }

    public ref UnitMarks Marks(UnitId id) => ref PageOf(id)!.Marks[id.Value & (PageSize - 1)];

    /// <summary>The shard that owns an id, or -1 when no unit has it.</summary>
    public int ShardOf(UnitId id) => (PageOf(id)?.Shards[id.Value & (PageSize - 1)] ?? 0) - 1;

    /// <summary>Gives an id to a shard; false when it belongs to one already.</summary>
    public bool TryClaim(UnitId id, int shard)
    {
        if (!id.IsValid || id > IdMax) return false;
        return Interlocked.CompareExchange(ref MakePage(id).Shards[id.Value & (PageSize - 1)], (byte)(shard + 1), (byte)0) == 0;
    }

    /// <summary>Takes a claim back: the unit was not opened after all.</summary>
    public void Unclaim(UnitId id) => Volatile.Write(ref MakePage(id).Shards[id.Value & (PageSize - 1)], 0);

    /// <summary>Every unit, by id. Only while no shard runs, or for units that the caller's shard owns.</summary>
    public IEnumerable<UnitState> All()
    {
        foreach (var page in pages)
        {
            if (page is null) continue;
            foreach (var unit in page.Units)
                if (unit is not null) yield return unit;
        }
    }

    /// <summary>Units of one page that a shard owns; false past the last page.</summary>
    public bool TryPage(int number, int shard, List<UnitState> into)
    {
        into.Clear();
        if (number >= pages.Length) return false;
        if (Volatile.Read(ref pages[number]) is not { } page) return number == 0 || number < LastPage();
        for (var i = 0; i < PageSize; i++)
            if (page.Shards[i] == shard + 1 && page.Units[i] is { } unit) into.Add(unit);
        return true;
    }

    private int LastPage()
    {
        for (var i = pages.Length - 1; i > 0; i--)
            if (Volatile.Read(ref pages[i]) is not null) return i;
        return 0;
    }

    private Page? PageOf(UnitId id) => id.IsValid && id <= IdMax ? Volatile.Read(ref pages[id.Value >> PageBits]) : null;

    private Page MakePage(UnitId id)
    {
        ref var slot = ref pages[id.Value >> PageBits];
        return Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, new Page(), null) ?? slot!;
    }

    private sealed class Page
    {
        public readonly UnitState?[] Units = new UnitState?[PageSize];
        public readonly byte[] Shards = new byte[PageSize];
        public readonly UnitMarks[] Marks = new UnitMarks[PageSize];
    }
}
