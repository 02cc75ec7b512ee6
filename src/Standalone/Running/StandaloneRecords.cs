using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone.Running;

/// <summary>
/// Small durable records: written by the journal's writer in its order, read straight from the file.
/// </summary>
internal sealed partial class StandaloneRecords(IJournalStore store, TimeProvider time, Func<Refusal?> unavailable, Func<Batch, Refusal?> enqueue) : IRecords
{
    public ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default)
    {
        Require(TextKeys.CheckKey(key), nameof(key));
        return new(Find(key) is { } record ? ToEngine(record) : null);
    }

    public ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, Limits.PageItemsMax);
        return new(Read<IReadOnlyList<EngineRecord>>(
            () => [.. store.ListRecords(RecordKeys.Callers + prefix, after is null ? null : RecordKeys.Callers + after, take).Select(ToEngine)]));
    }

    public ValueTask<RecordOutcome> PutAsync(string key, byte[]? value, long? expectedVersion = null, CancellationToken cancellation = default) =>
        PutTogetherAsync(new RecordChange(key, value), expectedVersion, [], cancellation);

    public async ValueTask<RecordOutcome> PutTogetherAsync(
        RecordChange first, long? expectedVersion, IReadOnlyList<RecordChange> others, CancellationToken cancellation = default)
    {
        Require(TextKeys.CheckChange(first.Key, first.Value), nameof(first));
        Require(TextKeys.CheckBeside(others), nameof(others));
        // A damaged text is found by its own writer here; in the commit it would fail everybody's.
        if (TextKeys.IsText(first.Key)) _ = Find(first.Key);
        var receipt = new WriteReceipt();
        var write = ToWrite(first.Key, first.Value) with { ExpectedVersion = expectedVersion, Receipt = receipt };
        await WriteAsync([write, .. others.Select(other => ToWrite(other.Key, other.Value) with { Beside = receipt })], cancellation).ConfigureAwait(false);
        return receipt.Outcome;
    }

    /// <summary>Writes a record of the engine's own, in the order of the calls.</summary>
    public Task WriteOwnAsync(string key, byte[] value, CancellationToken cancellation) => WriteAsync(new RecordWrite(key, value), cancellation);

    /// <summary>The records of a command as the store takes them, out of reach of the caller's later changes.</summary>
    public static IReadOnlyList<RecordWrite> ToWrites(IReadOnlyList<RecordChange> records) =>
        records.Count == 0 ? [] : [.. records.Select(record => ToWrite(record.Key, record.Value))];

    /// <summary>
    /// Why a command may not write these records: one of the texts was erased. Looked up before the command enters; a text whose
    /// erasure began since is written by no one, for the store lets the erasure win.
    /// </summary>
    public Refusal? FindErased(IReadOnlyList<RecordChange> records)
    {
        try
        {
            foreach (var (key, _) in records)
                if (TextKeys.IsText(key) && store.GetRecord(RecordKeys.Callers + key) is { ErasedAt.IsSet: true } erased)
                    return TextKeys.ErasedRefusal(key, erased.ErasedAt);
            return null;
        }
        catch (StorageFailedException e)
        {
            return new Refusal(RefusalCode.StorageUnavailable, "storage", e.ForCallers, "Send the command again under the same key once storage is well");
        }
    }

    private StoredRecord? Find(string key) => Read(() => store.GetRecord(RecordKeys.Callers + key));

    /// <summary>Reads from storage.</summary>
    /// <exception cref="EngineUnavailableException">Storage refused, or what it has is damaged.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (StorageFailedException e)
        {
            var nextStep = e.Reason == StorageFailure.Corrupt ? "Have an operator stop the engine, copy the data folder and run 'hierarchysim verify' on it" : "Try again once storage is well";
            throw new EngineUnavailableException(new Refusal(RefusalCode.StorageUnavailable, "storage", e.ForCallers, nextStep));
        }
    }

    private Task WriteAsync(RecordWrite write, CancellationToken cancellation) => WriteAsync([write], cancellation);

    private async Task WriteAsync(IReadOnlyList<RecordWrite> writes, CancellationToken cancellation)
    {
        var done = new WriteItem();
        if (enqueue(new Batch(null, [done], writes, [], null)) is { } refusal)
            throw new EngineUnavailableException(refusal);
        await done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private static RecordWrite ToWrite(string key, byte[]? value) =>
        new(RecordKeys.Callers + key, value is null ? default(ReadOnlyMemory<byte>?) : value.ToArray());

    private static void Require(Refusal? refusal, string parameter)
    {
        if (refusal is not null) throw new ArgumentException(refusal.ToString(), parameter);
    }

    private static EngineRecord ToEngine(StoredRecord record) => new(RecordKeys.ToCaller(record.Key), record.Version, record.Value, record.ErasedAt);
}
