using HierarchySim.Core;
using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator.Cluster;

// The links. Each has one parcel in flight, which carries what waits; its receiver confirms after its own commit. Nobody waits for
// more than that one hop, and nothing is handed out that is not durable here.
internal sealed partial class Activation
{
    /// <summary>Versions need no other life: a count is stored before anybody hears of it.</summary>
    public const uint Incarnation = 1;

    private const int MessagesPerParcel = 50;
    private const int ParcelsInFlightMax = 16;
    private const int SaveMarksAfterUs = 500_000;
    private const long LookAfterMs = 5_000;
    private readonly Dictionary<Move, long> inFlight = [];
    private int nextChild;
    private bool hasUnsavedMarks;

    private void Receive(Parcel parcel, Batch batch)
    {
        if (!Knows(parcel.Link))
        {
            // A child this memory has never heard of: another activation has it since.
            if (!parcel.Link.IsUp) host.Drop(this);
            return;
        }
        foreach (var delivery in parcel.Messages)
        {
            var decision = host.Machine.DecideMessage(unit, parcel.Link, delivery, batch.Now);
            if (decision.Verdict == Verdict.Accepted) Apply(decision, null, batch);
        }
        if (unit is null) return;
        if (parcel.Summary is { } summary && summary.Version > unit.ChildVersion(parcel.Link.Child))
        {
            var changed = unit.Observe(parcel.Link.Child, summary);
            // The version is stored although no number changed: a later life would take an overtaken summary for news.
            batch.IsDirty |= changed || !host.Bugs.Have(Bug.SummaryVersionNotStored);
        }
        batch.Then(() => host.Reply(parcel, Confirming(parcel)));
    }

    private Confirmation Confirming(Parcel parcel) => new(
        id, parcel.From, parcel.Call, parcel.Way, parcel.Link.IsUp ? unit!.ReceivedFromParent : unit!.ReceivedFrom(parcel.Link.Child), parcel.Summary?.Version ?? default);

    private void Confirm(Confirmation confirmation)
    {
        if (unit is null || !Knows(confirmation.Link)) return;
        if (inFlight.GetValueOrDefault(confirmation.Link) == confirmation.Call) inFlight.Remove(confirmation.Link);
        var before = (unit.HasUnconfirmedMessages, unit.HasUnconfirmedSummary);
        if (!confirmation.Link.IsUp) unit.ConfirmChild(confirmation.Link.Child, confirmation.Received);
        else
        {
            unit.ConfirmParent(confirmation.Received);
            unit.ConfirmSummary(confirmation.Version, Incarnation);
        }
        // Marks are stored with the next turn, or soon by themselves: until then it is only sent once more after a crash.
        if (before == (false, false) || hasUnsavedMarks) return;
        hasUnsavedMarks = true;
        host.Later(SaveMarksAfterUs, this, new SaveMarks(id));
    }

    private void SendAgain(Overdue overdue)
    {
        if (inFlight.GetValueOrDefault(overdue.Link) != overdue.Call) return;
        inFlight.Remove(overdue.Link);
        if (!overdue.Link.IsUp) unit!.RewindChild(overdue.Link.Child);
        else
        {
            unit!.RewindParent();
            unit.RewindSummary();
        }
    }

    private void Send()
    {
        if (unit is null) return;
        if (!inFlight.ContainsKey(Move.Up) && (unit.HasMessageForParent || unit.HasNewsForParent))
            Post(unit.Parent, Move.Up, Move.Down(unit.IndexInParent), TakeForParent(), unit.HasNewsForParent ? unit.TakeSummary(Incarnation) : null);
        for (var looked = 0; looked < unit.ChildCount && inFlight.Count < ParcelsInFlightMax; looked++)
        {
            nextChild = (nextChild + 1) % unit.ChildCount;
            var way = Move.Down(nextChild);
            if (!inFlight.ContainsKey(way) && unit.HasMessageFor(nextChild)) Post(unit.ChildAt(nextChild), way, Move.Up, TakeFor(nextChild), null);
        }
    }

    private void Post(UnitId to, Move way, Move link, LinkDelivery[] messages, Summary? summary)
    {
        var call = host.NextCall();
        inFlight[way] = call;
        host.Post(new Parcel(id, to, call, way, link, messages, summary, host.Number));
        host.Later((int)Limits.ResendAfterMs * 1_000, this, new Overdue(id, call, way));
        if (!host.Bugs.Have(Bug.OutboxDroppedWhenSent) || messages.Length == 0) return;
        if (way.IsUp) unit!.ConfirmParent(messages[^1].Sequence);
        else unit!.ConfirmChild(way.Child, messages[^1].Sequence);
    }

    private LinkDelivery[] TakeForParent()
    {
        var messages = new List<LinkDelivery>();
        while (messages.Count < MessagesPerParcel && unit!.HasMessageForParent) messages.Add(unit.TakeMessageForParent());
        return [.. messages];
    }

    private LinkDelivery[] TakeFor(int child)
    {
        var messages = new List<LinkDelivery>();
        while (messages.Count < MessagesPerParcel && unit!.HasMessageFor(child)) messages.Add(unit.TakeMessageFor(child));
        return [.. messages];
    }

    private bool Knows(Move link) => link.IsUp || (unit is not null && link.Child < unit.ChildCount);
}
