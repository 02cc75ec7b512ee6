using HierarchySim.Core;

namespace HierarchySim.Standalone.Running;

// Messages down the links. The outbox in the unit's state is the queue: the shard only remembers which units have something to
// hand out, and walks depth first, so that a broadcast over a million units keeps a handful of them in hand.
internal sealed partial class Shard
{
    private readonly Stack<Sender> sending = new();
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
            var decision = UnitMachine.DecideMessage(child, delivery, now);
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
                var decision = UnitMachine.DecideMessage(unit, parcel.Delivery, now);
                if (decision.Verdict == Verdict.Accepted) unit = Commit(parcel.To, unit, decision, null);
                if (unit is not null)
                    outgoing.Add(new Parcel(ParcelKind.Confirmation, parcel.To, parcel.From, parcel.ChildIndex, default, unit.ReceivedFromParent, null, default));
                break;
            case ParcelKind.Confirmation:
                unit!.ConfirmChild(parcel.ChildIndex, parcel.Confirmed);
                break;
            case ParcelKind.Summary:
                if (unit!.Observe(parcel.ChildIndex, parcel.Summary!)) Changed(unit);
                outgoing.Add(new Parcel(ParcelKind.SummaryConfirmation, parcel.To, parcel.From, 0, default, default, null, parcel.Summary!.Version));
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
        if (!unit.HasUnconfirmedSummary) return any;
        unit.RewindSummary();
        MarkDirty(unit);
        return true;
    }
}
