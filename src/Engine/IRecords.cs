namespace HierarchySim.Engine;

/// <summary>A small durable record.</summary>
/// <param name="Key">Its key; parts are separated by '/'.</param>
/// <param name="Version">Grows with every write of the key.</param>
/// <param name="Value">At most <see cref="Core.Limits.RecordValueBytesMax"/> bytes.</param>
public sealed record EngineRecord(string Key, long Version, byte[] Value);

/// <summary>Small durable records that belong to the gateway and to tools: results, keys, subscriptions, erasable texts.</summary>
public interface IRecords
{
    /// <summary>Reads one record; null when there is none.</summary>
    ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default);

    /// <summary>Records whose keys begin with a prefix, in the order of their keys.</summary>
    /// <param name="prefix">The prefix.</param>
    /// <param name="after">Only keys after this one; null for the beginning.</param>
    /// <param name="take">At most this many, 1 to <see cref="Core.Limits.PageItemsMax"/>.</param>
    /// <param name="cancellation">Stops waiting.</param>
    ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default);

    /// <summary>Writes a record, or deletes it when the value is null. Completes after the commit.</summary>
    /// <exception cref="ArgumentException">Key or value breaks a limit.</exception>
    /// <exception cref="EngineUnavailableException">Storage does not take writes; nothing was written.</exception>
    ValueTask PutAsync(string key, byte[]? value, CancellationToken cancellation = default);
}
