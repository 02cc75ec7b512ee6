// Where a run stands: counted by many workers, told to a listener a few times a second, and
// written as the import's status every two seconds. Telling is never worth stopping for: a
// status that cannot be written now is written with the next.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class ImportTally
{
    private readonly IHierarchyEngine engine;
    private readonly TimeProvider time;
    private readonly IProgress<ImportProgress>? listener;
    private readonly ImportStatusRecord first;
    private readonly long began;
    private int opened;
    private int synthetic;
    private int renamedNow;
    private long nextWriteMs = ImportLimits.StatusEveryMs;
    private long nextTellMs;

    public ImportTally(IHierarchyEngine engine, TimeProvider time, IProgress<ImportProgress>? listener, ImportStatusRecord first)
    {
        this.engine = engine;
        this.time = time;
        this.listener = listener;
        this.first = first;
        began = time.GetTimestamp();
    }

    public int Opened => Volatile.Read(ref opened);

    /// <summary>True when this run did all that was planned for it, so that a late wish to stop it has nothing left to stop.</summary>
    public bool IsAllDone(ImportPlan plan) => Opened == plan.UnitsToOpen && Volatile.Read(ref renamedNow) == plan.Renames.Count;

    public ImportStatusRecord Status(ImportState state, Instant finishedAt) => first with
    {
        State = state,
        FinishedAt = finishedAt,
        UnitsDone = first.UnitsDone + Opened,
        Synthetic = first.Synthetic + Volatile.Read(ref synthetic),
        Renamed = first.Renamed + Volatile.Read(ref renamedNow),
    };

    public ValueTask AddOpenedAsync(int units, bool areSynthetic)
    {
        Interlocked.Add(ref opened, units);
        if (areSynthetic) Interlocked.Add(ref synthetic, units);
        return TellAsync();
    }

    public ValueTask AddRenamedAsync()
    {
        Interlocked.Increment(ref renamedNow);
        return TellAsync();
    }

    /// <summary>Tells the listener whatever the time.</summary>
    public void Tell(TimeSpan elapsed) =>
        listener?.Report(new ImportProgress(first.UnitsPlanned, first.UnitsDone + Opened, first.Renamed + Volatile.Read(ref renamedNow), elapsed));

    public TimeSpan Elapsed => time.GetElapsedTime(began);

    private async ValueTask TellAsync()
    {
        var elapsed = Elapsed;
        var elapsedMs = (long)elapsed.TotalMilliseconds;
        if (IsTime(ref nextTellMs, elapsedMs, ImportLimits.ProgressEveryMs)) Tell(elapsed);
        if (!IsTime(ref nextWriteMs, elapsedMs, ImportLimits.StatusEveryMs)) return;
        try
        {
            await WriteAsync().ConfigureAwait(false);
        }
        catch (EngineUnavailableException)
        {
        }
    }

    /// <summary>Writes that it runs, and how far it is.</summary>
    public ValueTask<RecordOutcome> WriteAsync() => engine.Records.PutAsync(
        ImportStatusRecord.KeyOf(first.Id), Status(ImportState.Running, Instant.None).ToBytes(), CancellationToken.None);

    // Whoever moves the next time on is the one who tells.
    private static bool IsTime(ref long nextMs, long elapsedMs, long everyMs)
    {
        var due = Volatile.Read(ref nextMs);
        return elapsedMs >= due && Interlocked.CompareExchange(ref nextMs, elapsedMs + everyMs, due) == due;
    }
}
