using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// Units made again from a feed of events alone, each on its own: no message is handed over and none confirmed, so every
/// outbox still holds all its unit ever said.
/// </summary>
public sealed class Replay
{
    private readonly Dictionary<UnitId, UnitState> units = [];

    /// <summary>Applies events in the feed's order.</summary>
    public Replay(LevelScheme scheme, IEnumerable<CommittedEvent> events)
    {
        var machine = new UnitMachine(scheme);
        foreach (var (unit, at, fact) in events)
        {
            if (fact is UnitOpened opened) units.Add(unit, machine.Open(unit, opened));
            else machine.Apply(units[unit], fact, at);
        }
    }

    /// <summary>The units, by id.</summary>
    public IReadOnlyDictionary<UnitId, UnitState> Units => units;

    /// <summary>What a unit told one child, numbered from 1.</summary>
    public static IReadOnlyList<LinkDelivery> Told(UnitState unit, int place)
    {
        var told = new List<LinkDelivery>();
        while (unit.HasMessageFor(place)) told.Add(unit.TakeMessageFor(place));
        return told;
    }

    /// <summary>The number of the message an event came from; 0 when a command caused it.</summary>
    public static uint SequenceOf(UnitEvent fact) => fact switch
    {
        UnitOpened e => e.Sequence.Value,
        DirectiveDelivered e => e.Sequence.Value,
        DirectiveRevised e => e.Sequence.Value,
        DirectiveCancelled e => e.Sequence.Value,
        DirectiveRetired e => e.Sequence.Value,
        MessageIgnored e => e.Sequence.Value,
        _ => 0,
    };

    /// <summary>True when an event is what a message brings about.</summary>
    public static bool IsEffectOf(UnitEvent fact, LinkMessage message) => (fact, message) switch
    {
        (UnitOpened e, OpenUnit m) => e.Place == m.Place && e.Definition.Id == m.Definition.Id && e.Definition.Name == m.Definition.Name
            && e.Directives.SequenceEqual(m.Directives),
        (DirectiveDelivered e, DeliverDirective m) => e.Spec == m.Spec,
        (DirectiveRevised e, ReviseDirective m) => e.Spec == m.Spec && e.Text is null,
        (DirectiveCancelled e, CancelDirective m) => e.Directive == m.Directive,
        (DirectiveRetired e, RetireDirective m) => e.Directive == m.Directive,
        (MessageIgnored, not OpenUnit) => true,
        _ => false,
    };
}
