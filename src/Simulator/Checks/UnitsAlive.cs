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

    /// <summary>Every unit, parents before their children.</summary>
    public IEnumerable<UnitState> All()
    {
        var next = new Stack<UnitState>();
        if (directory.Find(UnitId.Root) is { } root) next.Push(root);
        while (next.TryPop(out var unit))
        {
            yield return unit;
            for (var place = 0; place < unit.ChildCount; place++)
                if (directory.Find(unit.ChildAt(place)) is { } child) next.Push(child);
        }
    }
}
