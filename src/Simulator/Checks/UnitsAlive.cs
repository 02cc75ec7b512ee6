using HierarchySim.Core;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Simulator.Checks;

/// <summary>The units of a world: as they stand in one machine's memory, or as a cluster's database has them.</summary>
/// <param name="count">How many there are.</param>
/// <param name="find">A unit, or null.</param>
internal readonly struct UnitsAlive(long count, Func<UnitId, UnitState?> find)
{
    /// <summary>The units in memory.</summary>
    public UnitsAlive(UnitDirectory directory) : this(directory.Count, directory.Find)
    {
    }

    /// <summary>How many there are.</summary>
    public long Count => count;

    /// <summary>A unit, or null.</summary>
    public UnitState? Find(UnitId id) => find(id);

    /// <summary>Every unit, parents before their children.</summary>
    public IEnumerable<UnitState> All()
    {
        var next = new Stack<UnitState>();
        if (find(UnitId.Root) is { } root) next.Push(root);
        while (next.TryPop(out var unit))
        {
            yield return unit;
            for (var place = 0; place < unit.ChildCount; place++)
                if (find(unit.ChildAt(place)) is { } child) next.Push(child);
        }
    }
}
