using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Units from any unit up to the root. Parents never change, so links once read are kept; in two generations, the older of which
/// is dropped when the younger is full, so that what is asked for often stays and the whole stays bounded. Once units can move, this
/// must hear of it.
/// </summary>
internal sealed class UnitLines(IHierarchyEngine engine)
{
    private readonly Lock gate = new();
    private Dictionary<UnitId, UnitId> young = [], old = [];

    /// <summary>Links kept now.</summary>
    public int Kept
    {
        get
        {
            lock (gate) return young.Count + old.Count;
        }
    }

    /// <summary>A unit and those above it, the root last; null when there is no such unit.</summary>
    public async ValueTask<IReadOnlyList<UnitId>?> OfAsync(UnitId unit, CancellationToken left)
    {
        var line = new List<UnitId>(Limits.LevelsMax);
        for (var at = unit; at.IsValid && line.Count < Limits.LevelsMax;)
        {
            if (await ParentAsync(at, left) is not { } parent) return null;
            line.Add(at);
            at = parent;
        }
        return line.Count > 0 ? line : null;
    }

    /// <summary>Of these units, those that are a unit or lie below it; asked of thousands of events and entries.</summary>
    public async ValueTask<IReadOnlySet<UnitId>> WithinAsync(UnitId top, IEnumerable<UnitId> units, CancellationToken left)
    {
        var within = units.ToHashSet();
        if (top == UnitId.Root) return within;
        var links = await LinksAsync(within, left);
        within.RemoveWhere(unit => !IsWithin(unit, top, links));
        return within;
    }

    private static bool IsWithin(UnitId unit, UnitId top, Dictionary<UnitId, UnitId> links)
    {
        while (unit.IsValid && unit != top) unit = links.GetValueOrDefault(unit);
        return unit == top;
    }

    // Level by level, all of a level at once: one by one, a directive to a million units would take minutes to sift.
    private async Task<Dictionary<UnitId, UnitId>> LinksAsync(IReadOnlyCollection<UnitId> units, CancellationToken left)
    {
        var links = new Dictionary<UnitId, UnitId>();
        for (var level = units; level.Count > 0;)
        {
            var unknown = new List<UnitId>();
            foreach (var unit in level)
                if (Find(unit) is { } parent) links[unit] = parent;
                else unknown.Add(unit);
            foreach (var view in await Task.WhenAll(unknown.Select(unit => engine.QueryAsync(new GetUnit(unit), left).AsTask())))
            {
                if (view is null) continue;
                Keep(view.Id, view.Parent);
                links[view.Id] = view.Parent;
            }
            level = [.. level.Select(unit => links.GetValueOrDefault(unit)).Where(parent => parent.IsValid && !links.ContainsKey(parent)).Distinct()];
        }
        return links;
    }

    private async ValueTask<UnitId?> ParentAsync(UnitId unit, CancellationToken left)
    {
        if (Find(unit) is { } known) return known;
        // One that is not there is not kept: it may be opened in a moment.
        if (await engine.QueryAsync(new GetUnit(unit), left) is not { } view) return null;
        Keep(unit, view.Parent);
        return view.Parent;
    }

    private UnitId? Find(UnitId unit)
    {
        lock (gate)
        {
            if (young.TryGetValue(unit, out var parent)) return parent;
            if (!old.TryGetValue(unit, out parent)) return null;
            KeepLocked(unit, parent);
            return parent;
        }
    }

    private void Keep(UnitId unit, UnitId parent)
    {
        lock (gate) KeepLocked(unit, parent);
    }

    private void KeepLocked(UnitId unit, UnitId parent)
    {
        if (young.Count >= GatewayLimits.UnitLinksKeptMax) (old, young) = (young, []);
        young[unit] = parent;
    }
}
