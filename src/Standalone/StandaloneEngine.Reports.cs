using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone;

// Reads of reports: a unit's own, what it owes, and how its subtree stands.
public sealed partial class StandaloneEngine
{
    private async Task<ReportPage?> ListReportsAsync(ListReports query, CancellationToken cancellation)
    {
        CheckPage(query.From, query.Take);
        return await ReadAsync(query.Unit, shard => shard.Find(query.Unit) is { } unit ? ReportReading.List(unit, query) : null, cancellation).ConfigureAwait(false);
    }

    private async Task<OwedReportPage?> ListDueReportsAsync(ListDueReports query, CancellationToken cancellation)
    {
        CheckPage(query.From, query.Take);
        return await ReadAsync(query.Unit, shard => shard.Find(query.Unit) is { } unit ? Reading(shard).Owed(unit, query) : null, cancellation).ConfigureAwait(false);
    }

    private async Task<ChildReportPage?> ReadChildReportsAsync(GetChildReportStatus query, CancellationToken cancellation)
    {
        CheckPage(query.From, query.Take);
        var page = await ReadAsync(query.Unit, shard => shard.Find(query.Unit) is { } unit ? Reading(shard).OfChildren(unit, query) : null, cancellation).ConfigureAwait(false);
        if (page is null) return null;
        var names = (await ViewsAsync([.. page.Items.Select(item => item.Child)], cancellation).ConfigureAwait(false)).ToDictionary(view => view.Id, view => view.Name);
        return page with { Items = [.. page.Items.Select(item => item with { Name = names.GetValueOrDefault(item.Child, "") })] };
    }

    private ReportReading Reading(Shard shard) => new(Scheme, shard.Run.Machine.Catalog, shard.Run.Incarnation, shard.Now);
}
