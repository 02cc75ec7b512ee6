using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of messages that wait in an outbox while a snapshot is taken. Tags follow the rule of <see cref="EventCodec"/>.</summary>
internal static class MessageCodec
{
    private enum Tag : byte
    {
        OpenUnit = 1,
        DeliverDirective = 2,
        ReviseDirective = 3,
        CancelDirective = 4,
        RetireDirective = 5,
    }

    public static void Write(ByteWriter to, SpecWriter specs, LinkMessage message)
    {
        switch (message)
        {
            case OpenUnit m:
                to.Byte((byte)Tag.OpenUnit);
                DefinitionCodec.WritePlace(to, m.Place);
                DefinitionCodec.Write(to, m.Definition);
                EventCodec.WriteSpecs(to, specs, m.Directives);
                break;
            case DeliverDirective m: to.Byte((byte)Tag.DeliverDirective); specs.Write(to, m.Spec); break;
            case ReviseDirective m: to.Byte((byte)Tag.ReviseDirective); specs.Write(to, m.Spec); break;
            case CancelDirective m: to.Byte((byte)Tag.CancelDirective); IdCodec.Write(to, m.Directive); break;
            case RetireDirective m: to.Byte((byte)Tag.RetireDirective); IdCodec.Write(to, m.Directive); break;
            default:
                if (!CaseMessageCodec.TryWrite(to, specs, message) && !HolderMessageCodec.TryWrite(to, message)) throw new InvalidOperationException($"{message.GetType().Name} has no bytes.");
                break;
        }
    }

    public static LinkMessage Read(ref ByteReader from, SpecReader specs, NamePool names)
    {
        var tag = (Tag)from.Byte();
        return tag switch
        {
            Tag.OpenUnit => new OpenUnit(DefinitionCodec.ReadPlace(ref from), DefinitionCodec.Read(ref from, names), EventCodec.ReadSpecs(ref from, specs)),
            Tag.DeliverDirective => new DeliverDirective(specs.Read(ref from)),
            Tag.ReviseDirective => new ReviseDirective(specs.Read(ref from)),
            Tag.CancelDirective => new CancelDirective(IdCodec.ReadDirective(ref from)),
            Tag.RetireDirective => new RetireDirective(IdCodec.ReadDirective(ref from)),
            _ => CaseMessageCodec.TryRead((byte)tag, ref from, specs) ?? HolderMessageCodec.TryRead((byte)tag, ref from, names)
                ?? throw new CodecException($"Message tag {(byte)tag} is unknown to this program: the data was written by a newer one."),
        };
    }
}
