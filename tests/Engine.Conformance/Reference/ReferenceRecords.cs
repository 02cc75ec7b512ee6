using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>Records in one sorted dictionary. Versions come from one counter, so a key written, deleted and written again still grows.</summary>
internal sealed class ReferenceRecords(TimeProvider time) : IRecords
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, EngineRecord> records = new(StringComparer.Ordinal);
    private long lastVersion;

    public ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default)
    {
        Require(TextKeys.CheckKey(key), nameof(key));
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

    public ValueTask<RecordOutcome> PutAsync(string key, byte[]? value, long? expectedVersion = null, CancellationToken cancellation = default) =>
        PutTogetherAsync(new RecordChange(key, value), expectedVersion, [], cancellation);

    public ValueTask<RecordOutcome> PutTogetherAsync(
        RecordChange first, long? expectedVersion, IReadOnlyList<RecordChange> others, CancellationToken cancellation = default)
    {
        var (key, value) = first;
        Require(TextKeys.CheckChange(key, value), nameof(first));
        Require(TextKeys.CheckBeside(others), nameof(others));
        lock (gate)
        {
            var (version, erasedAt) = records.TryGetValue(key, out var before) ? (before.Version, before.ErasedAt) : (0, Instant.None);
            if (erasedAt.IsSet) return ValueTask.FromResult(new RecordOutcome(RecordVerdict.Erased, version, erasedAt));
            if (expectedVersion is { } expected && expected != version) return ValueTask.FromResult(new RecordOutcome(RecordVerdict.OtherVersion, version));
            var written = Write(key, value);
            foreach (var other in others) Write(other.Key, other.Value);
            return ValueTask.FromResult(new RecordOutcome(RecordVerdict.Written, written));
        }
    }

    public ValueTask<Erasure> EraseAsync(string key, CancellationToken cancellation = default)
    {
        Require(TextKeys.CheckKey(key), nameof(key));
        if (!TextKeys.IsText(key)) throw new ArgumentException($"Only texts are erased ('{TextKeys.Prefix}').", nameof(key));
        lock (gate)
        {
            if (!records.TryGetValue(key, out var record)) return ValueTask.FromResult(new Erasure(ErasureVerdict.NeverExisted, Instant.None));
            if (record.IsErased) return ValueTask.FromResult(new Erasure(ErasureVerdict.ErasedBefore, record.ErasedAt));
            var at = Instant.From(time.GetUtcNow());
            records[key] = new EngineRecord(key, ++lastVersion, [], at);
            return ValueTask.FromResult(new Erasure(ErasureVerdict.Erased, at));
        }
    }

    /// <summary>Why a command may not write these; null when it may.</summary>
    public Refusal? FindErased(IReadOnlyList<RecordChange> changes)
    {
        lock (gate)
        {
            foreach (var (key, _) in changes)
                if (records.TryGetValue(key, out var record) && record.IsErased) return TextKeys.ErasedRefusal(key, record.ErasedAt);
            return null;
        }
    }

    /// <summary>Writes whatever the record's version is; returns the new one. An erasure that came in between wins.</summary>
    public long Write(string key, byte[]? value)
    {
        lock (gate)
        {
            if (records.TryGetValue(key, out var record) && record.IsErased) return record.Version;
            if (value is null)
            {
                records.Remove(key);
                return 0;
            }
            records[key] = new EngineRecord(key, ++lastVersion, [.. value]);
            return lastVersion;
        }
    }

    private static void Require(Refusal? refusal, string parameter)
    {
        if (refusal is not null) throw new ArgumentException(refusal.ToString(), parameter);
    }

    private static EngineRecord Copy(EngineRecord record) => record with { Value = [.. record.Value] };
}
