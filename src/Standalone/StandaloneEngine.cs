using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.ReadModels;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

/// <summary>
/// The single-machine engine: shards and one journal in a data folder. This class is the port; the work is done by an
/// <see cref="EngineRun"/>, which is replaced by a new one, loaded from disk, when a commit fails.
/// </summary>
public sealed partial class StandaloneEngine : IHierarchyEngine
{
    internal const string SchemeKey = "engine/scheme";
    internal const string CatalogKey = "engine/catalog";
    private const string IncarnationKey = "engine/incarnation";
    private const string NextIdKey = "engine/next-id";
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(250);

    private readonly StandaloneOptions options;
    private readonly IEngineStorage storage;
    private readonly IInterconnect interconnect;
    private readonly Projector projector;
    private readonly ITimer? timer;
    private readonly bool hasThreads;
    private readonly StandaloneRecords records;
    private readonly Lock idGate = new();
    private readonly System.Diagnostics.Metrics.Meter? gauges;
    private EngineRun run;
    private uint incarnation;
    private long nextId;
    private volatile string? reason;
    private volatile EngineCondition condition;

    private StandaloneEngine(IEngineStorage storage, StandaloneOptions options, IInterconnect interconnect, bool threads)
    {
        this.storage = storage;
        this.options = options;
        this.interconnect = interconnect;
        hasThreads = threads;
        Scheme = LoadScheme();
        StoreFirstCatalog();
        incarnation = (uint)ReadNumber(IncarnationKey);
        run = NewRun();
        nextId = Math.Max(ReadNumber(NextIdKey), run.Recovered.LastId.Value + 1);
        records = new StandaloneRecords(storage.Journal, options.Time, () => Unavailable(forWrite: true), Enqueue);
        Audit = new StandaloneAudit(storage.Journal, () => run.Context.Now(), Enqueue);
        projector = new Projector(Scheme, storage.Journal, storage.ReadModelPath, Report);
        if (threads) projector.Start();
        lock (lifeGate)
        {
            StartRun();
            Announce();
        }
        if (!threads) return;
        gauges = EngineTelemetry.Gauges(() => run, () => Math.Max(0, storage.Journal.LastSequence - projector.Store.Sequence));
        timer = options.Time.CreateTimer(_ => Tick(), null, TickPeriod, TickPeriod);
    }

    /// <inheritdoc/>
    public LevelScheme Scheme { get; }

    /// <inheritdoc/>
    public IRecords Records => records;

    /// <inheritdoc/>
    public IAuditLog Audit { get; }

    /// <inheritdoc/>
    public EngineStatus Status => new(
        "standalone", condition, Reason ?? WithoutFolder(projector.LastFailure), run.Directory.Count, run.Shards.Sum(shard => (long)shard.Waiting), projector.Store.AsOf);

    /// <summary>Which life of the data this is; one more with every start and reload.</summary>
    public uint Incarnation => incarnation;

