using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>Records in one sorted dictionary. Versions come from one counter, so a key written, deleted and written again still grows.</summary>
internal sealed class ReferenceRecords : IRecords
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, EngineRecord> records = new(StringComparer.Ordinal);
    private long lastVersion;

    public ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default)
    {
        lock (gate) return ValueTask.FromResult(records.TryGetValue(key, out var record) ? Copy(record) : null);
    }

    public ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, Limits.PageItemsMax);
        lock (gate)
            return ValueTask.FromResult<IReadOnlyList<EngineRecord>>([.. records.Values
                .Where(record => record.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Where(record => after is null || string.CompareOrdinal(record.Key, after) > 0)
                .Take(take)
                .Select(Copy)]);
    }

    public ValueTask PutAsync(string key, byte[]? value, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Limits.RecordKeyLengthMax)
            throw new ArgumentException($"A key has 1 to {Limits.RecordKeyLengthMax} characters (RecordKeyLengthMax).", nameof(key));
        if (value is { Length: > Limits.RecordValueBytesMax })
            throw new ArgumentException($"A value has at most {Limits.RecordValueBytesMax} bytes (RecordValueBytesMax).", nameof(value));
        lock (gate)
        {
            if (value is null) records.Remove(key);
            else records[key] = new EngineRecord(key, ++lastVersion, [.. value]);
        }
        return default;
    }

    private static EngineRecord Copy(EngineRecord record) => record with { Value = [.. record.Value] };
}
