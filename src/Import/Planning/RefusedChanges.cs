using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>Gathers the changes that are not made, each with its rule and next step.</summary>
internal sealed class RefusedChanges
{
    private readonly List<RefusedChange> listed = [];
    private readonly HashSet<(Level, string)> named = [];
    private readonly HashSet<ExistingUnit> explained = [];
    private readonly ExistingTree existing;
    private readonly SchemeMap map;

    public RefusedChanges(UnitList list, ExistingTree existing, SchemeMap map)
    {
        this.existing = existing;
        this.map = map;
        foreach (var unit in list.Units())
            if (unit.Code is { } code) named.Add((map.LevelOf(unit.Level), code));
    }

    public int Count { get; private set; }

    /// <summary>By line; those without one last, in the order of the tree.</summary>
    public RefusedChange[] InOrder() => [.. listed.OrderBy(change => change.Line == 0 ? int.MaxValue : change.Line)];

    public bool AddMove(ListedUnit unit, ExistingUnit same) => Add(
        unit, RefusedChangeRule.Move,
        $"is under '{same.Parent}' in the tree and under '{unit.Parent}' in the list; an import does not move units. "
        + "Close it naming its successor and import again, or correct the list.");

    public bool AddKindChange(ListedUnit unit, ExistingUnit same) => Add(
        unit, RefusedChangeRule.KindChange,
        $"is '{same.Name}', of another kind, in the tree; an import does not change a unit's kind. "
        + "Close it naming its successor and import again, or correct the list.");

    /// <summary>
    /// Refuses a unit that the parent seems to have already: one of the same name, whose own code the list does not name. It is
    /// most likely re-coded, and opening it would leave two.
    /// </summary>
    public bool AddIfNamedOtherwise(ExistingUnit? parent, ListedUnit unit)
    {
        var level = map.LevelOf(unit.Level);
        var same = parent?.Children.FirstOrDefault(child =>
            child.IsOpen && child.Level == level && child.Name == unit.Name && (child.Code is null || !named.Contains((level, child.Code))));
        if (same is null) return false;
        explained.Add(same);
        var has = same.Code is null ? "has no code" : $"has the code {same.Code}";
        return Add(
            unit, RefusedChangeRule.CodeChange,
            $"{has} in the tree; an import does not change codes. Change the unit's code, with the day from which it holds, and import again.");
    }

    /// <summary>Refuses what would vanish, and counts the provinces that the list does not speak of.</summary>
    public int AddVanished(HashSet<ExistingUnit> met)
    {
        var provincesNotCovered = 0;
        var province = map.LevelOf(ListedLevel.Province);
        var covered = new HashSet<ExistingUnit>();
        foreach (var unit in existing.Units())
        {
            if (!unit.IsOpen || unit.Parent is null) continue;
            if (unit.Level == province)
            {
                if (met.Contains(unit)) covered.Add(unit);
                else if (unit.Code is not null && !explained.Contains(unit)) provincesNotCovered++;
                continue;
            }

            if (!covered.Contains(unit.Parent)) continue;
            covered.Add(unit);
            if (unit.Code is not null && !met.Contains(unit) && !explained.Contains(unit))
                Add(0, unit.ToString(), RefusedChangeRule.Vanish,
                    $"is in the tree under '{unit.Parent}', and the list, which covers its province, does not name it; an import does not close units. "
                    + "If it was closed or merged, close it naming its successors and import again; otherwise add its row to the list.");
        }

        return provincesNotCovered;
    }

    private bool Add(ListedUnit unit, RefusedChangeRule rule, string reason) => Add(unit.SourceLine, unit.ToString(), rule, reason);

    private bool Add(int line, string unit, RefusedChangeRule rule, string reason)
    {
        if (Count++ < ImportLimits.RefusedChangesListedMax) listed.Add(new RefusedChange(line, unit, rule, reason));
        return true;
    }
}
