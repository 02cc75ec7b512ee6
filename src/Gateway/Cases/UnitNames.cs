using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>Names of the units that an answer mentions, each looked up once.</summary>
internal sealed class UnitNames
{
    private readonly Dictionary<UnitId, UnitView> views = [];

    private UnitNames()
    {
    }

    /// <summary>Looks up units.</summary>
    public static async Task<UnitNames> OfAsync(IHierarchyEngine engine, IEnumerable<UnitId> units, CancellationToken left)
    {
        var names = new UnitNames();
        foreach (var unit in units.Where(unit => unit.IsValid).Distinct())
            if (await engine.QueryAsync(new GetUnit(unit), left) is { } view) names.views[unit] = view;
        return names;
    }

    /// <summary>Looks up the units that a case's file mentions.</summary>
    public static Task<UnitNames> OfAsync(IHierarchyEngine engine, CaseFile file, CancellationToken left) =>
        OfAsync(engine, file.Steps.SelectMany(step => new[] { step.Unit, step.To }).Append(file.Custodian), left);

    /// <summary>A unit's name; null for no unit, and for one that does not exist.</summary>
    public string? this[UnitId unit] => views.GetValueOrDefault(unit)?.Name;

    /// <summary>A unit's level; null for one that does not exist.</summary>
    public Level? LevelOf(UnitId unit) => views.GetValueOrDefault(unit)?.Level;
}
