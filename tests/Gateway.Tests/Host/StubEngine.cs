using System.Runtime.CompilerServices;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway.Tests;

/// <summary>An engine with switches: what it would take a full disk, a busy machine or a defect to see.</summary>
public sealed class StubEngine(IHierarchyEngine inner) : IHierarchyEngine
{
    /// <summary>When set, commands get this refusal.</summary>
    public Refusal? RefuseCommands { get; set; }

    /// <summary>When set, queries throw it.</summary>
    public Exception? FailQueries { get; set; }

    /// <summary>When set, commands wait for it after they took effect.</summary>
    public TaskCompletionSource? HoldAnswers { get; set; }

    /// <summary>When set, the engine says this of itself.</summary>
    public EngineStatus? ClaimStatus { get; set; }

    /// <summary>When set, every case looks like this at its origin.</summary>
    public CaseFile? ClaimCase { get; set; }

    /// <summary>When set, files still hold something of whatever is erased, for this reason.</summary>
    public string? ErasuresRemain { get; set; }

    /// <summary>The culture the last query came in.</summary>
    public string CultureOfQuery { get; private set; } = "";

    /// <summary>Ids taken from the allocator.</summary>
    public int IdsReserved { get; private set; }

    public LevelScheme Scheme => inner.Scheme;

    public Catalog Catalog => inner.Catalog;

    public EngineStatus Status => ClaimStatus ?? inner.Status;

    /// <summary>When set, done once before the next record is written: another request that comes between.</summary>
    public Func<Task>? BeforePut { get; set; }

    public IRecords Records => new StubRecords(this, inner.Records);

    public IAuditLog Audit => inner.Audit;

    public async ValueTask<CommandAnswer> SubmitAsync(
        CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, AuditNote? audit, CancellationToken cancellation = default)
    {
        if (RefuseCommands is { } refusal) return CommandAnswer.Refused(refusal);
        var answer = await inner.SubmitAsync(id, unit, command, records, audit, cancellation);
        if (HoldAnswers is { } hold) await hold.Task.WaitAsync(cancellation);
        return answer;
    }

    public ValueTask<TResult> QueryAsync<TResult>(Query<TResult> query, CancellationToken cancellation = default)
    {
        CultureOfQuery = System.Globalization.CultureInfo.CurrentCulture.Name;
        if (query is GetCase && ClaimCase is { } claimed) return ValueTask.FromResult((TResult)(object)claimed);
        return FailQueries is { } failure ? ValueTask.FromException<TResult>(failure) : inner.QueryAsync(query, cancellation);
    }

    /// <summary>Watches of units and desks that are being read.</summary>
    public int WatchesOpen => Volatile.Read(ref watchesOpen);

    /// <summary>Ends every watch for this reason, as an engine does that reads its data again.</summary>
    public void EndWatches(Refusal refusal) => Interlocked.Exchange(ref endWatches, new TaskCompletionSource<Refusal>(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult(refusal);

    public IAsyncEnumerable<IReadOnlyList<UnitView>> WatchAsync(UnitId unit, int depth, CancellationToken cancellation = default) =>
        CountAsync(left => inner.WatchAsync(unit, depth, left), cancellation);

    public IAsyncEnumerable<IReadOnlyList<DeskChange>> WatchDeskAsync(UnitId unit, CancellationToken cancellation = default) =>
        CountAsync(left => inner.WatchDeskAsync(unit, left), cancellation);

    private int watchesOpen;
    private TaskCompletionSource<Refusal> endWatches = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async IAsyncEnumerable<T> CountAsync<T>(Func<CancellationToken, IAsyncEnumerable<T>> watch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ended = endWatches.Task;
        Interlocked.Increment(ref watchesOpen);
        try
        {
            await using var frames = watch(leaving.Token).GetAsyncEnumerator(leaving.Token);
            while (true)
            {
                var next = frames.MoveNextAsync().AsTask();
                if (await Task.WhenAny(next, ended) == ended)
                {
                    await leaving.CancelAsync();
                    await Task.WhenAny(next);
                    throw new EngineUnavailableException(await ended);
                }
                if (!await next) yield break;
                yield return frames.Current;
            }
        }
        finally
        {
            Interlocked.Decrement(ref watchesOpen);
        }
    }

    public ValueTask<EventPage> EventsAsync(EventCursor after, int take, CancellationToken cancellation = default) => inner.EventsAsync(after, take, cancellation);

    /// <summary>Waits for events that have begun.</summary>
    public int EventWaits => Volatile.Read(ref eventWaits);

    private int eventWaits;

    public Task WaitForEventsAsync(EventCursor after, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref eventWaits);
        return inner.WaitForEventsAsync(after, cancellation);
    }

    public ValueTask<UnitId> ReserveIdsAsync(int count, CancellationToken cancellation = default)
    {
        IdsReserved += count;
        return inner.ReserveIdsAsync(count, cancellation);
    }

    public ValueTask<Refusal?> SetCatalogAsync(string json, CancellationToken cancellation = default) => inner.SetCatalogAsync(json, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class StubRecords(StubEngine engine, IRecords inner) : IRecords
    {
        public ValueTask<EngineRecord?> GetAsync(string key, CancellationToken cancellation = default) => inner.GetAsync(key, cancellation);

        public ValueTask<IReadOnlyList<EngineRecord>> ListAsync(string prefix, string? after, int take, CancellationToken cancellation = default) =>
            inner.ListAsync(prefix, after, take, cancellation);

        public ValueTask<RecordOutcome> PutAsync(string key, byte[]? value, long? expectedVersion = null, CancellationToken cancellation = default) =>
            PutTogetherAsync(new RecordChange(key, value), expectedVersion, [], cancellation);

        public async ValueTask<RecordOutcome> PutTogetherAsync(
            RecordChange first, long? expectedVersion, IReadOnlyList<RecordChange> others, CancellationToken cancellation = default)
        {
            if (engine.BeforePut is { } between)
            {
                engine.BeforePut = null;
                await between();
            }
            return await inner.PutTogetherAsync(first, expectedVersion, others, cancellation);
        }

        public async ValueTask<Erasure> EraseAsync(string key, CancellationToken cancellation = default) =>
            await inner.EraseAsync(key, cancellation) is var erasure && engine.ErasuresRemain is { } reason ? erasure with { Remaining = reason } : erasure;
    }
}
