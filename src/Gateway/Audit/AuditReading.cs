using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Reads the audit log of a subtree: the engine finds entries by unit, caller, action and time, and those of other subtrees are sifted
/// out here. One page takes a bounded number of reads; one that found little says where to go on.
/// </summary>
internal sealed class AuditReading(IHierarchyEngine engine, UnitLines lines)
{
    /// <summary>A page.</summary>
    /// <param name="query">What is wanted; the page begins before <see cref="AuditQuery.Before"/>.</param>
    /// <param name="below">Only of this unit and those below it.</param>
    /// <param name="left">Stops reading.</param>
    public async Task<AuditPage> PageAsync(AuditQuery query, UnitId below, CancellationToken left)
    {
        if (below == UnitId.Root || query.Unit.IsValid) return await engine.Audit.ListAsync(query, left);
        var items = new List<AuditEntry>();
        var (take, before) = (query.Take, query.Before);
        for (var reads = 0; reads < GatewayLimits.AuditReadsPerPageMax; reads++)
        {
            var page = await engine.Audit.ListAsync(query with { Before = before, Take = Limits.PageItemsMax }, left);
            var within = await lines.WithinAsync(below, page.Items.Select(entry => entry.Unit), left);
            foreach (var entry in page.Items.Where(entry => within.Contains(entry.Unit)))
            {
                items.Add(entry);
                if (items.Count == take) return new AuditPage(items, entry.Place);
            }
            before = page.Next;
            if (before == 0) break;
        }
        return new AuditPage(items, before);
    }
}
