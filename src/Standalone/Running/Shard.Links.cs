using HierarchySim.Core;

namespace HierarchySim.Standalone.Running;

// Messages over the links. The outbox in the unit's state is the queue: the shard only remembers which units have something to
// hand out. A broadcast walks depth first, so that a million units keep a handful of them in hand; a message with a route goes
// from link to link at once, before any broadcast goes on.
internal sealed partial class Shard
{
    private readonly Stack<Sender> sending = new();
    private readonly Queue<(UnitState Unit, Move Over)> routed = new();
    private readonly Queue<(UnitId Unit, long AtMs)> resends = new();

    private sealed class Sender(UnitState unit)
    {
        public readonly UnitState Unit = unit;
        public int NextChild;
    }

    /// <summary>Puts a unit with messages to hand out on the stack.</summary>
    public void BeginSending(UnitState unit)
    {
        ref var marks = ref run.Directory.Marks(unit.Id);
        if ((marks & UnitMarks.Sending) != 0)
        {
            marks |= UnitMarks.SendAgain;
            return;
        }
        marks |= UnitMarks.Sending;
        sending.Push(new Sender(unit));
    }

    /// <summary>Hands out whatever a recovered unit has not had confirmed.</summary>
    public void SendAll(UnitState unit)
    {
        BeginSending(unit);
        BeginRouting(unit);
    }

    /// <summary>Notes the links over which a unit has a message of their own to hand on.</summary>
    private void BeginRouting(UnitState unit)
    {
        if (unit.HasMessageForParent) routed.Enqueue((unit, Move.Up));
        while (unit.TryTakeAddressed(out var child)) routed.Enqueue((unit, Move.Down(child)));
    }

    private bool HandOn()
    {
        if (routed.Count == 0) return false;
        while (turns.Turns < TurnsPerStep && outgoing.Count < ParcelsPerStep && routed.TryDequeue(out var next))
        {
            if (next.Over.IsUp) HandUp(next.Unit);
            else HandTo(next.Unit, next.Over.Child);
        }
        return true;
    }

    private void HandUp(UnitState unit)
    {
        var isLocal = !run.Interconnect.CarriesAll && run.Directory.ShardOf(unit.Parent) == Index;
        while (unit.HasMessageForParent)
        {
            var delivery = unit.TakeMessageForParent();
            if (!isLocal)
            {
                outgoing.Add(new Parcel(ParcelKind.Ascent, unit.Id, unit.Parent, unit.IndexInParent, delivery, default, null, default));
                ExpectConfirmation(unit.Id);
                continue;
            }
            var parent = Find(unit.Parent)!;
            var decision = run.Machine.DecideMessage(parent, Move.Down(unit.IndexInParent), delivery, now);
            if (decision.Verdict != Verdict.Accepted)
            {
                unit.RewindParent();
                ExpectConfirmation(unit.Id);
                return;
            }
            Commit(parent.Id, parent, decision, null);
            unit.ConfirmParent(delivery.Sequence);
        }
    }

    private bool HandDown()
    {
        if (sending.Count == 0) return false;
        while (turns.Turns < TurnsPerStep && outgoing.Count < ParcelsPerStep && sending.TryPeek(out var sender))
        {
            if (sender.NextChild < sender.Unit.ChildCount)
            {
                HandTo(sender.Unit, sender.NextChild++);
                continue;
            }
            ref var marks = ref run.Directory.Marks(sender.Unit.Id);
            sender.NextChild = 0;
            if ((marks & UnitMarks.SendAgain) == 0) sending.Pop();
            marks &= (marks & UnitMarks.SendAgain) == 0 ? ~UnitMarks.Sending : ~UnitMarks.SendAgain;
        }
        return true;
    }