    /// <summary>How long the last load took, in a sentence for operators.</summary>
    public string LoadedIn
    {
        get
        {
            var (snapshot, journal, derived) = run.Recovered.Took;
            return string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"snapshot {snapshot.TotalSeconds:F1} s, {run.Recovered.Replayed} journal records {journal.TotalSeconds:F1} s, sums {derived.TotalSeconds:F1} s");
        }
    }

    internal EngineRun CurrentRun => run;

    /// <summary>For whoever steps the engine: projects some records; false when there are none.</summary>
    internal bool StepReadModels() => projector.Step();

    /// <summary>Opens a data folder, making it when it is new, and loads it.</summary>
    /// <exception cref="DataFolderException">The folder cannot be used.</exception>
    /// <exception cref="RecoveryException">The data cannot be loaded.</exception>
    /// <exception cref="JournalDamagedException">The journal is damaged.</exception>
    /// <exception cref="StorageFailedException">Storage failed while loading.</exception>
    public static StandaloneEngine Open(string dataFolder, StandaloneOptions? options = null)
    {
        options ??= new StandaloneOptions();
        var folder = DataFolder.Open(dataFolder, options.Time.GetUtcNow());
        FolderStorage storage;
        try
        {
            storage = new FolderStorage(folder);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
        return Open(storage, options, new DirectInterconnect(), threads: true);
    }

    /// <summary>Deletes the read models of a folder this process holds; the next start builds them again from the journal.</summary>
    public static void DropReadModels(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ReadModelStore.Delete(folder.ReadModelPath);
    }

    internal static StandaloneEngine Open(IEngineStorage storage, StandaloneOptions options, IInterconnect interconnect, bool threads)
    {
        try
        {
            return new StandaloneEngine(storage, options, interconnect, threads);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommandAnswer> SubmitAsync(
        CommandId id, UnitId unit, Command command, IReadOnlyList<RecordChange> records, AuditNote? audit, CancellationToken cancellation = default)
    {
        if ((TextKeys.CheckChanges(records) ?? audit?.Check()) is { } invalid) return new(CommandAnswer.Refused(invalid));
        if (Unavailable(forWrite: true) is { } refusal) return new(CommandAnswer.Refused(refusal));
        var current = run;
        if (command is OpenRoot && unit != UnitId.Root)
            return new(CommandAnswer.Refused(new Refusal(RefusalCode.UnitNotFound, "unit", "only the root's id opens a root", $"Submit to {UnitId.Root}")));
        if (command is OpenRoot) current.Directory.TryClaim(unit, RunContext.ShardFor(unit, 0, 0, current.Shards.Count));
        if (current.ShardOf(unit) is not { } shard)
            return new(CommandAnswer.Refused(new Refusal(RefusalCode.UnitNotFound, "unit", "no unit has this id", "Find the unit by its code, or list its parent's children")));
        var item = CommandItem.Rent(id, unit, command, StandaloneRecords.ToWrites(records), this.records.FindErased(records), audit);
        var task = item.Task;
        if (!shard.TryEnter(item)) item.Fail(TooBusy);
        return cancellation.CanBeCanceled ? new(task.AsTask().WaitAsync(cancellation)) : task;
    }

    /// <inheritdoc/>
    public async ValueTask<UnitId> ReserveIdsAsync(int count, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        long first;
        Task write;
        lock (idGate)
        {
            first = FirstFree(nextId, count);
            nextId = first + count;
            write = records.WriteOwnAsync(NextIdKey, BitConverter.GetBytes(nextId), cancellation);
        }
        await write.ConfigureAwait(false);
        return new UnitId(first);
    }

    /// <summary>Ids that came with an import were not given out here, and must not be given out again.</summary>
    private long FirstFree(long first, int count)
    {
        for (var id = first + count - 1; id >= first; id--)
            if (run.Directory.ShardOf(new UnitId(id)) >= 0) (first, id) = (id + 1, id + 1 + count);
        return first;
    }

    /// <summary>Completes when lists and searches hold everything committed so far.</summary>
    public Task CatchUpAsync(CancellationToken cancellation = default) => projector.WaitAsync(storage.Journal.LastSequence).WaitAsync(cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!await BeginStoppingAsync().ConfigureAwait(false)) return;
        gauges?.Dispose();
        run.Stop(Stopping);
        if (run.Journal.IsIdle) TakeFinalSnapshot();
        projector.Dispose();
        storage.Dispose();
    }

    /// <summary>For tests: ends as a killed process would. Nothing is flushed or tidied; whoever still waits is turned away.</summary>
    internal async Task AbandonAsync()
    {
        run.Journal.Close(Stopping);
        if (!await BeginStoppingAsync().ConfigureAwait(false)) return;
        gauges?.Dispose();
        run.Stop(Stopping);
        projector.Dispose();
        storage.Abandon();
    }

    private static readonly Refusal TooBusy = new(
        RefusalCode.Overloaded, "engine", $"{Limits.ShardDoorMax} commands and reads wait already (ShardDoorMax)", "Try again in a second");

    private static readonly Refusal Stopping = new(RefusalCode.Stopping, "engine", "the engine is stopping", "Try again once it runs");

    /// <summary>What is not well, for whoever asks from elsewhere.</summary>
    private string? Reason => WithoutFolder(reason);

    /// <summary>Where the data lies on this machine is for the operator's log.</summary>
    private string? WithoutFolder(string? sentence)
    {
        if (Path.GetDirectoryName(storage.ReadModelPath) is not { Length: > 0 } folder) return sentence;
        return sentence?.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(folder, "the data folder", StringComparison.Ordinal);
    }

    private Refusal? Unavailable(bool forWrite) => condition switch
    {
        EngineCondition.Ready => null,
        EngineCondition.ReadOnly when !forWrite => null,
        EngineCondition.ReadOnly => new Refusal(RefusalCode.StorageUnavailable, "storage", Reason ?? "storage takes no writes", "Free space or repair the disk; the engine tries again by itself"),
        EngineCondition.Reloading => new Refusal(RefusalCode.StorageUnavailable, "engine", "the engine is reading its data again after a failed write", "Try again in some seconds"),
        _ => Stopping,
    };

    private Refusal? Enqueue(Batch batch)
    {
        if (Unavailable(forWrite: true) is { } refusal) return refusal;
        run.Journal.Enqueue(batch);
        return null;
    }

    private LevelScheme LoadScheme()
    {
        var isEmpty = storage.Journal.LastSequence == 0;
        var stored = storage.Journal.GetRecord(SchemeKey) is { } record ? Encoding.UTF8.GetString(record.Value) : null;
        if (stored is null && !isEmpty && options.SchemeJson is null)
            throw new RecoveryException("The record of the data set's level scheme is lost, and without it levels mean nothing. Restore a backup, or name the scheme with --scheme.");
        // A data set keeps its scheme from its first unit on; before that it may be given another.
        var json = (isEmpty ? options.SchemeJson ?? stored : stored ?? options.SchemeJson) ?? LevelSchemes.GetJson("three-tier");
        var scheme = LevelSchemes.TryParse(json, out var problems)
            ?? throw new RecoveryException($"The level scheme cannot be used: {string.Join("; ", problems)}.");
        if (!isEmpty && options.SchemeJson is { } wanted && LevelSchemes.TryParse(wanted, out _)?.Code != scheme.Code)
            throw new SchemeMismatchException($"The data set has level scheme '{scheme.Code}' and keeps it. Use another data folder for another scheme.");
        if (stored != json) storage.Journal.Commit([], [new RecordWrite(SchemeKey, Encoding.UTF8.GetBytes(json))]);
        return scheme;
    }

    private long ReadNumber(string key) => storage.Journal.GetRecord(key) is { Value.Length: 8 } record ? BitConverter.ToInt64(record.Value) : 0;

    private void Report(string sentence) => options.Report?.Invoke(sentence);
}

/// <summary>The data set has another level scheme than the one asked for; nothing was changed.</summary>
public sealed class SchemeMismatchException(string message) : Exception(message);
