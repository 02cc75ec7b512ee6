using HierarchySim.Core;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Simulator.Checks;

/// <summary>The units of a world as they stand in memory.</summary>
internal readonly struct UnitsAlive(UnitDirectory directory)
{
    /// <summary>How many there are.</summary>
    public long Count => directory.Count;

    /// <summary>A unit, or null.</summary>
    public UnitState? Find(UnitId id) => directory.Find(id);

    /// <summary>Every unit.</summary>
    public IEnumerable<UnitState> All() => directory.All();
}
