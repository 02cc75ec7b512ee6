using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of messages about assignments, in outboxes and in events. Tags follow the rule of <see cref="EventCodec"/>.</summary>
internal static class HolderMessageCodec
{
    private enum Tag : byte
    {
        DutyOffer = 32,
        DutyRevision = 33,
        DutyReply = 34,
    }

    /// <summary>Writes a message; false when it is of another family.</summary>
    public static bool TryWrite(ByteWriter to, LinkMessage message)
    {
        switch (message)
        {
            case DutyOffer m:
                to.Byte((byte)Tag.DutyOffer);
                to.Unsigned((ulong)m.Unit.Value);
                to.Byte(m.HomeLevel.Index);
                HolderCodec.WriteTerms(to, m.Terms);
                break;
            case DutyRevision m: to.Byte((byte)Tag.DutyRevision); HolderCodec.WriteTerms(to, m.Terms); break;
            case DutyReply m:
                to.Byte((byte)Tag.DutyReply);
                HolderCodec.WriteAssignmentId(to, m.Assignment);
                to.Unsigned((ulong)m.Unit.Value);
                to.Byte((byte)m.State);
                break;
            default: return false;
        }
        var routed = (RoutedMessage)message;
        CaseCodec.WriteRoute(to, routed.Ahead);
        CaseCodec.WriteRoute(to, routed.Behind);
        return true;
    }

    /// <summary>Reads what follows a tag; null when it is of another family.</summary>
    public static LinkMessage? TryRead(byte tag, ref ByteReader from, NamePool names) => (Tag)tag switch
    {
        Tag.DutyOffer => new DutyOffer(
            new UnitId((long)from.Unsigned()), new Level(from.Byte()), HolderCodec.ReadTerms(ref from, names), CaseCodec.ReadRoute(ref from), CaseCodec.ReadRoute(ref from)),
        Tag.DutyRevision => new DutyRevision(HolderCodec.ReadTerms(ref from, names), CaseCodec.ReadRoute(ref from), CaseCodec.ReadRoute(ref from)),
        Tag.DutyReply => new DutyReply(
            HolderCodec.ReadAssignmentId(ref from), new UnitId((long)from.Unsigned()), (HeldState)from.Byte(), CaseCodec.ReadRoute(ref from), CaseCodec.ReadRoute(ref from)),
        _ => null,
    };
}
