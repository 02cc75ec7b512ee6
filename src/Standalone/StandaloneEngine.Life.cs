using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// The engine's life: starting a run, replacing it after a failed commit, snapshots.
public sealed partial class StandaloneEngine
{
    private const long FinalSnapshotAfterBytes = 1 << 20;
    private const int TicksPerProbe = 20;

    /// <summary>A start serves first: for this long whoever waited for it has the processors, and the journal it replayed does not count.</summary>
    private static readonly TimeSpan RestAfterLoad = TimeSpan.FromSeconds(10);

    private readonly Lock lifeGate = new();
    private Task snapshots = Task.CompletedTask;
    private Task reload = Task.CompletedTask;
    private Task erasures = Task.CompletedTask;
    private volatile bool snapshotsEnded;
    private long bytesAtSnapshot;
    private long snapshotBytes;
    private long loadedAt;
    private int ticks;

    /// <summary>Writes a snapshot now and waits until it is durable, so that the next start is quick.</summary>
    public Task SnapshotAsync()
    {
        lock (lifeGate)
        {
            if (snapshots.IsCompleted && !snapshotsEnded && condition == EngineCondition.Ready) snapshots = Task.Run(() => TakeSnapshot(run));
            return snapshots;
        }
    }

    /// <summary>Loads the data. Nothing is said of it before <see cref="Announce"/>: the run must be in its place first.</summary>
    private EngineRun NewRun()
    {
        incarnation++;
        var shards = options.Shards > 0 ? options.Shards : Environment.ProcessorCount;
        var next = new EngineRun(Scheme, incarnation, storage.Journal, storage.Snapshots, interconnect, options.Time, Math.Clamp(shards, 1, 64), options.Progress, hasThreads);
        next.Journal.Failed = OnCommitFailed;
        LoadCatalog(next);
        bytesAtSnapshot = -next.Recovered.ReplayedBytes;
        snapshotBytes = next.Recovered.SnapshotBytes;
        loadedAt = options.Time.GetTimestamp();
        next.Refused = TryRecordIncarnation();
        next.Context.IsReadOnly = next.Refused is not null;
        return next;
    }

    /// <summary>The run in its place takes work from here on: all of it, or reads only while the engine looks every few seconds whether storage writes.</summary>
    private void Announce()
    {
        if (run.Refused is not { } refused)
        {
            reason = null;
            condition = EngineCondition.Ready;
            return;
        }
        reason = refused.Message.TrimEnd('.');
        condition = EngineCondition.ReadOnly;
        Report($"Storage takes no writes: {refused.Message} Units can be read; commands are refused until it does.");
    }

    private void StartRun()
    {
        if (!hasThreads)
        {
            options.Stepping?.Invoke(run);
            return;
        }
        run.Listed = projector.Wake;
        run.Committed = commits.Ring;
        run.Start();
    }

    private void OnCommitFailed(StorageFailedException cause)
    {
        lock (lifeGate)
        {
            if (condition == EngineCondition.Stopping) return;
            condition = EngineCondition.Reloading;
            reason = cause.Message.TrimEnd('.');
            if (hasThreads) reload = Task.Run(Reload);
        }
        Report($"A commit failed and nothing of it took effect: {cause.Message} The data is read again.");
    }

    /// <summary>For whoever steps the engine: the reload that a thread would do after a failed commit; false when none is due.</summary>
    internal bool StepReload()
    {
        if (condition != EngineCondition.Reloading) return false;
        Reload();
        return true;
    }

    private void Reload()
    {
        var failed = run;
        failed.Stop(new Refusal(RefusalCode.StorageUnavailable, "engine", "the engine is reading its data again after a failed write", "Try again in some seconds"));
        lock (lifeGate)
        {
            if (condition == EngineCondition.Stopping) return;
            try
            {
                run = NewRun();
                StartRun();
                Announce();
            }
            catch (Exception e) when (e is StorageFailedException or JournalDamagedException or RecoveryException)
            {
                reason = e.Message.TrimEnd('.');
                Report($"The data cannot be read again: {e.Message} It is tried again every few seconds; should that not help, stop the program and run 'hierarchysim verify'.");
            }
        }
    }

    /// <summary>What the timer does.</summary>
    internal void Tick()
    {
        run.Tick();
        projector.Wake();
        if (condition == EngineCondition.Reloading && ++ticks % TicksPerProbe == 0) ReloadAgain();
        if (condition == EngineCondition.ReadOnly && ++ticks % TicksPerProbe == 0) run.Journal.RequestProbe(OnProbed);
        if (condition == EngineCondition.Ready && records.HasUnfinishedErasures && ++ticks % TicksPerProbe == 0) FinishErasures();
        if (condition == EngineCondition.Ready && IsSnapshotDue) _ = SnapshotAsync();
    }

