namespace HierarchySim.Core;

/// <summary>
/// A short list whose items live in a segment of an array that thousands of lists share. A directive to a nation would otherwise make
/// a million small arrays outgrow themselves at once, and the collector would stop everything to move them; large arrays it leaves in
/// place. The owner keeps the count.
/// </summary>
/// <remarks>
/// Segments come off the end of a slab, one slab at a time for each thread, so no two lists ever share a place. A segment that was
/// outgrown is not used again; capacities double, so that at most half of what is held is such waste, until the next start.
/// </remarks>
internal struct SlabList<T>
    where T : struct
{
    // Well above the 85,000 bytes from which arrays are large objects: those are never moved.
    private const int SlabItems = 4_096;
    private const int FirstCapacity = 4;

    [ThreadStatic]
    private static T[]? current;

    [ThreadStatic]
    private static int taken;

    private T[]? slab;
    private int start;
    private int capacity;

    public readonly ref T this[int index] => ref slab![start + index];

    public readonly ReadOnlySpan<T> First(int count) => slab.AsSpan(start, count);

    /// <summary>Puts an item after the first <paramref name="count"/>.</summary>
    public void Add(in T item, int count)
    {
        if (count == capacity) Grow(count, count == 0 ? FirstCapacity : count * 2);
        slab![start + count] = item;
    }

    /// <summary>Takes one out; those behind it move up.</summary>
    public readonly void RemoveAt(int index, int count)
    {
        Array.Copy(slab!, start + index + 1, slab!, start + index, count - index - 1);
        slab![start + count - 1] = default;
    }

    /// <summary>A list with room for some items, all at their default.</summary>
    public static SlabList<T> WithRoomFor(int count)
    {
        var list = new SlabList<T>();
        if (count > 0) list.Grow(0, count);
        return list;
    }

    /// <summary>A copy of items that were read.</summary>
    public static SlabList<T> Of(ReadOnlySpan<T> items)
    {
        var list = WithRoomFor((items.Length + FirstCapacity - 1) / FirstCapacity * FirstCapacity);
        if (!items.IsEmpty) items.CopyTo(list.slab.AsSpan(list.start));
        return list;
    }

    private void Grow(int count, int wanted)
    {
        if (current is null || taken + wanted > current.Length)
        {
            current = new T[Math.Max(SlabItems, wanted)];
            taken = 0;
        }
        if (count > 0)
        {
            Array.Copy(slab!, start, current, taken, count);
            Array.Clear(slab!, start, count);
        }
        (slab, start, capacity) = (current, taken, wanted);
        taken += wanted;
    }
}
