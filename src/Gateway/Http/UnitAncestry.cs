using System.Collections.Concurrent;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Whether units lie below another: asked of thousands of events and entries, answered from a bounded memory of parents. A unit's
/// parent is its parent for ever; once units can move, this must hear of it.
/// </summary>
internal sealed class UnitAncestry(IHierarchyEngine engine)
{
    private readonly ConcurrentDictionary<UnitId, UnitId> parents = new();

    /// <summary>Of these units, those that are a unit or lie below it.</summary>
    public async ValueTask<IReadOnlySet<UnitId>> WithinAsync(UnitId top, IEnumerable<UnitId> units, CancellationToken left)
    {
        var asked = units.ToHashSet();
        if (top == UnitId.Root) return asked;
        await LearnAsync(asked, left);
        asked.RemoveWhere(unit => !IsWithin(unit, top));
        return asked;
    }

    private bool IsWithin(UnitId unit, UnitId top)
    {
        for (var step = 0; step < Limits.LevelsMax && unit.IsValid; step++)
        {
            if (unit == top) return true;
            unit = parents.GetValueOrDefault(unit);
        }
        return false;
    }

    // Level by level, all of a level at once: one by one, a directive to a million units would take minutes to sift.
    private async Task LearnAsync(IEnumerable<UnitId> units, CancellationToken left)
    {
        var unknown = Unknown(units);
        while (unknown.Length > 0)
        {
            if (parents.Count + unknown.Length > GatewayLimits.ParentsKeptMax) parents.Clear();
            var views = await Task.WhenAll(unknown.Select(unit => engine.QueryAsync(new GetUnit(unit), left).AsTask()));
            foreach (var view in views.OfType<UnitView>()) parents[view.Id] = view.Parent;
            unknown = Unknown(views.OfType<UnitView>().Select(view => view.Parent));
        }
    }

    private UnitId[] Unknown(IEnumerable<UnitId> units)
    {
        var unknown = new HashSet<UnitId>();
        foreach (var unit in units)
        {
            var at = unit;
            while (at.IsValid && parents.TryGetValue(at, out var parent)) at = parent;
            if (at.IsValid) unknown.Add(at);
        }
        return [.. unknown];
    }
}
