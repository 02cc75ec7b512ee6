namespace HierarchySim.Core;

/// <summary>
/// A way through the tree as moves, relative to where its reader stands. Each unit that passes a message on takes the next move
/// off the way ahead, and puts the move that leads back before the way behind. Immutable; two of the same moves are equal.
/// </summary>
public sealed class Route : IEquatable<Route>
{
    // The next move is the last element: taking it off and putting one before it both work at the end.
    private readonly Move[] moves;

    private Route(Move[] moves) => this.moves = moves;

    /// <summary>The way to where one stands.</summary>
    public static readonly Route Here = new([]);

    /// <summary>A way by its moves, the next one first.</summary>
    /// <exception cref="ArgumentException">More than <see cref="Limits.RouteMovesMax"/> moves; no tree is so deep.</exception>
    public static Route Of(params ReadOnlySpan<Move> nextFirst)
    {
        if (nextFirst.Length > Limits.RouteMovesMax) throw new ArgumentException($"A route has at most {Limits.RouteMovesMax} moves (RouteMovesMax).", nameof(nextFirst));
        if (nextFirst.IsEmpty) return Here;
        var moves = nextFirst.ToArray();
        Array.Reverse(moves);
        return new Route(moves);
    }

    /// <summary>How many moves there are to go.</summary>
    public int Count => moves.Length;

    /// <summary>A move by its place, the next one first.</summary>
    public Move this[int index] => moves[^(index + 1)];

    /// <summary>The next move; the route must not be <see cref="Here"/>.</summary>
    public Move Next => moves[^1];

    /// <summary>The way after the next move.</summary>
    public Route Rest => moves.Length <= 1 ? Here : new Route(moves[..^1]);

    /// <summary>
    /// The way with a move before it. Two moves that would lead over one link and straight back fall away, so that a way behind
    /// never leads into a branch and out again.
    /// </summary>
    /// <param name="move">The move that now comes first.</param>
    /// <param name="place">Place among its siblings of the unit where the move begins.</param>
    public Route Before(Move move, int place)
    {
        if (moves.Length > 0 && (move.IsUp ? !Next.IsUp && Next.Child == place : Next.IsUp)) return Rest;
        return new Route([.. moves, move]);
    }

    /// <inheritdoc/>
    public bool Equals(Route? other) => other is not null && moves.AsSpan().SequenceEqual(other.moves);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Route);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var move in moves) hash.Add(move);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => Count == 0 ? "here" : string.Join(", ", Enumerable.Range(0, Count).Select(i => this[i]));
}
