using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// The bytes of events. A tag is never reused and the fields behind it never change: a changed event gets a new tag and the old
/// one is still read. An unknown tag refuses to load. Golden files in the tests pin every tag.
/// </summary>
internal static class EventCodec
{
    private enum Tag : byte
    {
        UnitOpened = 1,
        ChildrenLinked = 2,
        UnitRenamed = 3,
        UnitCodeChanged = 4,
        UnitClosed = 5,
        DirectiveIssued = 16,
        DirectiveDelivered = 17,
        DirectiveRevised = 18,
        DirectiveCancelled = 19,
        DirectiveAcknowledged = 20,
        DirectiveCompleted = 21,
        DirectiveFulfilled = 22,
        DirectiveUnfulfilled = 23,
        DirectiveRetired = 24,
        MessageIgnored = 32,
        AscentIgnored = 34,
    }

    public static void Write(ByteWriter to, SpecWriter specs, UnitEvent fact)
    {
        switch (fact)
        {
            case DirectiveDelivered e: Start(to, Tag.DirectiveDelivered, e.Sequence); specs.Write(to, e.Spec); break;
            case DirectiveAcknowledged e: About(to, Tag.DirectiveAcknowledged, e.Directive); break;
            case DirectiveCompleted e: About(to, Tag.DirectiveCompleted, e.Directive); break;
            case DirectiveFulfilled e: About(to, Tag.DirectiveFulfilled, e.Directive); break;
            case DirectiveUnfulfilled e: About(to, Tag.DirectiveUnfulfilled, e.Directive); break;
            case DirectiveIssued e: to.Byte((byte)Tag.DirectiveIssued); specs.Write(to, e.Spec); WriteText(to, e.Text); break;
            case DirectiveRevised e:
                Start(to, Tag.DirectiveRevised, e.Sequence);
                specs.Write(to, e.Spec);
                to.Byte(e.Text is null ? (byte)0 : (byte)1);
                if (e.Text is { } text) WriteText(to, text);
                break;
            case DirectiveCancelled e: Start(to, Tag.DirectiveCancelled, e.Sequence); IdCodec.Write(to, e.Directive); break;
            case DirectiveRetired e: Start(to, Tag.DirectiveRetired, e.Sequence); IdCodec.Write(to, e.Directive); break;
            case MessageIgnored { From.IsUp: true } e: Start(to, Tag.MessageIgnored, e.Sequence); break;
            case MessageIgnored e:
                Start(to, Tag.AscentIgnored, e.Sequence);
                LinkCodec.Write(to, e.From);
                break;
            case UnitOpened e:
                Start(to, Tag.UnitOpened, e.Sequence);
                DefinitionCodec.WritePlace(to, e.Place);
                DefinitionCodec.Write(to, e.Definition);
                WriteSpecs(to, specs, e.Directives);
                break;
            case ChildrenLinked e:
                to.Byte((byte)Tag.ChildrenLinked);
                to.Unsigned(e.Children.Length);
                foreach (var child in e.Children) DefinitionCodec.Write(to, child);
                break;
            case UnitRenamed e: to.Byte((byte)Tag.UnitRenamed); to.Text(e.Name); break;
            case UnitCodeChanged e: to.Byte((byte)Tag.UnitCodeChanged); to.Text(e.Code); to.Unsigned(e.ValidFrom.DayNumber); break;
            case UnitClosed e: to.Byte((byte)Tag.UnitClosed); to.Unsigned(e.On.DayNumber); DefinitionCodec.WriteIds(to, e.Successors); break;
            default:
                if (!CaseEventCodec.TryWrite(to, specs, fact) && !HolderEventCodec.TryWrite(to, fact) && !ReportCodec.TryWrite(to, fact))
                    throw new InvalidOperationException($"{fact.GetType().Name} has no bytes.");
                break;
        }
    }

