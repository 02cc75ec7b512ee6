// What the lists need of the tree: who a unit's parent is, at which place it stands, what its
// children are called. Asked once for each unit and kept for the run, because a list of a
// commune's officials asks for the same cells again and again.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

/// <summary>A unit as the lists see it. Immutable.</summary>
internal sealed record UnitPlace(UnitId Id, UnitId Parent, int IndexInParent, Level Level, string Name, bool IsOpen);

/// <summary>The parts of the tree that a list speaks of, read as they are needed. Mutable; one caller at a time.</summary>
internal sealed class UnitPlaces(PatientEngine engine)
{
    private readonly Dictionary<UnitId, UnitPlace?> places = [];
    private readonly Dictionary<UnitId, ILookup<string, UnitPlace>> children = [];

    /// <summary>A unit; null when there is none of this id.</summary>
    public async ValueTask<UnitPlace?> FindAsync(UnitId id, CancellationToken cancellation)
    {
        if (places.TryGetValue(id, out var known)) return known;
        var view = await engine.QueryAsync(new GetUnit(id), cancellation).ConfigureAwait(false);
        return places[id] = view is null ? null : ToPlace(view);
    }

    /// <summary>Units with an official code at a level on a day.</summary>
    public async ValueTask<IReadOnlyList<UnitPlace>> FindAsync(string code, Level level, DateOnly day, CancellationToken cancellation)
    {
        var found = await engine.QueryAsync(new FindUnitsByCode(code, level, day), cancellation).ConfigureAwait(false);
        return [.. found.Select(ToPlace)];
    }

    /// <summary>Open children of a unit with a name.</summary>
    public async ValueTask<IReadOnlyList<UnitPlace>> ChildrenAsync(UnitId parent, string name, CancellationToken cancellation)
    {
        if (!children.TryGetValue(parent, out var known)) children[parent] = known = await ReadChildrenAsync(parent, cancellation).ConfigureAwait(false);
        return [.. known[name]];
    }

    /// <summary>The way down from one unit to another; null when the other is not below it.</summary>
    public async ValueTask<Route?> WayDownAsync(UnitId home, UnitPlace unit, CancellationToken cancellation)
    {
        var moves = new Stack<Move>();
        for (var at = unit; at.Id != home;)
        {
            if (moves.Count == Limits.LevelsMax) return null;
            moves.Push(Move.Down(at.IndexInParent));
            if (await FindAsync(at.Parent, cancellation).ConfigureAwait(false) is not { } parent) return null;
            at = parent;
        }

        return Route.Of([.. moves]);
    }

    private async Task<ILookup<string, UnitPlace>> ReadChildrenAsync(UnitId parent, CancellationToken cancellation)
    {
        var found = new List<UnitPlace>();
        for (var from = 0; ; from += Limits.PageItemsMax)
        {
            var page = await engine.QueryAsync(new GetChildren(parent, from, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
            if (page is null) break;
            foreach (var view in page.Items)
            {
                var place = ToPlace(view);
                places[view.Id] = place;
                if (place.IsOpen) found.Add(place);
            }

            if (from + Limits.PageItemsMax >= page.Total) break;
        }

        return found.ToLookup(place => place.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static UnitPlace ToPlace(UnitView view) => new(view.Id, view.Parent, view.IndexInParent, view.Level, view.Name, view.Closed is null);
}
