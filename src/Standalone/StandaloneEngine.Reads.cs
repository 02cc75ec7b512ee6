using System.Runtime.CompilerServices;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Storage;

namespace HierarchySim.Standalone;

// Reads: each runs on the shard that owns the unit and is answered after the commit of what it saw.
public sealed partial class StandaloneEngine
{
    /// <inheritdoc/>
    public async ValueTask<TResult> QueryAsync<TResult>(Query<TResult> query, CancellationToken cancellation = default)
    {
        object? result = query switch
        {
            GetUnit q => await ReadAsync(q.Unit, shard => View(shard, q.Unit), cancellation).ConfigureAwait(false),
            GetChildren q => await ReadChildrenAsync(q, cancellation).ConfigureAwait(false),
            FindUnitsByCode q => await FindAsync(q, cancellation).ConfigureAwait(false),
            GetDirective q => await ReadAsync(q.Directive.Issuer, shard =>
                shard.Find(q.Directive.Issuer) is { } unit ? UnitViews.DirectiveOf(unit, q.Directive, shard.Run.Incarnation, shard.Now) : null, cancellation).ConfigureAwait(false),
            GetStanding q => await ReadAsync(q.Unit, shard =>
                shard.Find(q.Unit) is { } unit ? UnitViews.StandingOf(unit, q.Directive, shard.Run.Incarnation, shard.Now) : null, cancellation).ConfigureAwait(false),
            GetChildProgress q => await ReadChildProgressAsync(q, cancellation).ConfigureAwait(false),
            GetCase q => await FindFileAsync(q.Case, cancellation).ConfigureAwait(false),
            GetHeldCase q => await ReadAsync(q.Unit, shard => shard.Find(q.Unit)?.FindHeldCase(q.Case), cancellation).ConfigureAwait(false),
            ListCaseFiles q => await ListFilesAsync(q, cancellation).ConfigureAwait(false),
            FindCases q => await FindCasesAsync(q, cancellation).ConfigureAwait(false),
            FindUnits q => await FindUnitsAsync(q, cancellation).ConfigureAwait(false),
            GetHolder q => await ReadUnitAsync(q.Holder.Home, unit => HolderViews.Of(unit, q.Holder), cancellation).ConfigureAwait(false),
            ListHolders q => await ReadPageAsync(q.Unit, q.Take, unit => HolderViews.List(unit, q), cancellation).ConfigureAwait(false),
            GetAssignment q => await ReadUnitAsync(q.Assignment.Home, unit => unit.FindAssignment(q.Assignment), cancellation).ConfigureAwait(false),
            ListAssignments q => await ReadPageAsync(q.Unit, q.Take, unit => HolderViews.List(unit, q), cancellation).ConfigureAwait(false),
            ListDuties q => await ReadUnitAsync(q.Unit, HolderViews.Duties, cancellation).ConfigureAwait(false),
            GetReport q => await ReadAsync(q.Unit, shard => shard.Find(q.Unit)?.FindReport(q.Form, q.Period), cancellation).ConfigureAwait(false),
            ListReports q => await ListReportsAsync(q, cancellation).ConfigureAwait(false),
            ListDueReports q => await ListDueReportsAsync(q, cancellation).ConfigureAwait(false),
            GetReportStatus q => await ReadAsync(q.Unit, shard => shard.Find(q.Unit) is { } unit ? Reading(shard).StatusOf(unit, q) : null, cancellation).ConfigureAwait(false),
            GetChildReportStatus q => await ReadChildReportsAsync(q, cancellation).ConfigureAwait(false),
            _ => throw new NotSupportedException($"The standalone engine has no answer to {query?.GetType().Name}."),
        };
        return (TResult)result!;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<UnitView>> WatchAsync(UnitId unit, int depth, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (depth is < 0 or > Limits.WatchDepthMax)
            throw Invalid("depth", $"a watch covers 0 to {Limits.WatchDepthMax} levels below (WatchDepthMax)", "Ask for fewer levels");
        var watches = run.Context.Watches;
        var watcher = new Watcher();
        var covered = new Dictionary<UnitId, (int Depth, int Children)>();
        try
        {
            await CoverAsync(watches, watcher, covered, [unit], 0, depth, cancellation).ConfigureAwait(false);
            while (true)
            {
                var views = await watcher.TakeAsync(cancellation).ConfigureAwait(false);
                yield return views;
                foreach (var view in views)
                {
                    var (at, known) = covered[view.Id];
                    if (at < depth && view.ChildCount > known)
                        await CoverAsync(watches, watcher, covered, await ChildIdsAsync(view.Id, known, cancellation).ConfigureAwait(false), at + 1, depth, cancellation).ConfigureAwait(false);
                    covered[view.Id] = (at, view.ChildCount);
                }
            }
        }
        finally
        {
            foreach (var id in covered.Keys) watches.Remove(watcher, id);
        }
    }

    private async Task<T?> ReadAsync<T>(UnitId unit, Func<Shard, T?> read, CancellationToken cancellation)
        where T : class
    {
        if (Unavailable(forWrite: false) is { } refusal) throw new EngineUnavailableException(refusal);
        return run.ShardOf(unit) is { } shard ? await ReadAsync(shard, read, cancellation).ConfigureAwait(false) : null;
    }

    private static async Task<T> ReadAsync<T>(Shard shard, Func<Shard, T> read, CancellationToken cancellation)
    {
        var item = new ReadItem<T>(read);
        if (!shard.TryEnter(item)) throw new EngineUnavailableException(TooBusy);
        return await item.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private static UnitView? View(Shard shard, UnitId id) => shard.Find(id) is { } unit ? UnitViews.Of(unit, shard.Run.Incarnation, shard.Now) : null;

    private async Task<UnitPage?> ReadChildrenAsync(GetChildren query, CancellationToken cancellation)
    {
        CheckPage(query.From, query.Take);
        var page = await ReadAsync(query.Unit, shard => shard.Find(query.Unit) is { } unit ? Ids(unit, query.From, query.Take) : null, cancellation).ConfigureAwait(false);
        return page is null ? null : new UnitPage(await ViewsAsync(page.Ids, cancellation).ConfigureAwait(false), page.Total);
    }

    private async Task<ChildProgressPage?> ReadChildProgressAsync(GetChildProgress query, CancellationToken cancellation)
    {
        CheckPage(query.From, query.Take);
        var page = await ReadAsync(query.Unit, shard =>
        {
            if (shard.Find(query.Unit) is not { } unit || unit.FindReceipt(query.Directive) is var receipt && receipt < 0) return null;
            var ids = Ids(unit, query.From, query.Take);
            var items = ids.Ids.Select((id, i) => new ChildProgressView(id, "", unit.ChildProgress(receipt, query.From + i))).ToArray();
            return new ChildProgressPage(items, ids.Total, new SummaryVersion(shard.Run.Incarnation, unit.ChangeCount), shard.Now);
        }, cancellation).ConfigureAwait(false);
        if (page is null) return null;
        var names = (await ViewsAsync([.. page.Items.Select(item => item.Child)], cancellation).ConfigureAwait(false)).ToDictionary(view => view.Id, view => view.Name);
        return page with { Items = [.. page.Items.Select(item => item with { Name = names.GetValueOrDefault(item.Child, "") })] };
    }

    private async Task<IReadOnlyList<UnitView>> FindAsync(FindUnitsByCode query, CancellationToken cancellation)
    {
        if (Unavailable(forWrite: false) is { } refusal) throw new EngineUnavailableException(refusal);
        var day = query.AsOf ?? run.Context.Now().DateAt(Scheme.Offset);
        return await ViewsAsync(projector.Store.FindByCode(query.Code, query.Level, day), cancellation).ConfigureAwait(false);
    }

    /// <summary>Views of units in the order asked for, one visit to each shard.</summary>
    private async Task<IReadOnlyList<UnitView>> ViewsAsync(IReadOnlyList<UnitId> ids, CancellationToken cancellation)
    {
        var current = run;
        var visits = ids.Where(id => current.ShardOf(id) is not null).GroupBy(id => current.ShardOf(id)!)
            .Select(group => ReadAsync(group.Key, shard => group.Select(id => View(shard, id)).ToArray(), cancellation));
        var views = (await Task.WhenAll(visits).ConfigureAwait(false)).SelectMany(found => found).OfType<UnitView>().ToDictionary(view => view.Id);
        return [.. ids.Where(views.ContainsKey).Select(id => views[id])];
    }

    private async Task CoverAsync(
        Watches<Watcher> watches, Watcher watcher, Dictionary<UnitId, (int, int)> covered, IReadOnlyList<UnitId> ids, int at, int depth, CancellationToken cancellation)
    {
        if (covered.Count + ids.Count > Limits.UnitsPerWatchMax)
            throw new EngineUnavailableException(new Refusal(
                RefusalCode.LimitReached, "depth", $"a watch covers at most {Limits.UnitsPerWatchMax} units (UnitsPerWatchMax)", "Watch fewer levels, or a unit further down"));
        ids = [.. ids.Where(id => !covered.ContainsKey(id))];
        foreach (var id in ids)
        {
            watches.Add(watcher, id);
            covered[id] = (at, 0);
        }
        var views = await ViewsAsync(ids, cancellation).ConfigureAwait(false);
        if (at == 0 && views.Count == 0)
            throw new EngineUnavailableException(new Refusal(RefusalCode.UnitNotFound, "unit", "no unit has this id", "Find the unit by its code"));
        foreach (var view in views)
        {
            watcher.Offer(view);
            covered[view.Id] = (at, view.ChildCount);
            if (at < depth && view.ChildCount > 0)
                await CoverAsync(watches, watcher, covered, await ChildIdsAsync(view.Id, 0, cancellation).ConfigureAwait(false), at + 1, depth, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<UnitId>> ChildIdsAsync(UnitId parent, int from, CancellationToken cancellation) =>
        (await ReadAsync(parent, shard => shard.Find(parent) is { } unit ? Ids(unit, from, int.MaxValue) : null, cancellation).ConfigureAwait(false))?.Ids ?? [];

    private static IdPage Ids(UnitState unit, int from, int take)
    {
        var count = Math.Clamp(unit.ChildCount - from, 0, take);
        var ids = new UnitId[count];
        for (var i = 0; i < count; i++) ids[i] = unit.ChildAt(from + i);
        return new IdPage(ids, unit.ChildCount);
    }

    private static void CheckPage(int from, int take)
    {
        if (from < 0) throw Invalid("from", "places are counted from 0", "Begin at 0");
        if (take is < 1 or > Limits.PageItemsMax)
            throw Invalid("take", $"a page has 1 to {Limits.PageItemsMax} items (PageItemsMax)", "Ask for fewer");
    }

    private static EngineUnavailableException Invalid(string field, string rule, string nextStep) =>
        new(new Refusal(RefusalCode.Invalid, field, rule, nextStep));

    private sealed record IdPage(UnitId[] Ids, int Total);
}
