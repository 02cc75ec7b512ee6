using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of events about cases and of messages passed on. Tags follow the rule of <see cref="EventCodec"/>.</summary>
internal static class CaseEventCodec
{
    private enum Tag : byte
    {
        MessagePassed = 33,
        CaseRaised = 48,
        CaseReceived = 49,
        CaseTaken = 50,
        CaseScheduled = 51,
        CaseAnswered = 52,
        CaseReferred = 53,
        CaseFoundDuplicate = 54,
        CaseEscalated = 55,
        CaseWithdrawn = 56,
        CaseNoted = 57,
        CaseConfirmed = 58,
        CaseReopened = 59,
        CaseWithdrawalRequested = 60,
        CaseRetired = 61,
    }

    /// <summary>Writes an event; false when it is of another family.</summary>
    public static bool TryWrite(ByteWriter to, SpecWriter specs, UnitEvent fact)
    {
        switch (fact)
        {
            case MessagePassed e:
                to.Byte((byte)Tag.MessagePassed);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                LinkCodec.Write(to, e.To);
                MessageCodec.Write(to, specs, e.Message);
                break;
            case CaseRaised e: to.Byte((byte)Tag.CaseRaised); specs.Cases.Write(to, e.Spec); break;
            case CaseReceived e:
                to.Byte((byte)Tag.CaseReceived);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                CaseMessageCodec.WriteTransfer(to, specs.Cases, e.Transfer);
                to.Signed(e.Due.Milliseconds);
                break;
            case CaseNoted e:
                to.Byte((byte)Tag.CaseNoted);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                CaseMessageCodec.WriteNotice(to, e.Notice);
                break;
            case CaseTaken e: About(to, Tag.CaseTaken, e.Case); IdCodec.Write(to, e.By); break;
            case CaseScheduled e: Acted(to, Tag.CaseScheduled, e.Case, e.By, e.Text); to.Signed(e.Until.Milliseconds); break;
            case CaseAnswered e: Acted(to, Tag.CaseAnswered, e.Case, e.By, e.Text); break;
            case CaseReferred e:
                Acted(to, Tag.CaseReferred, e.Case, e.By, e.Text);
                IdCodec.Write(to, e.To);
                LinkCodec.Write(to, e.Way);
                break;
            case CaseFoundDuplicate e:
                About(to, Tag.CaseFoundDuplicate, e.Case);
                IdCodec.Write(to, e.By);
                IdCodec.Write(to, e.Of);
                break;
            case CaseEscalated e: About(to, Tag.CaseEscalated, e.Case); break;
            case CaseWithdrawn e:
                to.Byte((byte)Tag.CaseWithdrawn);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                IdCodec.Write(to, e.Case);
                break;
            case CaseConfirmed e: About(to, Tag.CaseConfirmed, e.Case); break;
            case CaseReopened e: About(to, Tag.CaseReopened, e.Case); to.Byte(e.Floor.Index); IdCodec.Write(to, e.Text); break;
            case CaseWithdrawalRequested e: About(to, Tag.CaseWithdrawalRequested, e.Case); break;
            case CaseRetired e: to.Byte((byte)Tag.CaseRetired); CaseCodec.WriteFile(to, specs.Cases, e.File); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Reads what follows a tag; null when it is of another family.</summary>
    public static UnitEvent? TryRead(byte tag, ref ByteReader from, SpecReader specs, NamePool names)
    {
        switch ((Tag)tag)
        {
            case Tag.MessagePassed:
                var (link, number, to) = (LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), LinkCodec.ReadMove(ref from));
                return MessageCodec.Read(ref from, specs, names) is RoutedMessage routed ? new MessagePassed(link, number, to, routed)
                    : throw new CodecException("A message without a route was passed on.");
            case Tag.CaseRaised: return new CaseRaised(specs.Cases.Read(ref from));
            case Tag.CaseReceived:
                return new CaseReceived(
                    LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), CaseMessageCodec.ReadTransfer(ref from, specs.Cases),
                    new Instant(from.Signed()));
            case Tag.CaseNoted:
                return new CaseNoted(LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), CaseMessageCodec.ReadNotice(ref from));
            case Tag.CaseTaken: return new CaseTaken(IdCodec.ReadCase(ref from), IdCodec.ReadHolder(ref from));
            case Tag.CaseScheduled:
                var (scheduled, scheduler, told) = ReadActed(ref from);
                return new CaseScheduled(scheduled, scheduler, new Instant(from.Signed()), told);
            case Tag.CaseAnswered:
                var (answered, author, answer) = ReadActed(ref from);
                return new CaseAnswered(answered, author, answer);
            case Tag.CaseReferred:
                var (referred, referrer, reason) = ReadActed(ref from);
                return new CaseReferred(referred, referrer, IdCodec.ReadUnit(ref from), LinkCodec.ReadRoute(ref from), reason);
            case Tag.CaseFoundDuplicate:
                return new CaseFoundDuplicate(IdCodec.ReadCase(ref from), IdCodec.ReadHolder(ref from), IdCodec.ReadCase(ref from));
            case Tag.CaseEscalated: return new CaseEscalated(IdCodec.ReadCase(ref from));
            case Tag.CaseWithdrawn:
                return new CaseWithdrawn(LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), IdCodec.ReadCase(ref from));
            case Tag.CaseConfirmed: return new CaseConfirmed(IdCodec.ReadCase(ref from));
            case Tag.CaseReopened: return new CaseReopened(IdCodec.ReadCase(ref from), new Level(from.Byte()), IdCodec.ReadText(ref from));
            case Tag.CaseWithdrawalRequested: return new CaseWithdrawalRequested(IdCodec.ReadCase(ref from));
            case Tag.CaseRetired: return new CaseRetired(CaseCodec.ReadFile(ref from, specs.Cases));
            default: return null;
        }
    }

    private static void About(ByteWriter to, Tag tag, CaseId id)
    {
        to.Byte((byte)tag);
        IdCodec.Write(to, id);
    }

    private static void Acted(ByteWriter to, Tag tag, CaseId id, HolderId by, TextId text)
    {
        About(to, tag, id);
        IdCodec.Write(to, by);
        IdCodec.Write(to, text);
    }

    private static (CaseId, HolderId, TextId) ReadActed(ref ByteReader from) =>
        (IdCodec.ReadCase(ref from), IdCodec.ReadHolder(ref from), IdCodec.ReadText(ref from));
}
