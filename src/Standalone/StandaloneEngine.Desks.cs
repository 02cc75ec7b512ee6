using System.Runtime.CompilerServices;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// Reads of desks: cases at a unit, searches over a subtree, and the watch of one desk.
public sealed partial class StandaloneEngine
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<DeskChange>> WatchDeskAsync(UnitId unit, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var watches = run.Context.DeskWatches;
        var watcher = new DeskWatcher();
        watches.Add(watcher, unit);
        try
        {
            // The read waits for the commit of what came before the watch; whatever comes after is offered to it.
            if (await ReadAsync(unit, shard => shard.Find(unit), cancellation).ConfigureAwait(false) is null)
                throw new EngineUnavailableException(new Refusal(RefusalCode.UnitNotFound, "unit", "no unit has this id", "Find the unit by its code"));
            yield return [];
            while (true) yield return await watcher.TakeAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            watches.Remove(watcher, unit);
        }
    }

    private static readonly TimeSpan ListsPatience = TimeSpan.FromSeconds(2);

    private sealed record FileSighting(CaseFile? File, bool WasRaised);

    /// <summary>A case's file at its origin, or from the lists once it has retired.</summary>
    private async Task<CaseFile?> FindFileAsync(CaseId id, CancellationToken cancellation)
    {
        var seen = await ReadAsync(
            id.Origin, shard => shard.Find(id.Origin) is { } unit ? new FileSighting(unit.FindCaseFile(id), unit.HasRaised(id)) : null, cancellation).ConfigureAwait(false);
        if (seen is not { File: null, WasRaised: true }) return seen?.File;
        if (projector.Store.FindClosedCase(id) is { } closed) return closed;
        // It retired a moment ago, and the lists have not heard of it yet.
        return await HaveListsHeardAsync(cancellation).ConfigureAwait(false) ? projector.Store.FindClosedCase(id) : null;
    }

    /// <summary>Waits until the lists hold all that is committed by now; false when they cannot be brought up to date.</summary>
    private async Task<bool> HaveListsHeardAsync(CancellationToken cancellation)
    {
        try
        {
            await CatchUpAsync(cancellation).WaitAsync(ListsPatience, options.Time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            throw new EngineUnavailableException(new Refusal(
                RefusalCode.Overloaded, "engine", "the lists are far behind, and what is asked for may be in them", "Ask again in some seconds"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new EngineUnavailableException(Stopping);
        }
        catch (Exception e) when (e is StorageFailedException or JournalDamagedException or CodecException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<CaseFile>?> ListFilesAsync(ListCaseFiles query, CancellationToken cancellation)
    {
        CheckPage(0, query.Take);
        var live = await ReadAsync(query.Unit, shard => shard.Find(query.Unit) is { } unit ? CaseViews.List(unit, query) : null, cancellation).ConfigureAwait(false);
        if (live is null) return null;
        // A full page of live files may still leave some out: a case that stays open for long is older than many that left unit state.
        var closed = projector.Store.ListClosedCases(query.Unit, query.Before == 0 ? long.MaxValue : query.Before, query.Take);
        return CaseViews.Merge(live, closed, query.Take);
    }

    private async Task<IReadOnlyList<CustodyView>?> FindCasesAsync(FindCases query, CancellationToken cancellation)
    {
        CheckPage(0, query.Take);
        return await CaseSearch.RunAsync(query, async (id, below) =>
            await ReadAsync(id, shard => shard.Find(id) is { } unit ? CaseProbe.Of(unit, query, below) : null, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<FoundUnits?> FindUnitsAsync(FindUnits query, CancellationToken cancellation)
    {
        CheckPage(0, query.Take);
        return await UnitSearch.RunAsync(query, async id =>
            await ReadAsync(id, shard => shard.Find(id) is { } unit ? UnitProbe.Of(unit, query.Criterion, Scheme, shard.Run.Incarnation, shard.Now) : null, cancellation)
                .ConfigureAwait(false)).ConfigureAwait(false);
    }
}
