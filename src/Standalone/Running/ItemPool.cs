using System.Collections.Concurrent;

namespace HierarchySim.Standalone.Running;

/// <summary>A bounded pool; what does not fit is left to the collector.</summary>
internal sealed class ItemPool<T>(Func<T> create)
    where T : class
{
    private const int ItemsMax = 8_192;
    private readonly ConcurrentQueue<T> items = new();
    private int count;

    public T Rent()
    {
        if (!items.TryDequeue(out var item)) return create();
        Interlocked.Decrement(ref count);
        return item;
    }

    public void Return(T item)
    {
        if (Interlocked.Increment(ref count) <= ItemsMax) items.Enqueue(item);
        else Interlocked.Decrement(ref count);
    }
}
