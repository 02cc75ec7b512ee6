using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Simulator.Truth;

/// <summary>
/// Units made again from a feed of events alone, each on its own: no message is handed over and none confirmed, so every
/// outbox still holds all its unit ever said.
/// </summary>
internal sealed class Replay
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

    /// <summary>What a unit told its parent, numbered from 1.</summary>
    public static IReadOnlyList<LinkDelivery> ToldParent(UnitState unit)
    {
        var told = new List<LinkDelivery>();
        while (unit.HasMessageForParent) told.Add(unit.TakeMessageForParent());
        return told;
    }

    /// <summary>
    /// Wherever a unit heard something else over a link, by number, than its neighbour's own history says it told it. Whether
    /// everything told was heard is asked too: this is for feeds that end at quiet.
    /// </summary>
    public IEnumerable<string> FindMisheard(IEnumerable<CommittedEvent> events)
    {
        var heard = events.Select(item => (item.Unit, Arrival: ArrivalOf(item.Event), item.Event)).Where(item => item.Arrival.Sequence > 0)
            .ToLookup(item => (item.Unit, item.Arrival.From), item => item.Event);
        foreach (var parent in units.Values)
            for (var place = 0; place < parent.ChildCount; place++)
            {
                var child = units[parent.ChildAt(place)];
                foreach (var problem in Compare(child.Id, Told(parent, place), [.. heard[(child.Id, Move.Up)]])) yield return problem;
                foreach (var problem in Compare(parent.Id, ToldParent(child), [.. heard[(parent.Id, Move.Down(place))]])) yield return problem;
            }
    }

    private static IEnumerable<string> Compare(UnitId listener, IReadOnlyList<LinkDelivery> told, IReadOnlyList<UnitEvent> heard)
    {
        if (told.Count != heard.Count) yield return $"{listener} was told {told.Count} messages and applied {heard.Count}";
        foreach (var (delivery, fact) in told.Zip(heard))
        {
            if (ArrivalOf(fact).Sequence != delivery.Sequence.Value) yield return $"{listener} applied message {ArrivalOf(fact).Sequence} in the place of {delivery.Sequence}";
            if (!IsEffectOf(fact, delivery.Message)) yield return $"{listener} applied {fact}, was told {delivery.Message}";
        }
    }

    /// <summary>The link that the message came by which an event came from, and its number there; 0 when a command caused it.</summary>
    public static (Move From, uint Sequence) ArrivalOf(UnitEvent fact) => fact switch
    {
        MessageIgnored e => (e.From, e.Sequence.Value),
        MessagePassed e => (e.From, e.Sequence.Value),
        CaseReceived e => (e.From, e.Sequence.Value),
        CaseNoted e => (e.From, e.Sequence.Value),
        CaseWithdrawn e => (e.From, e.Sequence.Value),
        DutyBegun e => (e.From, e.Sequence.Value),
        DutyDeclined e => (e.From, e.Sequence.Value),
        DutyRevised e => (e.From, e.Sequence.Value),
        AssignmentNoted e => (e.From, e.Sequence.Value),
        _ => (Move.Up, SequenceOfDirective(fact)),
    };

    /// <summary>The number of the parent's message an event came from; 0 when another's, or a command, caused it.</summary>
    public static uint SequenceOf(UnitEvent fact) => ArrivalOf(fact) is { From.IsUp: true } arrival ? arrival.Sequence : 0;

    private static uint SequenceOfDirective(UnitEvent fact) => fact switch
    {
        UnitOpened e => e.Sequence.Value,
        DirectiveDelivered e => e.Sequence.Value,
        DirectiveRevised e => e.Sequence.Value,
        DirectiveCancelled e => e.Sequence.Value,
        DirectiveRetired e => e.Sequence.Value,
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
        (MessagePassed { Message: CaseTransfer e }, CaseTransfer m) => e.Spec == m.Spec && e.Opening == m.Opening && e.To == m.To,
        (MessagePassed { Message: CaseNotice e }, CaseNotice m) => e.Case == m.Case && e.Step == m.Step && e.Ahead.Equals(m.Ahead.Rest),
        (MessagePassed { Message: CaseWithdrawal e }, CaseWithdrawal m) => e.Case == m.Case && e.Ahead.Equals(m.Ahead.Rest),
        (CaseReceived e, CaseTransfer m) => e.Transfer.Spec == m.Spec && e.Transfer.Opening == m.Opening && e.Transfer.Acts == m.Acts,
        (CaseNoted e, CaseNotice m) => e.Notice.Case == m.Case && e.Notice.Step == m.Step && m.Ahead.Count == 0,
        (CaseWithdrawn e, CaseWithdrawal m) => e.Case == m.Case,
        (MessagePassed { Message: DutyOffer e }, DutyOffer m) => e.Unit == m.Unit && e.HomeLevel == m.HomeLevel && AreSame(e.Terms, m.Terms) && e.Ahead.Equals(m.Ahead.Rest),
        (MessagePassed { Message: DutyRevision e }, DutyRevision m) => AreSame(e.Terms, m.Terms) && e.Ahead.Equals(m.Ahead.Rest),
        (MessagePassed { Message: DutyReply e }, DutyReply m) => (e.Assignment, e.Unit, e.State) == (m.Assignment, m.Unit, m.State) && e.Ahead.Equals(m.Ahead.Rest),
        (DutyBegun e, DutyOffer m) => AreSame(e.Terms, m.Terms) && m.Ahead.Count == 0,
        (DutyDeclined e, DutyOffer m) => (e.Assignment, e.Unit) == (m.Terms.Assignment, m.Unit),
        (DutyRevised e, DutyRevision m) => AreSame(e.Terms, m.Terms),
        (AssignmentNoted e, DutyReply m) => (e.Assignment, e.Unit, e.State) == (m.Assignment, m.Unit, m.State),
        (MessageIgnored, not (OpenUnit or CaseTransfer or DutyOffer)) => true,
        _ => false,
    };

    private static bool AreSame(DutyTerms one, DutyTerms other) =>
        (one.Assignment, one.Holder, one.Role, one.Exclusive, one.From, one.To) == (other.Assignment, other.Holder, other.Role, other.Exclusive, other.From, other.To)
        && one.Absences.AsSpan().SequenceEqual(other.Absences) && one.Members.AsSpan().SequenceEqual(other.Members);
}
