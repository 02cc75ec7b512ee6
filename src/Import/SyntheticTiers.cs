// No public list reaches below the commune, yet the product must be tried at the size of
// a nation. So the two lower levels are made up: marked synthetic, without codes, named
// as such units are named, and the same for the same seed on every machine.
//
// What was not done: no attempt to follow population. The list has none, and a made-up
// one would lend false authority to the counts.

using System.Globalization;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

/// <summary>Why synthesis was refused; the list is then unchanged. Immutable.</summary>
/// <param name="Reason">Names the numbers and the rule.</param>
public sealed record SynthesisRefusal(string Reason);

/// <summary>Adds made-up cells and household groups below the communes of a list.</summary>
public static class SyntheticTiers
{
    // A million units share the few hundred names that these hold.
    private static readonly Template HamletTemplate = new(ListedLevel.Cell, UnitKinds.Hamlet, Numbered("Ấp"));
    private static readonly Template QuarterTemplate = new(ListedLevel.Cell, UnitKinds.Quarter, Numbered("Khu phố"));
    private static readonly Template GroupTemplate =
        new(ListedLevel.HouseholdGroup, UnitKinds.HouseholdGroup, Numbered("Tổ nhân dân tự quản"));

    /// <summary>
    /// Adds exactly so many cells over the communes and exactly so many household groups over the
    /// cells. Every commune gets a cell and every cell a group; 0 groups, or 0 of both, leaves the
    /// level out. The same list, numbers and seed give the same tree.
    /// </summary>
    /// <returns>Null when done; otherwise why not, with the list unchanged.</returns>
    public static SynthesisRefusal? AddTo(UnitList list, int cells, int groups, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(list);
        if (ReasonAgainst(list, cells, groups) is { } reason)
            return new SynthesisRefusal(reason);

        var random = new SplitMix64(seed);
        List<ListedUnit> communes = [.. list.Units().Where(u => u.Level == ListedLevel.Commune)];
        List<ListedUnit> added = cells == 0 ? [] : AddLevel(list, communes, cells, CellOf, random);
        if (groups > 0)
            AddLevel(list, added, groups, _ => GroupTemplate, random);
        return null;
    }

    private static string? ReasonAgainst(UnitList list, int cells, int groups)
    {
        int communes = list.CountOf(ListedLevel.Commune);
        int present = list.CountOf(ListedLevel.Cell);
        if (cells < 0 || groups < 0)
            return $"{cells} cells and {groups} groups were asked for; neither number may be negative.";
        if (present > 0)
            return $"The list already has {present} cells. Read it again to synthesise other ones.";
        if (cells == 0 && groups > 0)
            return $"{groups} groups were asked for and 0 cells; a group needs a cell to be in.";
        if ((long)cells + groups > ImportLimits.SyntheticUnitsMax)
            return $"{cells} cells and {groups} groups are more than {ImportLimits.SyntheticUnitsMax} units together, the limit.";
        return cells == 0 ? null
            : ReasonAgainst("cells", cells, "communes", communes)
            ?? (groups == 0 ? null : ReasonAgainst("groups", groups, "cells", cells));
    }

    private static string? ReasonAgainst(string what, int count, string above, int parents)
    {
        if (parents == 0)
            return $"{count} {what} were asked for, and the list has no {above} to hold them.";
        if (count < parents)
            return $"{count} {what} are too few for {parents} {above}: each must get at least one.";
        return count > (long)parents * ImportLimits.SyntheticChildrenMax
            ? $"{count} {what} are too many for {parents} {above}: each may get at most {ImportLimits.SyntheticChildrenMax}."
            : null;
    }

    private static List<ListedUnit> AddLevel(
        UnitList list, List<ListedUnit> parents, int count, Func<ListedUnit, Template> templateOf, SplitMix64 random)
    {
        int[] shares = Apportionment.Share(count, parents.Count, ImportLimits.SyntheticChildrenMax, random);
        var added = new List<ListedUnit>(count);
        for (int p = 0; p < parents.Count; p++)
        {
            ListedUnit parent = parents[p];
            (ListedLevel level, string kind, string[] names) = templateOf(parent);
            parent.ExpectChildren(shares[p]);
            for (int n = 0; n < shares[p]; n++)
                added.Add(list.AddSynthetic(parent, level, kind, names[n]));
        }

        return added;
    }

    /// <summary>Only a xã is rural; a phường, a thị trấn and a đặc khu are built up and have quarters.</summary>
    private static Template CellOf(ListedUnit commune) =>
        commune.Kind == UnitKinds.RuralCommune ? HamletTemplate : QuarterTemplate;

    private static string[] Numbered(string word) =>
        [.. Enumerable.Range(1, ImportLimits.SyntheticChildrenMax).Select(n => string.Create(CultureInfo.InvariantCulture, $"{word} {n}"))];

    private sealed record Template(ListedLevel Level, string Kind, string[] Names);
}
