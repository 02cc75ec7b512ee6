using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>What one unit contributes to a search for units.</summary>
/// <param name="Match">The unit, when it is meant.</param>
/// <param name="Below">Children whose subtrees may hold some, with their places, in order.</param>
public sealed record UnitProbe(UnitView? Match, IReadOnlyList<(UnitId Child, int Place)> Below)
{
    /// <summary>Looks at a unit.</summary>
    public static UnitProbe Of(UnitState unit, UnitCriterion criterion, LevelScheme scheme, uint incarnation, Instant now)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(criterion);
        var below = new List<(UnitId, int)>();
        for (var i = 0; i < unit.ChildCount && criterion.LooksBelow(unit); i++)
            if (criterion.MayBeBelow(unit.ChildCounts(i), unit.ChildTally(i), scheme, now)) below.Add((unit.ChildAt(i), i));
        return new UnitProbe(criterion.Matches(unit, scheme, now) ? UnitViews.Of(unit, incarnation, now) : null, below);
    }
}

/// <summary>
/// Lists the units of a subtree that something is true of, by descending live units and leaving out subtrees whose counts rule it
/// out. One implementation for all engines; an engine says how a unit is looked at.
/// </summary>
public static class UnitSearch
{
    /// <summary>Runs a search.</summary>
    /// <param name="query">What is searched.</param>
    /// <param name="probe">Looks at a unit; null when there is none.</param>
    /// <returns>Null when there is no unit at the top.</returns>
    public static async ValueTask<FoundUnits?> RunAsync(FindUnits query, Func<UnitId, ValueTask<UnitProbe?>> probe)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(probe);
        var found = new List<(UnitView View, UnitPlacePath Path)>();
        var open = new Stack<(UnitId Unit, int[] Path)>([(query.Top, [])]);
        var looked = 0;
        while (found.Count <= query.Take && open.TryPop(out var next))
        {
            // The top and the way to where the last page ended are looked at again, and must not use up a page.
            if (++looked > Limits.UnitsLookedAtPerPageMax && IsAfter(next.Path, query.After) && next.Path.Length > 0) return Page(found, Before(next.Path));
            if (await probe(next.Unit).ConfigureAwait(false) is not { } seen)
            {
                if (next.Path.Length == 0) return null;
                continue;
            }
            if (seen.Match is { } view && IsAfter(next.Path, query.After)) found.Add((view, new UnitPlacePath(next.Path)));
            // The first child comes off the stack first.
            for (var i = seen.Below.Count - 1; i >= 0; i--)
                if (MayHold([.. next.Path, seen.Below[i].Place], query.After) is { } path) open.Push((seen.Below[i].Child, path));
        }
        var more = found.Count > query.Take;
        if (more) found.RemoveAt(found.Count - 1);
        return Page(found, more ? found[^1].Path : null);
    }

    private static FoundUnits Page(List<(UnitView View, UnitPlacePath Path)> found, UnitPlacePath? next) =>
        new([.. found.Select(item => item.View)], next) { Places = [.. found.Select(item => item.Path)] };

    // The place right before a unit: after its elder sibling and all below that one, or its parent where it is the eldest.
    private static UnitPlacePath Before(int[] path) =>
        new(path[^1] == 0 ? path[..^1] : [.. path[..^1], path[^1] - 1, .. Enumerable.Repeat(int.MaxValue, Limits.LevelsMax - 1 - path.Length)]);

    // In the order of the tree a unit comes before what is below it.
    private static bool IsAfter(int[] path, UnitPlacePath? after) => after is null || Compare(path, after.Places) > 0;

    private static int[]? MayHold(int[] path, UnitPlacePath? after)
    {
        if (after is null) return path;
        for (var i = 0; i < path.Length && i < after.Places.Count; i++)
            if (path[i] != after.Places[i]) return path[i] > after.Places[i] ? path : null;
        return path;
    }

    private static int Compare(int[] path, IReadOnlyList<int> other)
    {
        for (var i = 0; i < path.Length && i < other.Count; i++)
            if (path[i] != other[i]) return path[i].CompareTo(other[i]);
        return path.Length.CompareTo(other.Count);
    }
}