    public static UnitEvent Read(ref ByteReader from, SpecReader specs, NamePool names)
    {
        var tag = (Tag)from.Byte();
        switch (tag)
        {
            case Tag.DirectiveDelivered: return specs.Delivered(LinkCodec.ReadSequence(ref from), specs.Read(ref from));
            case Tag.DirectiveAcknowledged: return new DirectiveAcknowledged(IdCodec.ReadDirective(ref from));
            case Tag.DirectiveCompleted: return new DirectiveCompleted(IdCodec.ReadDirective(ref from));
            case Tag.DirectiveFulfilled: return new DirectiveFulfilled(IdCodec.ReadDirective(ref from));
            case Tag.DirectiveUnfulfilled: return new DirectiveUnfulfilled(IdCodec.ReadDirective(ref from));
            case Tag.DirectiveIssued: return new DirectiveIssued(specs.Read(ref from), ReadText(ref from));
            case Tag.DirectiveRevised:
                return new DirectiveRevised(LinkCodec.ReadSequence(ref from), specs.Read(ref from), from.Byte() == 0 ? null : ReadText(ref from));
            case Tag.DirectiveCancelled: return new DirectiveCancelled(LinkCodec.ReadSequence(ref from), IdCodec.ReadDirective(ref from));
            case Tag.DirectiveRetired: return new DirectiveRetired(LinkCodec.ReadSequence(ref from), IdCodec.ReadDirective(ref from));
            case Tag.MessageIgnored: return new MessageIgnored(Move.Up, LinkCodec.ReadSequence(ref from));
            case Tag.AscentIgnored:
                var ignored = LinkCodec.ReadSequence(ref from);
                return new MessageIgnored(LinkCodec.ReadMove(ref from), ignored);
            case Tag.UnitOpened:
                return new UnitOpened(
                    LinkCodec.ReadSequence(ref from), DefinitionCodec.ReadPlace(ref from), DefinitionCodec.Read(ref from, names), ReadSpecs(ref from, specs));
            case Tag.ChildrenLinked:
                var children = new UnitDefinition[from.Count()];
                for (var i = 0; i < children.Length; i++) children[i] = DefinitionCodec.Read(ref from, names);
                return new ChildrenLinked(children);
            case Tag.UnitRenamed: return new UnitRenamed(from.Text());
            case Tag.UnitCodeChanged: return new UnitCodeChanged(from.Text(), DefinitionCodec.Day(from.Int32()));
            case Tag.UnitClosed: return new UnitClosed(DefinitionCodec.Day(from.Int32()), DefinitionCodec.ReadIds(ref from));
            default:
                return CaseEventCodec.TryRead((byte)tag, ref from, specs, names)
                    ?? HolderEventCodec.TryRead((byte)tag, ref from, names)
                    ?? ReportCodec.TryRead((byte)tag, ref from, names)
                    ?? throw new CodecException($"Event tag {(byte)tag} is unknown to this program: the data was written by a newer one.");
        }
    }

    public static void WriteSpecs(ByteWriter to, SpecWriter specs, DirectiveSpec[] list)
    {
        to.Unsigned(list.Length);
        foreach (var spec in list) specs.Write(to, spec);
    }

    public static DirectiveSpec[] ReadSpecs(ref ByteReader from, SpecReader specs)
    {
        var count = from.Count();
        if (count == 0) return [];
        var list = new DirectiveSpec[count];
        for (var i = 0; i < count; i++) list[i] = specs.Read(ref from);
        return list;
    }

    public static void WriteText(ByteWriter to, DirectiveText text)
    {
        to.Text(text.Title);
        to.Text(text.Body);
    }

    public static DirectiveText ReadText(ref ByteReader from) => new(from.Text(), from.Text());

    private static void Start(ByteWriter to, Tag tag, LinkSequence sequence)
    {
        to.Byte((byte)tag);
        LinkCodec.Write(to, sequence);
    }

    private static void About(ByteWriter to, Tag tag, DirectiveId directive)
    {
        to.Byte((byte)tag);
        IdCodec.Write(to, directive);
    }
}
