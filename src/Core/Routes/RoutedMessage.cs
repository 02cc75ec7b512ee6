namespace HierarchySim.Core;

/// <summary>
/// A message for a unit that is not next door. It carries the way ahead and gathers the way behind, so that whoever receives it can
/// answer without knowing the tree. Units on the way pass it on with <see cref="MessagePassed"/> and remember nothing of it.
/// </summary>
/// <param name="Ahead">The moves still to make; <see cref="Route.Here"/> when the next reader is meant, or decides where it goes.</param>
/// <param name="Behind">The way back to where it began.</param>
public abstract record RoutedMessage(Route Ahead, Route Behind) : LinkMessage
{
    /// <summary>The message as a unit sees it that it has just reached.</summary>
    /// <param name="from">The link it came by.</param>
    /// <param name="place">The unit's place among its siblings.</param>
    internal RoutedMessage Arrived(Move from, int place) => this with { Behind = Behind.Before(from, place) };
}