    private void HandTo(UnitState parent, int index)
    {
        if (!parent.HasMessageFor(index)) return;
        var id = parent.ChildAt(index);
        var isLocal = !run.Interconnect.CarriesAll && run.Directory.ShardOf(id) == Index;
        while (parent.HasMessageFor(index))
        {
            var delivery = parent.TakeMessageFor(index);
            if (!isLocal)
            {
                outgoing.Add(new Parcel(ParcelKind.Delivery, parent.Id, id, index, delivery, default, null, default));
                ExpectConfirmation(parent.Id);
                continue;
            }
            var child = Find(id);
            var decision = run.Machine.DecideMessage(child, Move.Up, delivery, now);
            if (decision.Verdict != Verdict.Accepted)
            {
                parent.RewindChild(index);
                ExpectConfirmation(parent.Id);
                return;
            }
            Commit(id, child, decision, null);
            parent.ConfirmChild(index, delivery.Sequence);
        }
    }

    private void Receive(in Parcel parcel)
    {
        var unit = Find(parcel.To);
        switch (parcel.Kind)
        {
            case ParcelKind.Delivery:
                var decision = run.Machine.DecideMessage(unit, Move.Up, parcel.Delivery, now);
                if (decision.Verdict == Verdict.Accepted) unit = Commit(parcel.To, unit, decision, null);
                if (unit is not null)
                    outgoing.Add(new Parcel(
                        ParcelKind.Confirmation, parcel.To, parcel.From, parcel.ChildIndex, default, unit.ReceivedFromParent, null,
                        default));
                break;
            case ParcelKind.Confirmation:
                unit!.ConfirmChild(parcel.ChildIndex, parcel.Confirmed);
                break;
            case ParcelKind.Ascent:
                var ascent = run.Machine.DecideMessage(unit, Move.Down(parcel.ChildIndex), parcel.Delivery, now);
                if (ascent.Verdict == Verdict.Accepted) Commit(parcel.To, unit, ascent, null);
                outgoing.Add(new Parcel(
                    ParcelKind.AscentConfirmation, parcel.To, parcel.From, 0, default, unit!.ReceivedFrom(parcel.ChildIndex), null,
                    default));
                break;
            case ParcelKind.AscentConfirmation:
                unit!.ConfirmParent(parcel.Confirmed);
                break;
            case ParcelKind.Summary:
                if (unit!.Observe(parcel.ChildIndex, parcel.Summary!)) Changed(unit);
                outgoing.Add(new Parcel(
                    ParcelKind.SummaryConfirmation, parcel.To, parcel.From, 0, default, default, null, parcel.Summary!.Version));
                break;
            case ParcelKind.SummaryConfirmation:
                unit!.ConfirmSummary(parcel.Version, run.Incarnation);
                break;
            default:
                throw new InvalidOperationException($"Unknown parcel {parcel.Kind}.");
        }
    }

    private void Post(in Parcel parcel)
    {
        var shard = run.Directory.ShardOf(parcel.To);

        // No room over there loses nothing: what was sent waits in state for its confirmation, and goes again when that stays out.
        if (shard >= 0) run.Interconnect.TryPost(run.Shards[shard], parcel);
    }

    /// <summary>Looks after a unit until everything it sent is confirmed.</summary>
    private void ExpectConfirmation(UnitId unit)
    {
        ref var marks = ref run.Directory.Marks(unit);
        if ((marks & UnitMarks.Unconfirmed) != 0) return;
        marks |= UnitMarks.Unconfirmed;
        resends.Enqueue((unit, now.Milliseconds + Limits.ResendAfterMs));
    }

    private bool Resend()
    {
        var worked = false;
        while (resends.TryPeek(out var next) && next.AtMs <= now.Milliseconds)
        {
            resends.Dequeue();
            run.Directory.Marks(next.Unit) &= ~UnitMarks.Unconfirmed;
            worked |= SendAgain(Find(next.Unit)!);
        }
        return worked;
    }

    private bool IsConfirmed(UnitId id) => Find(id) is { HasUnconfirmedMessages: false, HasUnconfirmedSummary: false };

    private bool SendAgain(UnitState unit)
    {
        var any = false;
        for (var i = 0; i < unit.ChildCount; i++) any |= unit.PendingFor(i) > 0 && unit.RewindChild(i);
        if (any) BeginSending(unit);
        if (unit.PendingForParent > 0 && unit.RewindParent())
        {
            BeginRouting(unit);
            any = true;
        }
        if (!unit.HasUnconfirmedSummary) return any;
        unit.RewindSummary();
        MarkDirty(unit);
        return true;
    }
}
