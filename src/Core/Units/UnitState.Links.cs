namespace HierarchySim.Core;

// What an engine asks of a unit's links. The outbox is part of the state: an engine sends what is in it, and nothing else.
public sealed partial class UnitState
{
    /// <summary>True when some child waits for a message that was not handed to the transport in this life.</summary>
    /// <param name="child">The child's place.</param>
    public bool HasMessageFor(int child) => branch!.Links[child].Link.HasUntransmitted;

    /// <summary>The next message for a child, marked as handed to the transport.</summary>
    /// <param name="child">The child's place; <see cref="HasMessageFor"/> must be true.</param>
    public LinkDelivery TakeMessageFor(int child)
    {
        ref var link = ref branch!.Links[child].Link;
        link.Transmitted++;
        return new LinkDelivery(LinkEpoch.First, new LinkSequence(link.Transmitted), link.Pending(link.Transmitted));
    }

    /// <summary>Takes back the last <see cref="TakeMessageFor"/>: the transport was full.</summary>
    public void ReturnMessageFor(int child) => branch!.Links[child].Link.Transmitted--;

    /// <summary>A child has everything up to a number; those messages leave the outbox.</summary>
    /// <returns>True when this confirmed something new.</returns>
    public bool ConfirmChild(int child, LinkSequence upTo) => branch!.Links[child].Link.Confirm(upTo.Value);

    /// <summary>Makes everything a child has not confirmed wait for transmission again.</summary>
    /// <returns>True when there is something to send.</returns>
    public bool RewindChild(int child)
    {
        ref var link = ref branch!.Links[child].Link;
        link.Rewind();
        return link.HasUntransmitted;
    }

    /// <summary>Messages on the link to a child that it has not confirmed.</summary>
    public int PendingFor(int child) => branch!.Links[child].Link.PendingCount;

    /// <summary>Number of the last message sent to a child.</summary>
    public LinkSequence SentTo(int child) => new(branch!.Links[child].Link.Sent);

    /// <summary>The high-water mark of what arrived from the parent.</summary>
    public LinkSequence ReceivedFromParent => new(up.Received);

    /// <summary>The high-water mark of what arrived from a child.</summary>
    public LinkSequence ReceivedFrom(int child) => new(branch!.Links[child].Link.Received);

    /// <summary>True when the parent waits for a message that was not handed to the transport in this life.</summary>
    public bool HasMessageForParent => up.HasUntransmitted;

    /// <summary>The next message for the parent, marked as handed to the transport.</summary>
    public LinkDelivery TakeMessageForParent()
    {
        up.Transmitted++;
        return new LinkDelivery(LinkEpoch.First, new LinkSequence(up.Transmitted), up.Pending(up.Transmitted));
    }

    /// <summary>The parent has everything up to a number; those messages leave the outbox.</summary>
    /// <returns>True when this confirmed something new.</returns>
    public bool ConfirmParent(LinkSequence upTo) => up.Confirm(upTo.Value);

    /// <summary>Makes everything the parent has not confirmed wait for transmission again.</summary>
    /// <returns>True when there is something to send.</returns>
    public bool RewindParent()
    {
        up.Rewind();
        return up.HasUntransmitted;
    }

    /// <summary>Every message in the outboxes, to the parent and to each child.</summary>
    public IReadOnlyList<LinkMessage> Unconfirmed()
    {
        var messages = new List<LinkMessage>(up.ToPendingArray());
        for (var i = 0; i < ChildCount; i++) messages.AddRange(branch!.Links[i].Link.ToPendingArray());
        return messages;
    }

    /// <summary>Number of the last message sent to the parent.</summary>
    public LinkSequence SentToParent => new(up.Sent);

    /// <summary>Messages that the parent has not confirmed.</summary>
    public int PendingForParent => up.PendingCount;

    /// <summary>Number of the last message the parent confirmed.</summary>
    public LinkSequence ConfirmedByParent => new(up.Confirmed);

    /// <summary>
    /// Takes one of the children that were addressed by themselves since the last call: a broadcast concerns all of them, a message
    /// with a route one. False when there is none left.
    /// </summary>
    public bool TryTakeAddressed(out int child)
    {
        child = -1;
        if (branch?.Addressed is not { Count: > 0 } addressed) return false;
        child = addressed[^1];
        addressed.RemoveAt(addressed.Count - 1);
        return true;
    }

    internal void Send(Move move, LinkMessage message)
    {
        if (move.IsUp)
        {
            up.Enqueue(message);
            return;
        }
        branch!.Links[move.Child].Link.Enqueue(message);
        (branch.Addressed ??= []).Add(move.Child);
    }

    internal bool LeadsSomewhere(Move move) => move.IsUp ? Parent.IsValid : move.Child < ChildCount;

    internal bool HasRoomFor(Move move) =>
        (move.IsUp ? up.PendingCount : branch!.Links[move.Child].Link.PendingCount) < Limits.OutboxPerLinkMax;

    internal uint ReceivedOver(Move from) => from.IsUp ? up.Received : branch!.Links[from.Child].Link.Received;

    internal void SetReceived(Move from, uint sequence)
    {
        if (from.IsUp) up.Received = sequence;
        else branch!.Links[from.Child].Link.Received = sequence;
    }

    /// <summary>True when the parent or any child has not confirmed a message.</summary>
    public bool HasUnconfirmedMessages => up.PendingCount > 0 || AwaitsChildren;

    /// <summary>True when some child has not confirmed a message.</summary>
    internal bool AwaitsChildren
    {
        get
        {
            for (var i = 0; i < ChildCount; i++)
                if (branch!.Links[i].Link.PendingCount > 0) return true;
            return false;
        }
    }

    internal void Broadcast(LinkMessage message)
    {
        if (branch is null) return;
        for (var i = 0; i < branch.Count; i++) branch.Links[i].Link.Enqueue(message);
    }

    internal bool OutboxHasRoom
    {
        get
        {
            for (var i = 0; i < ChildCount; i++)
                if (branch!.Links[i].Link.PendingCount >= Limits.OutboxPerLinkMax) return false;
            return true;
        }
    }
}
