using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// The plainest engine that keeps the port's promises: one lock around everything, every command carried to quiet before its
/// answer, nothing on disk. It is the oracle other engines are compared with, and lets gateways and tools be tested without
/// an engine. It keeps nothing beyond the process.
/// </summary>
public sealed partial class ReferenceEngine : IHierarchyEngine
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ReferenceTree tree;
    private readonly ReferenceRecords records;
    private readonly ReferenceAudit audit;
    private TaskCompletionSource changed = NewSignal();
    private string catalogJson;
    private Instant lastTurn;
    private bool stopping;

    /// <summary>An engine with an empty tree.</summary>
    public ReferenceEngine(LevelScheme scheme, TimeProvider time)
        : this(scheme, time, new ReferenceTree(scheme), new ReferenceRecords(time), new ReferenceAudit(time), Catalogs.GetJson())
    {
    }

    private ReferenceEngine(LevelScheme scheme, TimeProvider time, ReferenceTree tree, ReferenceRecords records, ReferenceAudit audit, string catalogJson)
    {
        Scheme = scheme;
        this.records = records;
        this.audit = audit;
        this.time = time;
        this.tree = tree;
        this.catalogJson = catalogJson;
        tree.Catalog = Catalogs.TryParse(catalogJson, scheme, out _) ?? throw new InvalidOperationException("A catalogue that was kept cannot be read.");
    }

    /// <inheritdoc/>
    public LevelScheme Scheme { get; }

    /// <inheritdoc/>
    public Catalog Catalog
    {
        get
        {
            lock (gate) return tree.Catalog;
        }
    }

    /// <inheritdoc/>
    public IRecords Records => records;

    /// <inheritdoc/>
    public IAuditLog Audit => audit;

    /// <inheritdoc/>
    public EngineStatus Status
    {
        get
        {
            lock (gate)
                return new EngineStatus("reference", stopping ? EngineCondition.Stopping : EngineCondition.Ready,
                    stopping ? "the engine was disposed" : null, tree.Units.Count, 0, Now());
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommandAnswer> SubmitAsync(
        CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, AuditNote? audit, CancellationToken cancellation = default)
    {
        if ((TextKeys.CheckChanges(records) ?? audit?.Check()) is { } invalid) return ValueTask.FromResult(CommandAnswer.Refused(invalid));
        lock (gate)
        {
            if (stopping) return ValueTask.FromResult(CommandAnswer.Refused(StoppingRefusal));
            var now = CatchUp();
            var answer = tree.Submit(id, unit, command, now, () => this.records.FindErased(records));
            if (answer.Verdict != Verdict.Accepted) return ValueTask.FromResult(answer);
            foreach (var (key, value) in records) this.records.Write(key, value);
            if (audit is not null) this.audit.Write(unit, answer.At, audit.Completed(answer.Number));
            Signal();
            return ValueTask.FromResult(answer);
        }
    }

    /// <inheritdoc/>
    public ValueTask<EventPage> EventsAsync(EventCursor after, int take, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            CatchUpToRead();
            CheckTake(take);
            if (after == EventCursor.Latest) return ValueTask.FromResult(new EventPage([], Place(tree.Events.Count)));
            var from = PlaceOf(after);
            CommittedEvent[] items = [.. tree.Events.Skip(from).Take(take)];
            return ValueTask.FromResult(new EventPage(items, Place(from + items.Length)));
        }
    }

    /// <inheritdoc/>
    public Task WaitForEventsAsync(EventCursor after, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            CatchUpToRead();
            return PlaceOf(after) < tree.Events.Count ? Task.CompletedTask : changed.Task.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public ValueTask<UnitId> ReserveIdsAsync(int count, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (gate) return ValueTask.FromResult(tree.Reserve(count));
    }

    /// <inheritdoc/>
    public ValueTask<Refusal?> SetCatalogAsync(string json, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            if (stopping) return ValueTask.FromResult<Refusal?>(StoppingRefusal);
            if (Catalogs.TryReplace(json, Scheme, tree.Catalog, out var refusal) is { } next) (catalogJson, tree.Catalog) = (json, next);
            return ValueTask.FromResult(refusal);
        }
    }

    /// <summary>Does what the clock brought about since the last call. Every call of the port does so first.</summary>
    public void Quiet()
    {
        lock (gate) CatchUp();
    }

    /// <summary>Runs something while nothing moves, for checks that look inside.</summary>
    public TResult Inspect<TResult>(Func<IReadOnlyCollection<UnitState>, TResult> look)
    {
        lock (gate)
        {
            CatchUp();
            return look(tree.Units);
        }
    }

    /// <summary>Ends this engine and gives one that has recovered what it held, as an engine with a disk would.</summary>
    public ReferenceEngine Restart()
    {
        lock (gate)
        {
            stopping = true;
            Signal();
            return new ReferenceEngine(Scheme, time, tree.Recover(), records, audit, catalogJson);
        }
    }

    /// <summary>Ends watches and refuses further work.</summary>
    public ValueTask DisposeAsync()
    {
        lock (gate)
        {
            stopping = true;
            Signal();
        }
        return default;
    }

    private static readonly Refusal StoppingRefusal = new(RefusalCode.Stopping, "engine", "the engine is stopping", "Try again when it is back");

    private static EventCursor Place(int events) => new(events.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private int PlaceOf(EventCursor cursor)
    {
        if (!int.TryParse(cursor.Text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var place))
            throw Unavailable(RefusalCode.Invalid, "after", "this is no cursor of this engine", "Begin at the start");
        if (place > tree.Events.Count) throw Unavailable(RefusalCode.CursorTooOld, "after", "there were never so many events", "Begin anew");
        return place;
    }

    // The clock may step back; a unit's time may not.
    private Instant Now()
    {
        var now = Instant.From(time.GetUtcNow());
        return lastTurn = now > lastTurn ? now : lastTurn;
    }

    private Instant CatchUp()
    {
        var now = Now();
        var before = tree.Events.Count;
        tree.Wake(now);
        if (tree.Events.Count > before) Signal();
        return now;
    }

    private Instant CatchUpToRead()
    {
        if (stopping) throw new EngineUnavailableException(StoppingRefusal);
        return CatchUp();
    }

    private void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void CheckTake(int take)
    {
        if (take is < 1 or > Limits.PageItemsMax)
            throw Unavailable(RefusalCode.Invalid, "take", $"a page has 1 to {Limits.PageItemsMax} items (PageItemsMax)", "Ask for fewer");
    }

    private static EngineUnavailableException Unavailable(RefusalCode code, string field, string rule, string nextStep) =>
        new(new Refusal(code, field, rule, nextStep));
}
