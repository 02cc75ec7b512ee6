// The two halves of an import, apart so that an operator can see the plan before anything
// happens: Prepare reads and compares, Run does it. Between the two the tree must not have
// been changed by another import, or the plan's new units might exist by now; the gate of
// the engine counts the runs, and a plan from before the last one is not run.

using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>Imports official unit lists into an engine.</summary>
public static class Importer
{
    /// <summary>Adds the synthetic levels to the list, reads the tree and compares. Changes nothing in the engine.</summary>
    /// <remarks>A request that cannot be met is a plan with <see cref="ImportPlan.Refusal"/>.</remarks>
    /// <exception cref="ArgumentException">The reading holds no list: it was refused, and <see cref="UnitListReading"/> says why.</exception>
    /// <exception cref="EngineUnavailableException">The engine does not answer and waiting did not help.</exception>
    public static async Task<PreparedImport> PrepareAsync(
        IHierarchyEngine engine, ImportRequest request, TimeProvider time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(time);
        var list = request.Reading.List ?? throw new ArgumentException("The file was refused; there is no list to import.", nameof(request));
        var generation = ImportGate.Of(engine).Generation;
        var now = Instant.From(time.GetUtcNow());
        var today = now.DateAt(engine.Scheme.Offset);
        var terms = new ImportTerms(request.Reading.ContentHash, request.Cells, request.Groups, request.Seed);
        var earlier = await UnfinishedImports.FindAsync(engine.Records, terms, cancellation).ConfigureAwait(false);
        // Units of one import open on one day, on whichever day it is taken up again.
        var opened = earlier?.Terms.Opened ?? request.Opened ?? today;

        var reason = opened > today ? LaterThanToday(opened, today) : SyntheticTiers.AddTo(list, request.Cells, request.Groups, request.Seed)?.Reason;
        var plan = reason is not null ? new ImportPlan(list, request.BadRows) { Refusal = reason }
            : await CompareAsync(engine, request, earlier?.Terms, time, cancellation).ConfigureAwait(false);
        var id = earlier?.Terms.Id ?? await NewIdAsync(engine.Records, now, terms, cancellation).ConfigureAwait(false);
        return new PreparedImport(id, request, terms, opened, plan, generation) { Earlier = earlier?.Terms, EarlierStatus = earlier?.Status };
    }

    private static async Task<ImportPlan> CompareAsync(
        IHierarchyEngine engine, ImportRequest request, ImportTermsRecord? earlier, TimeProvider time, CancellationToken cancellation)
    {
        var completes = earlier is not null && request.Cells > 0;
        var existing = await ExistingTree.ReadAsync(engine, time, completes, cancellation).ConfigureAwait(false);
        return ImportPlan.Compare(request.Reading.List!, existing, engine.Scheme, request.BadRows, completes, earlier?.Reserved);
    }

    // A code that holds only from a later day is not the unit's code today, so the next import would not know the unit again.
    private static string LaterThanToday(DateOnly opened, DateOnly today) => string.Create(
        CultureInfo.InvariantCulture,
        $"Units cannot be imported as opened on {opened:yyyy-MM-dd}: today is {today:yyyy-MM-dd}. Give today or an earlier day.");

    /// <summary>An id that sorts by time and shows which file it was.</summary>
    private static async Task<string> NewIdAsync(IRecords records, Instant now, ImportTerms terms, CancellationToken cancellation)
    {
        var id = string.Create(
            CultureInfo.InvariantCulture, $"{now.ToDateTimeOffset():yyyyMMdd-HHmmssfff}-{(terms.FileHash.Length < 8 ? "none" : terms.FileHash[..8])}");
        for (var n = 1; ; n++)
        {
            var candidate = n == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-{n}");
            if (await records.GetAsync(ImportStatusRecord.KeyOf(candidate), cancellation).ConfigureAwait(false) is null) return candidate;
        }
    }
}
