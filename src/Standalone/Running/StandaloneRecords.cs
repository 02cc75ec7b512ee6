using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// Small durable records: written by the journal's writer in its order, read straight from the file. Callers' keys live under a
/// prefix of their own, so that no caller sees or overwrites what the engine keeps for itself.
/// </summary>
internal sealed class StandaloneRecords(IJournalStore store, Func<Batch, Refusal?> enqueue) : IRecords
{
    private const string Callers = "caller/";

    public ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default)
    {
        CheckKey(key);
        return new(store.GetRecord(Callers + key) is { } record ? ToEngine(record) : null);
    }

    public ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, Limits.PageItemsMax);
        return new([.. store.ListRecords(Callers + prefix, after is null ? null : Callers + after, take).Select(ToEngine)]);
    }

    public async ValueTask PutAsync(string key, byte[]? value, CancellationToken cancellation = default)
    {
        CheckKey(key);
        if (value?.Length > Limits.RecordValueBytesMax)
            throw new ArgumentException($"A record's value has at most {Limits.RecordValueBytesMax} bytes (RecordValueBytesMax); '{key}' has {value.Length}.", nameof(value));
        await WriteAsync(Callers + key, value is null ? default(ReadOnlyMemory<byte>?) : value.ToArray(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes a record of the engine's own, in the order of the calls.</summary>
    public Task WriteOwnAsync(string key, byte[] value, CancellationToken cancellation) => WriteAsync(key, value, cancellation);

    private async Task WriteAsync(string key, ReadOnlyMemory<byte>? value, CancellationToken cancellation)
    {
        var done = new WriteItem();
        if (enqueue(new Batch(null, [done], [new RecordWrite(key, value)], null)) is { } refusal)
            throw new EngineUnavailableException(refusal);
        await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private static void CheckKey(string key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Limits.RecordKeyLengthMax)
            throw new ArgumentException($"A record's key has 1 to {Limits.RecordKeyLengthMax} characters (RecordKeyLengthMax).", nameof(key));
    }

    private static EngineRecord ToEngine(StoredRecord record) => new(record.Key[Callers.Length..], record.Version, record.Value);

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
