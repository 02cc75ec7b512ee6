// The tree that a file describes. It is the only place that makes units, so its counts
// are always the truth about its nodes.

namespace HierarchySim.Import;

/// <summary>A tree of units read from an official list. Mutable: <see cref="SyntheticTiers"/> adds the lower levels.</summary>
public sealed class UnitList
{
    private readonly int[] counts = new int[Enum.GetValues<ListedLevel>().Length];

    internal UnitList(bool hasDistricts, bool isPart)
    {
        HasDistricts = hasDistricts;
        IsPart = isPart;
        Root = new ListedUnit(null, ListedLevel.Nation, UnitKinds.Nation, "Việt Nam", null, 0, synthetic: false);
        counts[(int)ListedLevel.Nation] = 1;
    }

    /// <summary>The nation.</summary>
    public ListedUnit Root { get; }

    /// <summary>Whether the list has the district level (three-tier) or not (two-tier, since 1 July 2025).</summary>
    public bool HasDistricts { get; }

    /// <summary>
    /// True for refused rows that come back corrected: they say nothing about the units they do not name, which whole lists of a
    /// province do.
    /// </summary>
    public bool IsPart { get; }

    /// <summary>The number of units of all levels, the nation included.</summary>
    public int Count => counts.Sum();

    /// <summary>The number of units of one level.</summary>
    public int CountOf(ListedLevel level) => counts[(int)level];

    /// <summary>Every unit, each parent before its children and otherwise in the order of the file.</summary>
    public IEnumerable<ListedUnit> Units()
    {
        var pending = new Stack<ListedUnit>();
        pending.Push(Root);
        while (pending.TryPop(out ListedUnit? unit))
        {
            yield return unit;
            for (int i = unit.Children.Count - 1; i >= 0; i--)
                pending.Push(unit.Children[i]);
        }
    }

    internal ListedUnit Add(ListedUnit parent, ListedLevel level, string kind, string name, string? code, int sourceLine)
        => Place(new ListedUnit(parent, level, kind, name, code, sourceLine, synthetic: false));

    internal ListedUnit AddSynthetic(ListedUnit parent, ListedLevel level, string kind, string name)
        => Place(new ListedUnit(parent, level, kind, name, null, 0, synthetic: true));

    private ListedUnit Place(ListedUnit unit)
    {
        unit.Parent!.Append(unit);
        counts[(int)unit.Level]++;
        return unit;
    }
}
