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
    private int renamed;
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

    public ImportStatusRecord Status(ImportState state, Instant finishedAt) => first with
    {
        State = state,
        FinishedAt = finishedAt,
        UnitsDone = first.UnitsDone + Opened,
        Synthetic = first.Synthetic + Volatile.Read(ref synthetic),
        Renamed = first.Renamed + Volatile.Read(ref renamed),
    };

    public ValueTask AddOpenedAsync(int units, bool areSynthetic)
    {
        Interlocked.Add(ref opened, units);
        if (areSynthetic) Interlocked.Add(ref synthetic, units);
        return TellAsync();
    }

    public ValueTask AddRenamedAsync()
    {
        Interlocked.Increment(ref renamed);
        return TellAsync();
    }

    /// <summary>Tells the listener whatever the time.</summary>
    public void Tell(TimeSpan elapsed) =>
        listener?.Report(new ImportProgress(first.UnitsPlanned, first.UnitsDone + Opened, first.Renamed + Volatile.Read(ref renamed), elapsed));

    public TimeSpan Elapsed => time.GetElapsedTime(began);

    private async ValueTask TellAsync()
    {
        var elapsed = Elapsed;
        var elapsedMs = (long)elapsed.TotalMilliseconds;
        if (IsTime(ref nextTellMs, elapsedMs, ImportLimits.ProgressEveryMs)) Tell(elapsed);
        if (!IsTime(ref nextWriteMs, elapsedMs, ImportLimits.StatusEveryMs)) return;
        try
        {
            await WriteAsync(ImportState.Running, Instant.None).ConfigureAwait(false);
        }
        catch (EngineUnavailableException)
        {
        }
    }

    public ValueTask WriteAsync(ImportState state, Instant finishedAt) =>
        engine.Records.PutAsync(ImportStatusRecord.KeyOf(first.Id), Status(state, finishedAt).ToBytes(), CancellationToken.None);

    // Whoever moves the next time on is the one who tells.
    private static bool IsTime(ref long nextMs, long elapsedMs, long everyMs)
    {
        var due = Volatile.Read(ref nextMs);
        return elapsedMs >= due && Interlocked.CompareExchange(ref nextMs, elapsedMs + everyMs, due) == due;
    }
}
