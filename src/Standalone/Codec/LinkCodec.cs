using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of what links are made of: numbers of messages, moves over a link, and routes over several.</summary>
internal static class LinkCodec
{
    public static void Write(ByteWriter to, LinkSequence sequence) => to.Unsigned(sequence.Value);

    public static LinkSequence ReadSequence(ref ByteReader from) => new(from.UInt32());

    public static void Write(ByteWriter to, Move move) => to.Unsigned(move.IsUp ? 0 : move.Child + 1);

    public static Move ReadMove(ref ByteReader from) => from.Int32() is var value and > 0 ? Move.Down(value - 1) : Move.Up;

    /// <summary>By which link a message came, and its number there.</summary>
    public static void WriteArrival(ByteWriter to, Move from, LinkSequence sequence)
    {
        Write(to, from);
        Write(to, sequence);
    }

    public static void Write(ByteWriter to, Route route)
    {
        to.Unsigned(route.Count);
        for (var i = 0; i < route.Count; i++) Write(to, route[i]);
    }

    public static Route ReadRoute(ref ByteReader from)
    {
        var count = from.Count();
        if (count == 0) return Route.Here;
        if (count > Limits.RouteMovesMax) throw new CodecException($"A route claims {count} moves.");
        Span<Move> moves = stackalloc Move[count];
        for (var i = 0; i < count; i++) moves[i] = ReadMove(ref from);
        return Route.Of(moves);
    }

    /// <summary>The routes a message carries: ahead, then behind.</summary>
    public static void WriteRoutes(ByteWriter to, RoutedMessage message)
    {
        Write(to, message.Ahead);
        Write(to, message.Behind);
    }
}
