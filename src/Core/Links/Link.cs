using System.Globalization;

namespace HierarchySim.Core;

/// <summary>The life of a link; a move of a unit closes one epoch and opens the next. Until moves exist it is 1.</summary>
/// <param name="Value">From 1.</param>
public readonly record struct LinkEpoch(uint Value)
{
    /// <summary>The only epoch until units can be moved.</summary>
    public static readonly LinkEpoch First = new(1);
}

/// <summary>Number of a message on one direction of a link: 1, 2, 3 without gaps.</summary>
/// <param name="Value">From 1; 0 is "none yet".</param>
public readonly record struct LinkSequence(uint Value)
{
    /// <summary>The number after this one.</summary>
    public LinkSequence Next => new(Value + 1);

    /// <summary>The number alone: the text a record would make of itself names <see cref="Next"/>, and so all that follow, without end.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// One unit's end of a link: both reliable channels. The sender keeps every message until its receiver confirmed it; the
/// receiver keeps one high-water mark. Almost all links are empty almost always, so the waiting messages are one field:
/// nothing, one message, or a list.
/// </summary>
internal struct Link
{
    private object? pending;

    /// <summary>Number of the last message put into the outbox.</summary>
    public uint Sent;

    /// <summary>Number of the last message the other end confirmed.</summary>
    public uint Confirmed;

    /// <summary>Number of the last message handed to the transport in this life of the sender; not durable.</summary>
    public uint Transmitted;

    /// <summary>High-water mark of what arrived from the other end.</summary>
    public uint Received;

    public readonly int PendingCount => (int)(Sent - Confirmed);

    public readonly bool HasUntransmitted => Transmitted != Sent;

    public void Enqueue(LinkMessage message)
    {
        Sent++;
        switch (pending)
        {
            case null: pending = message; break;
            case LinkMessage first: pending = new List<LinkMessage> { first, message }; break;
            default: ((List<LinkMessage>)pending).Add(message); break;
        }
    }

    /// <summary>The waiting message with a number between <see cref="Confirmed"/> and <see cref="Sent"/>.</summary>
    public readonly LinkMessage Pending(uint sequence) =>
        pending as LinkMessage ?? ((List<LinkMessage>)pending!)[(int)(sequence - Confirmed - 1)];

    /// <summary>Drops what the other end has; a confirmation older than the last, or of what was never sent, is ignored.</summary>
    public bool Confirm(uint upTo)
    {
        if (upTo <= Confirmed || upTo > Sent) return false;
        if (pending is List<LinkMessage> list)
        {
            list.RemoveRange(0, (int)(upTo - Confirmed));
            pending = list.Count switch { 0 => null, 1 => list[0], _ => list };
        }
        else
        {
            pending = null;
        }
        Confirmed = upTo;
        if (Transmitted < upTo) Transmitted = upTo;
        return true;
    }

    /// <summary>The waiting messages, in order.</summary>
    public readonly LinkMessage[] ToPendingArray()
    {
        if (PendingCount == 0) return [];
        var messages = new LinkMessage[PendingCount];
        for (var i = 0; i < messages.Length; i++) messages[i] = Pending(Confirmed + 1 + (uint)i);
        return messages;
    }

    /// <summary>The outbox as it was: confirmed up to a number, and what waits after it.</summary>
    public void Restore(uint confirmed, LinkMessage[] waiting)
    {
        Sent = Confirmed = Transmitted = confirmed;
        foreach (var message in waiting) Enqueue(message);
    }

    /// <summary>Makes everything unconfirmed wait for transmission again.</summary>
    public void Rewind() => Transmitted = Confirmed;
}
