using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>What stops a whole list, whatever its rows say.</summary>
internal static class PlanRules
{
    /// <summary>Why the list cannot be imported into this tree; null when it can.</summary>
    public static string? ReasonAgainst(UnitList list, ExistingTree existing, SchemeMap map, bool completes)
    {
        if (existing.Root is { IsOpen: false } closed)
            return $"The root of the tree, '{closed}', is closed. Import into another data set.";
        if (list.CountOf(ListedLevel.Cell) == 0) return null;
        ExistingUnit[] filled = [.. existing.Units().Where(unit => unit.IsOpen && unit.Level == map.LevelOf(ListedLevel.Commune) && unit.ChildCount > 0)];
        if (filled.Length == 0) return null;
        return completes ? AgainstCompleting(list, filled, map)
            : $"The tree has {filled.Sum(unit => unit.ChildCount)} units below {filled.Length} of its communes ('{filled[0]}' and others), so cells and "
            + "groups cannot be synthesised again. Import without --cells and --groups, which keeps them, or import into an empty data set.";
    }

    // One command opens all synthetic children of a unit, so an interrupted run leaves a cell with all of its groups or none.
    private static string? AgainstCompleting(UnitList list, ExistingUnit[] filled, SchemeMap map)
    {
        Dictionary<string, ListedUnit> communes = list.Units()
            .Where(unit => unit.Level == ListedLevel.Commune).ToDictionary(unit => unit.Code!, StringComparer.Ordinal);
        foreach (var commune in filled)
        {
            if (commune.Code is null || !communes.TryGetValue(commune.Code, out var listed)) continue;
            foreach (var cell in commune.Children)
            {
                if (!cell.IsOpen || cell.Level != map.LevelOf(ListedLevel.Cell) || cell.ChildCount == 0) continue;
                var same = listed.Children.FirstOrDefault(unit => unit.Name == cell.Name);
                if (same is null || same.Children.Count == cell.ChildCount) continue;
                return $"'{cell.Name}' of '{commune}' has {cell.ChildCount} groups where the interrupted import makes {same.Children.Count}: others "
                    + "changed the tree in between. Import without --cells and --groups, which keeps what is there, or import into an empty data set.";
            }
        }

        return null;
    }
}
