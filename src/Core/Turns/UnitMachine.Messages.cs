namespace HierarchySim.Core;

// Decisions about messages: in order they are applied, duplicates and gaps are dropped, and what is meant for others is passed on.
public sealed partial class UnitMachine
{
    /// <summary>Decides on a message over a link: in order, it is applied; a duplicate or a gap is dropped.</summary>
    /// <param name="unit">The unit, or null when its link's first message has not been applied.</param>
    /// <param name="from">The link it came by: <see cref="Move.Up"/> for the parent's.</param>
    /// <param name="delivery">The message with its identity.</param>
    /// <param name="now">The turn's time.</param>
    public Decision DecideMessage(UnitState? unit, Move from, in LinkDelivery delivery, Instant now)
    {
        var received = unit?.ReceivedOver(from) ?? 0;
        if (delivery.Epoch != LinkEpoch.First || delivery.Sequence.Value != received + 1) return Decision.Drop;
        var sequence = delivery.Sequence;
        if (delivery.Message is OpenUnit open)
            return unit is null ? Decision.Accept(now, new UnitOpened(sequence, open.Place, open.Definition, open.Directives)) : Decision.Drop;
        if (unit is null) return Decision.Drop;
        if (delivery.Message is RoutedMessage routed) return DecideRouted(unit, from, sequence, routed.Arrived(from, unit.IndexInParent), now);
        if (!unit.OutboxHasRoom) return Decision.Drop;
        return Decision.Accept(now, delivery.Message switch
        {
            DeliverDirective m when unit.FindReceipt(m.Spec.Id) < 0 => Arrival(m, sequence),
            ReviseDirective m when unit.FindReceipt(m.Spec.Id) >= 0 => new DirectiveRevised(sequence, m.Spec, null),
            CancelDirective m when unit.FindReceipt(m.Directive) >= 0 => new DirectiveCancelled(sequence, m.Directive),
            RetireDirective m when unit.FindReceipt(m.Directive) >= 0 => new DirectiveRetired(sequence, m.Directive),
            _ => new MessageIgnored(from, sequence),
        });
    }

    /// <summary>
    /// The event of a directive's arrival. A million links carry it under the same number, so the last event made is given out again
    /// where it fits; two threads that make one at the same time make equal ones.
    /// </summary>
    private DirectiveDelivered Arrival(DeliverDirective message, LinkSequence sequence) =>
        lastArrival is { } last && ReferenceEquals(last.Message, message) && last.Sequence == sequence
            ? last : lastArrival = new DirectiveDelivered(sequence, message.Spec) { Message = message };

    private Decision DecideRouted(UnitState unit, Move from, LinkSequence sequence, RoutedMessage message, Instant now)
    {
        if (message.Ahead.Count > 0 && unit.LeadsSomewhere(message.Ahead.Next))
            return Pass(unit, from, sequence, message.Ahead.Next, message with { Ahead = message.Ahead.Rest }, now);
        return message switch
        {
            CaseTransfer m => DecideTransfer(unit, from, sequence, m, now),
            CaseNotice m => DecideNotice(unit, from, sequence, m, now),
            CaseWithdrawal m => DecideWithdrawal(unit, from, sequence, m, now),
            DutyOffer m => DecideDutyOffer(unit, from, sequence, m, now),
            DutyRevision m => DecideDutyRevision(unit, from, sequence, m, now),
            DutyReply m => DecideDutyReply(unit, from, sequence, m, now),
            _ => throw new InvalidOperationException($"No decision for {message.GetType().Name}."),
        };
    }

    private static Decision Pass(UnitState unit, Move from, LinkSequence sequence, Move to, RoutedMessage message, Instant now) =>
        unit.HasRoomFor(to) ? Decision.Accept(now, new MessagePassed(from, sequence, to, message)) : Decision.Drop;
}
