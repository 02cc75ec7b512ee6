using System.Collections.Concurrent;

namespace HierarchySim.Gateway;

/// <summary>
/// Records of who may what, as they were last read. A change made here is seen at once; one made by another gateway within
/// <see cref="GatewayLimits.RolesKeptSeconds"/>.
/// </summary>
internal sealed class KeptRoles<T>(TimeProvider time)
    where T : class
{
    private readonly ConcurrentDictionary<string, (T Value, long ReadAt)> kept = new(StringComparer.Ordinal);
    private long changes;

    /// <summary>What is kept under an id, or what is read now; null for nothing.</summary>
    public async ValueTask<T?> GetAsync(string id, Func<string, CancellationToken, ValueTask<T?>> read, CancellationToken left)
    {
        if (kept.TryGetValue(id, out var known) && time.GetElapsedTime(known.ReadAt).TotalSeconds < GatewayLimits.RolesKeptSeconds) return known.Value;
        var before = Interlocked.Read(ref changes);
        if (await read(id, left) is not { } value)
        {
            kept.TryRemove(id, out _);
            return null;
        }
        if (kept.Count >= GatewayLimits.RolesKeptMax) kept.Clear();
        kept[id] = (value, time.GetTimestamp());
        // What was read before a change must not be kept after it.
        if (Interlocked.Read(ref changes) != before) kept.TryRemove(id, out _);
        return value;
    }

    /// <summary>Something changed: what is kept is read anew.</summary>
    public void Forget(string id)
    {
        Interlocked.Increment(ref changes);
        kept.TryRemove(id, out _);
    }
}
