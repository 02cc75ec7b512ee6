// A list speaks of levels and kinds by their official words; a data set has the levels and
// kinds of its scheme, which are data. The two meet here, by code. Whatever a list needs and
// the scheme lacks is found before anything is read or written, so an operator with the
// wrong scheme hears it in one sentence and not as ten thousand refusals.

using HierarchySim.Core;

namespace HierarchySim.Import;

/// <summary>Where the levels and kinds of one list stand in a scheme. Immutable.</summary>
internal sealed class SchemeMap
{
    private readonly Level[] levels;
    private readonly Dictionary<string, KindIndex> kinds;

    private SchemeMap(Level[] levels, Dictionary<string, KindIndex> kinds)
    {
        this.levels = levels;
        this.kinds = kinds;
    }

    /// <summary>The scheme's level of a level that the list has.</summary>
    public Level LevelOf(ListedLevel level) => levels[(int)level];

    /// <summary>The scheme's kind of a unit of the list.</summary>
    public KindIndex KindOf(ListedUnit unit) => kinds[unit.Kind];

    /// <summary>The code that a scheme must give to a level of the list.</summary>
    public static string CodeOf(ListedLevel level) => level switch
    {
        ListedLevel.HouseholdGroup => "group",
        _ => level.ToString().ToLowerInvariant(),
    };

    /// <summary>Maps a list, or says why the scheme cannot hold it.</summary>
    public static SchemeMap? TryCreate(UnitList list, LevelScheme scheme, out string? reason)
    {
        var levels = new Level[Enum.GetValues<ListedLevel>().Length];
        var kinds = new Dictionary<string, KindIndex>(StringComparer.Ordinal);
        reason = MapLevels(list, scheme, levels) ?? MapKinds(list, scheme, levels, kinds);
        return reason is null ? new SchemeMap(levels, kinds) : null;
    }

    private static string? MapLevels(UnitList list, LevelScheme scheme, Level[] levels)
    {
        ListedLevel? above = null;
        foreach (var level in Enum.GetValues<ListedLevel>())
        {
            if (list.CountOf(level) == 0) continue;
            var tiers = list.HasDistricts ? "has districts" : "has no districts";
            if (scheme.FindLevel(CodeOf(level)) is not { } found)
                return $"The list {tiers}, and scheme '{scheme.Code}' has no level '{CodeOf(level)}'. {NextStep(list)}";
            if (above is null ? found.Index != 0 : !scheme.MayParent(levels[(int)above.Value], found))
                return above is null
                    ? $"The list begins at the nation, and in scheme '{scheme.Code}' the level 'nation' is not the topmost. {NextStep(list)}"
                    : $"The list {tiers}, and in scheme '{scheme.Code}' a {CodeOf(above.Value)} may not be the parent of a {CodeOf(level)}. {NextStep(list)}";
            levels[(int)level] = found;
            above = level;
        }

        return null;
    }

    private static string? MapKinds(UnitList list, LevelScheme scheme, Level[] levels, Dictionary<string, KindIndex> kinds)
    {
        foreach (ListedUnit unit in list.Units())
        {
            if (kinds.ContainsKey(unit.Kind)) continue;
            if (scheme.FindKind(unit.Kind) is not { } kind || scheme.LevelOf(kind) != levels[(int)unit.Level])
                return $"'{unit}' on line {unit.SourceLine} is of kind '{unit.Kind}', which scheme '{scheme.Code}' does not have "
                    + $"at level '{CodeOf(unit.Level)}'. Add the kind to the scheme, or import into a data set whose scheme has it.";
            kinds.Add(unit.Kind, kind);
        }

        return null;
    }

    private static string NextStep(UnitList list) => list.HasDistricts
        ? "Import it into a data set of scheme 'three-tier', or take a list without the district columns."
        : "Import it into a data set of scheme 'two-tier', or take a list with the columns 'Quận Huyện' and 'Mã QH'.";
}
