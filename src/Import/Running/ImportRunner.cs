// The frame of a run: in through the gate, ids and terms made durable before the first unit,
// the work, and the last word in the status whatever happened. From the terms on, stopping at
// any point leaves an import that the same request takes up again.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>Runs a prepared import.</summary>
public static class ImportRunner
{
    /// <summary>
    /// Opens and renames what the plan says. Cancelling stops before the next command, waits for the answers to those under way,
    /// and is an outcome, not an exception: the import is then interrupted and the same request goes on with it.
    /// </summary>
    /// <param name="engine">The engine for which the import was prepared.</param>
    /// <param name="import">The prepared import; its plan must be one that can run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told a few times a second, and once at the end.</param>
    /// <param name="cancellation">Interrupts the import.</param>
    /// <exception cref="ArgumentException">The plan was refused, or has refused changes that are not to be set aside.</exception>
    /// <exception cref="EngineUnavailableException">Records cannot be written; nothing was changed.</exception>
    public static async Task<ImportOutcome> RunAsync(
        IHierarchyEngine engine, PreparedImport import, TimeProvider time, IProgress<ImportProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(time);
        if (!import.Plan.CanRun) throw new ArgumentException("The plan was refused; show its reasons instead of running it.", nameof(import));

        var first = FirstStatus(import, Instant.From(time.GetUtcNow()));
        var gate = ImportGate.Of(engine);
        if (gate.TryEnter(import.Generation) is { } busy) return new ImportOutcome(first with { State = ImportState.Failed }, 0, busy);
        try
        {
            var ids = await ReserveAsync(engine, import, cancellation).ConfigureAwait(false);
            var tally = new ImportTally(engine, time, progress, first);
            await WriteTermsAsync(engine, import, ids, null).ConfigureAwait(false);
            await tally.WriteAsync().ConfigureAwait(false);
            await engine.Audit.AppendAsync(UnitId.Root, ImportAudit.Units(first.Id, AuditOutcome.Begun), CancellationToken.None).ConfigureAwait(false);
            return await RunAsync(engine, import, ids, tally, time, cancellation).ConfigureAwait(false);
        }
        finally
        {
            gate.Leave();
        }
    }

    private static async Task<ImportOutcome> RunAsync(
        IHierarchyEngine engine, PreparedImport import, ReservedIds ids, ImportTally tally, TimeProvider time, CancellationToken cancellation)
    {
        ImportStop? stop = new(ImportState.Interrupted, "The import was broken off by a fault. Run it again; it goes on where it stopped.");
        ImportStatusRecord last;
        try
        {
            using var run = new ImportRun(engine, import, ids, tally, time, cancellation);
            stop = await run.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            last = tally.Status(stop?.State ?? ImportState.Completed, Instant.From(time.GetUtcNow()));
            await EndAsync(engine, import, ids, last, stop?.Reason).ConfigureAwait(false);
        }

        tally.Tell(tally.Elapsed);
        return new ImportOutcome(last, tally.Opened, stop?.Reason);
    }

    // Where storage refuses, the record goes on saying that the import runs; taking it up again does not need it to be told.
    private static async Task EndAsync(
        IHierarchyEngine engine, PreparedImport import, ReservedIds ids, ImportStatusRecord last, string? reason)
    {
        try
        {
            if (reason is not null) await WriteTermsAsync(engine, import, ids, reason).ConfigureAwait(false);
            await engine.Records.PutAsync(ImportStatusRecord.KeyOf(last.Id), last.ToBytes(), CancellationToken.None).ConfigureAwait(false);
            var outcome = last.State == ImportState.Completed ? AuditOutcome.Done : AuditOutcome.Refused;
            await engine.Audit.AppendAsync(UnitId.Root, ImportAudit.Units(last.Id, outcome), CancellationToken.None).ConfigureAwait(false);
        }
        catch (EngineUnavailableException)
        {
        }
    }

    private static async Task<ReservedIds> ReserveAsync(IHierarchyEngine engine, PreparedImport import, CancellationToken cancellation)
    {
        var plan = import.Plan;
        if (plan.ReusesIds) return import.Earlier!.Reserved;
        if (plan.NumbersUsed == 0) return new ReservedIds(UnitId.None, 0);
        return new ReservedIds(await engine.ReserveIdsAsync(plan.NumbersUsed, cancellation).ConfigureAwait(false), plan.NumbersUsed);
    }

    private static ValueTask<RecordOutcome> WriteTermsAsync(IHierarchyEngine engine, PreparedImport import, ReservedIds ids, string? reason) =>
        engine.Records.PutAsync(
            ImportTermsRecord.KeyOf(import.Id), new ImportTermsRecord(import.Id, import.Terms, import.Opened, ids, reason).ToBytes(),
            CancellationToken.None);

    private static ImportStatusRecord FirstStatus(PreparedImport import, Instant now) => new(
        import.Id, import.FileName, import.EarlierStatus?.StartedAt ?? now, Instant.None, ImportState.Running,
        import.Plan.UnitsKept + import.Plan.UnitsToOpen, import.Plan.UnitsKept, import.EarlierStatus?.Renamed ?? 0,
        import.BadRowsRefused + import.Plan.RefusedCount, import.Plan.SyntheticKept);
}
