// Walks the list from the nation down, one unit's children at a time, each unit beside the
// unit of the tree that it is. A child is kept, renamed, new or refused; new neighbours are
// gathered into runs that one command opens. What the tree has and the walk did not meet is
// looked at last: within the provinces met, it would vanish, unless the list says by its
// columns that it is a part.
//
// New units are numbered in the order of the walk. On resuming, units that the interrupted
// run made keep their place in this numbering, so the missing ones get the very ids they had
// been given: a command that took effect unseen is then the same command, or is refused
// because its ids exist, and never makes a second unit.

using HierarchySim.Core;

namespace HierarchySim.Import;

internal sealed class Comparison(UnitList list, ExistingTree existing, SchemeMap map, BadRows badRows, ReservedIds? reserved)
{
    private readonly Queue<Pair> pairs = new();
    private readonly List<List<Family>> waves = [];
    private readonly List<PlannedRename> renames = [];
    private readonly List<OpenRun> runs = [];
    private readonly HashSet<ExistingUnit> met = [];
    private readonly RefusedChanges refused = new(list, existing, map);
    private int numbers;
    private int toOpen;
    private int syntheticToOpen;
    private int kept;
    private int syntheticKept;
    private int setAside;
    private bool idsFit = true;

    /// <summary>A unit of the list, the unit of the tree that it is, or its number when it is new.</summary>
    private readonly record struct Pair(ListedUnit Listed, ExistingUnit? Existing, int Number, int Depth, bool SetAside);

    public ImportPlan Run()
    {
        if (existing.Root is null) toOpen++;
        else kept++;
        pairs.Enqueue(new Pair(list.Root, existing.Root, 0, 0, SetAside: false));
        while (pairs.TryDequeue(out var pair)) CompareChildren(pair);
        var notCovered = list.IsPart ? 0 : refused.AddVanished(met);
        return new ImportPlan(list, badRows)
        {
            OpensRoot = existing.Root is null,
            UnitsToOpen = toOpen,
            SyntheticToOpen = syntheticToOpen,
            UnitsKept = kept,
            SyntheticKept = syntheticKept,
            Renames = renames,
            Refused = refused.InOrder(),
            RefusedCount = refused.Count,
            UnitsSetAside = setAside,
            ProvincesNotCovered = notCovered,
            Waves = waves,
            Map = map,
            ReusesIds = reserved is { } ids && idsFit && numbers == ids.Count,
            NumbersUsed = numbers,
        };
    }

    private void CompareChildren(Pair parent)
    {
        var children = parent.Listed.Children;
        if (CountTells(parent))
        {
            // Leaves of a cell: all there, and known by their number only.
            kept += children.Count;
            syntheticKept += children.Count;
            numbers += reserved is { } ids && ids.Contains(parent.Existing!.Id) ? children.Count : 0;
            return;
        }

        var names = parent.Existing is { } above && children[0].Synthetic ? SyntheticByName(above) : null;
        runs.Clear();
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            var same = child.Synthetic ? names?.GetValueOrDefault(child.Name) : existing.Find(map.LevelOf(child.Level), child.Code!, parent.Existing);
            if (same is null) CompareNew(parent, child, i);
            else CompareKnown(parent, child, same);
        }

        if (runs.Count == 0) return;
        while (waves.Count <= parent.Depth) waves.Add([]);
        waves[parent.Depth].Add(new Family(parent.Existing?.Id ?? (parent.Depth == 0 ? UnitId.Root : UnitId.None), parent.Number, parent.Listed, [.. runs]));
    }

    private static Dictionary<string, ExistingUnit> SyntheticByName(ExistingUnit parent)
    {
        var names = new Dictionary<string, ExistingUnit>(StringComparer.Ordinal);
        foreach (var child in parent.Children)
            if (child is { Synthetic: true, IsOpen: true }) names.TryAdd(child.Name, child);
        return names;
    }

    private static bool CountTells(Pair parent) =>
        parent.Existing is { ChildCount: > 0 } && parent.Listed.Level == ListedLevel.Cell;

    private void CompareNew(Pair parent, ListedUnit child, int place)
    {
        if (parent.SetAside || (!child.Synthetic && refused.AddIfNamedOtherwise(parent.Existing, child)))
        {
            Descend(new Pair(child, null, 0, parent.Depth + 1, SetAside: true));
            setAside++;
            return;
        }

        toOpen++;
        if (child.Synthetic) syntheticToOpen++;
        var continues = runs.Count > 0 && runs[^1] is var last && last.From + last.Count == place
            && last.FirstNumber + last.Count == numbers && last.Count < Limits.ChildrenPerCommandMax;
        if (continues) runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
        else runs.Add(new OpenRun(place, 1, numbers));
        Descend(new Pair(child, null, numbers++, parent.Depth + 1, SetAside: false));
    }

    private void CompareKnown(Pair parent, ListedUnit child, ExistingUnit same)
    {
        met.Add(same);
        if (reserved is { } ids && ids.Contains(same.Id)) idsFit &= same.Id.Value == ids.First.Value + numbers++;
        kept++;
        if (child.Synthetic) syntheticKept++;
        var isRefused = same.Parent != parent.Existing ? refused.AddMove(child, same)
            : same.Kind != map.KindOf(child) && refused.AddKindChange(child, same);
        var aside = parent.SetAside || isRefused;
        if (!isRefused && same.Name != child.Name && same.Name.Normalize() != child.Name)
        {
            if (aside) setAside++;
            else renames.Add(new PlannedRename(same.Id, child.SourceLine, same.Name, child.Name));
        }

        Descend(new Pair(child, same, 0, parent.Depth + 1, aside));
    }

    private void Descend(Pair pair)
    {
        if (pair.Listed.Children.Count > 0) pairs.Enqueue(pair);
    }
}
