using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Where a reader of events stands. Opaque to callers; it belongs to the engine that made it.</summary>
/// <param name="Text">What callers keep.</param>
public readonly record struct EventCursor(string Text)
{
    /// <summary>Before the first event.</summary>
    public static readonly EventCursor Start = new("0");

    /// <summary>After the last event committed by now. The page it gives is empty and says where that is.</summary>
    public static readonly EventCursor Latest = new("latest");
}

/// <summary>An event with its place and time.</summary>
/// <param name="Unit">The unit it is about.</param>
/// <param name="At">The turn's time.</param>
/// <param name="Event">The fact.</param>
public readonly record struct CommittedEvent(UnitId Unit, Instant At, UnitEvent Event)
{
    /// <summary>A cursor after this event. No other event ever has the same one, so it names the event too.</summary>
    public EventCursor Place { get; init; }
}

/// <summary>A page of events.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Next">Where the next page begins.</param>
public sealed record EventPage(IReadOnlyList<CommittedEvent> Items, EventCursor Next);
