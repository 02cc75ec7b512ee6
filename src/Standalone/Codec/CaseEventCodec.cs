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
                Arrived(to, Tag.MessagePassed, e.From, e.Sequence);
                CaseCodec.WriteMove(to, e.To);
                MessageCodec.Write(to, specs, e.Message);
                break;
            case CaseRaised e: to.Byte((byte)Tag.CaseRaised); specs.Cases.Write(to, e.Spec); break;
            case CaseReceived e:
                Arrived(to, Tag.CaseReceived, e.From, e.Sequence);
                CaseMessageCodec.WriteTransfer(to, specs.Cases, e.Transfer);
                to.Signed(e.Due.Milliseconds);
                break;
            case CaseNoted e: Arrived(to, Tag.CaseNoted, e.From, e.Sequence); CaseMessageCodec.WriteNotice(to, e.Notice); break;
            case CaseTaken e: About(to, Tag.CaseTaken, e.Case); CaseCodec.WriteHolder(to, e.By); break;
            case CaseScheduled e: Acted(to, Tag.CaseScheduled, e.Case, e.By, e.Text); to.Signed(e.Until.Milliseconds); break;
            case CaseAnswered e: Acted(to, Tag.CaseAnswered, e.Case, e.By, e.Text); break;
            case CaseReferred e:
                Acted(to, Tag.CaseReferred, e.Case, e.By, e.Text);
                to.Unsigned((ulong)e.To.Value);
                CaseCodec.WriteRoute(to, e.Way);
                break;
            case CaseFoundDuplicate e: About(to, Tag.CaseFoundDuplicate, e.Case); CaseCodec.WriteHolder(to, e.By); CaseCodec.WriteId(to, e.Of); break;
            case CaseEscalated e: About(to, Tag.CaseEscalated, e.Case); break;
            case CaseWithdrawn e: Arrived(to, Tag.CaseWithdrawn, e.From, e.Sequence); CaseCodec.WriteId(to, e.Case); break;
            case CaseConfirmed e: About(to, Tag.CaseConfirmed, e.Case); break;
            case CaseReopened e: About(to, Tag.CaseReopened, e.Case); to.Byte(e.Floor.Index); CaseCodec.WriteText(to, e.Text); break;
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
                var (link, number, to) = (CaseCodec.ReadMove(ref from), Sequence(ref from), CaseCodec.ReadMove(ref from));
                return MessageCodec.Read(ref from, specs, names) is RoutedMessage routed ? new MessagePassed(link, number, to, routed)
                    : throw new CodecException("A message without a route was passed on.");
            case Tag.CaseRaised: return new CaseRaised(specs.Cases.Read(ref from));
            case Tag.CaseReceived:
                return new CaseReceived(CaseCodec.ReadMove(ref from), Sequence(ref from), CaseMessageCodec.ReadTransfer(ref from, specs.Cases), new Instant(from.Signed()));
            case Tag.CaseNoted: return new CaseNoted(CaseCodec.ReadMove(ref from), Sequence(ref from), CaseMessageCodec.ReadNotice(ref from));
            case Tag.CaseTaken: return new CaseTaken(CaseCodec.ReadId(ref from), CaseCodec.ReadHolder(ref from));
            case Tag.CaseScheduled:
                var (scheduled, scheduler, told) = ReadActed(ref from);
                return new CaseScheduled(scheduled, scheduler, new Instant(from.Signed()), told);
            case Tag.CaseAnswered:
                var (answered, author, answer) = ReadActed(ref from);
                return new CaseAnswered(answered, author, answer);
            case Tag.CaseReferred:
                var (referred, referrer, reason) = ReadActed(ref from);
                return new CaseReferred(referred, referrer, new UnitId((long)from.Unsigned()), CaseCodec.ReadRoute(ref from), reason);
            case Tag.CaseFoundDuplicate: return new CaseFoundDuplicate(CaseCodec.ReadId(ref from), CaseCodec.ReadHolder(ref from), CaseCodec.ReadId(ref from));
            case Tag.CaseEscalated: return new CaseEscalated(CaseCodec.ReadId(ref from));
            case Tag.CaseWithdrawn: return new CaseWithdrawn(CaseCodec.ReadMove(ref from), Sequence(ref from), CaseCodec.ReadId(ref from));
            case Tag.CaseConfirmed: return new CaseConfirmed(CaseCodec.ReadId(ref from));
            case Tag.CaseReopened: return new CaseReopened(CaseCodec.ReadId(ref from), new Level(from.Byte()), CaseCodec.ReadText(ref from));
            case Tag.CaseWithdrawalRequested: return new CaseWithdrawalRequested(CaseCodec.ReadId(ref from));
            case Tag.CaseRetired: return new CaseRetired(CaseCodec.ReadFile(ref from, specs.Cases));
            default: return null;
        }
    }

    private static void Arrived(ByteWriter to, Tag tag, Move from, LinkSequence sequence)
    {
        to.Byte((byte)tag);
        CaseCodec.WriteMove(to, from);
        to.Unsigned(sequence.Value);
    }

    private static void About(ByteWriter to, Tag tag, CaseId id)
    {
        to.Byte((byte)tag);
        CaseCodec.WriteId(to, id);
    }

    private static void Acted(ByteWriter to, Tag tag, CaseId id, HolderId by, TextId text)
    {
        About(to, tag, id);
        CaseCodec.WriteHolder(to, by);
        CaseCodec.WriteText(to, text);
    }

    private static (CaseId, HolderId, TextId) ReadActed(ref ByteReader from) =>
        (CaseCodec.ReadId(ref from), CaseCodec.ReadHolder(ref from), CaseCodec.ReadText(ref from));

    private static LinkSequence Sequence(ref ByteReader from) => new(from.UInt32());
}
