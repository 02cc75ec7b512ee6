using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>Small durable records: written by the journal's writer in its order, read straight from the file.</summary>
internal sealed class StandaloneRecords(IJournalStore store, Func<Batch, Refusal?> enqueue) : IRecords
{
    public ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default)
    {
        CheckKey(key);
        return new(store.GetRecord(key) is { } record ? ToEngine(record) : null);
    }

    public ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, Limits.PageItemsMax);
        return new([.. store.ListRecords(prefix, after, take).Select(ToEngine)]);
    }

    public async ValueTask PutAsync(string key, byte[]? value, CancellationToken cancellation = default)
    {
        CheckKey(key);
        if (value?.Length > Limits.RecordValueBytesMax)
            throw new ArgumentException($"A record's value has at most {Limits.RecordValueBytesMax} bytes (RecordValueBytesMax); '{key}' has {value.Length}.", nameof(value));
        var done = new WriteItem();
        if (enqueue(new Batch(null, [done], [new RecordWrite(key, value is null ? default(ReadOnlyMemory<byte>?) : value.ToArray())], null)) is { } refusal)
            throw new EngineUnavailableException(refusal);
        await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private static void CheckKey(string key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Limits.RecordKeyLengthMax)
            throw new ArgumentException($"A record's key has 1 to {Limits.RecordKeyLengthMax} characters (RecordKeyLengthMax).", nameof(key));
    }

    private static EngineRecord ToEngine(StoredRecord record) => new(record.Key, record.Version, record.Value);

    private sealed class WriteItem : DoorItem
    {
        private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => source.Task;

        public override void Run(Shard shard)
        {
        }

        public override void Complete() => source.TrySetResult();

        public override void Fail(Refusal refusal) => source.TrySetException(new EngineUnavailableException(refusal));
    }
}
