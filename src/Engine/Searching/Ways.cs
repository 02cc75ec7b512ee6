using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Finds the way from one unit to another over their nearest common ancestor.</summary>
public static class Ways
{
    /// <summary>The way from one unit to another; null when either does not exist.</summary>
    /// <param name="engine">Where both are.</param>
    /// <param name="from">Where the way begins.</param>
    /// <param name="to">Where it leads.</param>
    /// <param name="cancellation">Stops looking.</param>
    public static async ValueTask<Route?> FindAsync(IHierarchyEngine engine, UnitId from, UnitId to, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var (a, b) = (await View(from).ConfigureAwait(false), await View(to).ConfigureAwait(false));
        if (a is null || b is null) return null;
        var moves = new List<Move>();
        var down = new Stack<Move>();
        while (a.Id != b.Id)
        {
            if (a.Depth >= b.Depth)
            {
                moves.Add(Move.Up);
                a = await View(a.Parent).ConfigureAwait(false);
            }
            else
            {
                down.Push(Move.Down(b.IndexInParent));
                b = await View(b.Parent).ConfigureAwait(false);
            }
            if (a is null || b is null) return null;
        }
        return Route.Of([.. moves, .. down]);

        ValueTask<UnitView?> View(UnitId id) => engine.QueryAsync(new GetUnit(id), cancellation);
    }
}
