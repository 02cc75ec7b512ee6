using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// What the hub shows of a unit: the forms that REST has, together.
internal static partial class ToWire
{
    public static LiveUnitJson LiveUnit(UnitView view, LevelScheme scheme, Catalog catalog, Instant now) => new(
        view.Id.ToString(), view.Version.Incarnation, view.Version.Count, Unit(view, scheme), Rollup(view, scheme), CaseCounts(view.Tally.Cases, catalog, now));
}
