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
                IdCodec.Write(to, m.Unit);
                to.Byte(m.HomeLevel.Index);
                HolderCodec.WriteTerms(to, m.Terms);
                break;
            case DutyRevision m: to.Byte((byte)Tag.DutyRevision); HolderCodec.WriteTerms(to, m.Terms); break;
            case DutyReply m:
                to.Byte((byte)Tag.DutyReply);
                IdCodec.Write(to, m.Assignment);
                IdCodec.Write(to, m.Unit);
                to.Byte((byte)m.State);
                break;
            default: return false;
        }
        var routed = (RoutedMessage)message;
        LinkCodec.WriteRoutes(to, routed);
        return true;
    }

    /// <summary>Reads what follows a tag; null when it is of another family.</summary>
    public static LinkMessage? TryRead(byte tag, ref ByteReader from, NamePool names) => (Tag)tag switch
    {
        Tag.DutyOffer => new DutyOffer(
            IdCodec.ReadUnit(ref from), new Level(from.Byte()), HolderCodec.ReadTerms(ref from, names), LinkCodec.ReadRoute(ref from),
            LinkCodec.ReadRoute(ref from)),
        Tag.DutyRevision => new DutyRevision(
            HolderCodec.ReadTerms(ref from, names), LinkCodec.ReadRoute(ref from), LinkCodec.ReadRoute(ref from)),
        Tag.DutyReply => new DutyReply(
            IdCodec.ReadAssignment(ref from), IdCodec.ReadUnit(ref from), (HeldState)from.Byte(), LinkCodec.ReadRoute(ref from),
            LinkCodec.ReadRoute(ref from)),
        _ => null,
    };
}