    private bool IsSnapshotDue
    {
        get
        {
            // Below zero is what the start replayed.
            var since = options.Time.GetElapsedTime(loadedAt) > RestAfterLoad ? bytesAtSnapshot : Math.Max(0, bytesAtSnapshot);
            return run.Journal.CommittedBytes - since > Math.Max(options.SnapshotAfterBytes, snapshotBytes / 4);
        }
    }

    /// <summary>Erasures that a failed commit or a reader of the log held up are finished beside the work.</summary>
    private void FinishErasures()
    {
        lock (lifeGate)
            if (hasThreads && erasures.IsCompleted && condition == EngineCondition.Ready) erasures = Task.Run(records.FinishErasuresAsync);
    }

    /// <summary>A reload that failed itself is tried again: what storage refuses now it may give in some seconds.</summary>
    private void ReloadAgain()
    {
        lock (lifeGate)
            if (hasThreads && condition == EngineCondition.Reloading && reload.IsCompleted) reload = Task.Run(Reload);
    }

    private void OnProbed(bool works)
    {
        if (!works) return;
        lock (lifeGate)
        {
            if (condition != EngineCondition.ReadOnly || TryRecordIncarnation() is not null) return;
            run.Context.IsReadOnly = false;
            reason = null;
            condition = EngineCondition.Ready;
        }
        run.Tick();
        Report("Storage takes writes again.");
    }

    /// <summary>Before anything changes under an incarnation it must be durable, or the next life would count from the same one.</summary>
    private StorageFailedException? TryRecordIncarnation()
    {
        try
        {
            storage.Journal.Commit([], [new RecordWrite(IncarnationKey, BitConverter.GetBytes((long)incarnation))]);
            return null;
        }
        catch (StorageFailedException e)
        {
            return e;
        }
    }

    /// <summary>No reload begins any more, and none is under way; false when somebody stops the engine already.</summary>
    private async Task<bool> BeginStoppingAsync()
    {
        Task last;
        lock (lifeGate)
        {
            if (condition == EngineCondition.Stopping) return false;
            condition = EngineCondition.Stopping;
            last = reload;
        }
        commits.Ring();
        if (timer is not null) await timer.DisposeAsync().ConfigureAwait(false);
        await last.ConfigureAwait(false);
        await StopSnapshotsAsync().ConfigureAwait(false);
        return true;
    }

    private void TakeSnapshot(EngineRun of)
    {
        var before = of.Journal.CommittedBytes;
        try
        {
            var task = new SnapshotTask(storage.Snapshots, of.Journal, of.Shards.Count);
            try
            {
                foreach (var shard in of.Shards) shard.BeginSnapshot(task);
                while (!task.Step())
                {
                    if (snapshotsEnded || condition != EngineCondition.Ready) return;
                    of.Tick();
                    Thread.Sleep(2);
                }
                lock (lifeGate)
                {
                    if (!Counts(of)) return;
                    bytesAtSnapshot = before;
                    snapshotBytes = task.LengthBytes;
                }
            }
            finally
            {
                task.Abandon();
            }
        }
        catch (StorageFailedException e)
        {
            lock (lifeGate)
                if (Counts(of)) bytesAtSnapshot = before;
            Report($"A snapshot could not be written: {e.Message} The next start takes longer; nothing is lost.");
        }
    }

    // A failed run's snapshot was given up, and the run that took its place counts its own bytes.
    private bool Counts(EngineRun of) => of == run && !of.Journal.HasFailed;

    private async Task StopSnapshotsAsync()
    {
        snapshotsEnded = true;
        Task last;
        lock (lifeGate) last = snapshots;
        await last.ConfigureAwait(false);
    }

    /// <summary>After a clean stop memory is exactly the journal, so a last snapshot makes the next start quick.</summary>
    private void TakeFinalSnapshot()
    {
        if (run.Journal.CommittedBytes - bytesAtSnapshot < FinalSnapshotAfterBytes) return;
        try
        {
            var end = run.Journal.CommittedSequence;
            using var writer = storage.Snapshots.Begin(end);
            var chunk = new SnapshotWriter();
            foreach (var unit in run.Directory.All())
            {
                chunk.Write(unit);
                if (chunk.Units < 4_096) continue;
                writer.WriteChunk(end, chunk.Written);
                chunk.Clear();
            }
            if (chunk.Units > 0) writer.WriteChunk(end, chunk.Written);
            writer.Complete(end);
        }
        catch (StorageFailedException e)
        {
            Report($"The last snapshot could not be written: {e.Message} The next start takes longer; nothing is lost.");
        }
    }
}
