using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of messages about cases, in outboxes and in events. Tags follow the rule of <see cref="EventCodec"/>.</summary>
internal static class CaseMessageCodec
{
    private enum Tag : byte
    {
        CaseTransfer = 16,
        CaseNotice = 17,
        CaseWithdrawal = 18,
    }

    /// <summary>Writes a message; false when it is of another family.</summary>
    public static bool TryWrite(ByteWriter to, SpecWriter specs, LinkMessage message)
    {
        switch (message)
        {
            case CaseTransfer m: to.Byte((byte)Tag.CaseTransfer); WriteTransfer(to, specs.Cases, m); break;
            case CaseNotice m: to.Byte((byte)Tag.CaseNotice); WriteNotice(to, m); break;
            case CaseWithdrawal m:
                to.Byte((byte)Tag.CaseWithdrawal);
                IdCodec.Write(to, m.Case);
                to.Unsigned(m.Opening);
                LinkCodec.WriteRoutes(to, m);
                break;
            default: return false;
        }
        return true;
    }

    /// <summary>Reads what follows a tag; null when it is of another family.</summary>
    public static LinkMessage? TryRead(byte tag, ref ByteReader from, SpecReader specs) => (Tag)tag switch
    {
        Tag.CaseTransfer => ReadTransfer(ref from, specs.Cases),
        Tag.CaseNotice => ReadNotice(ref from),
        Tag.CaseWithdrawal => new CaseWithdrawal(
            IdCodec.ReadCase(ref from), from.Int32(), LinkCodec.ReadRoute(ref from), LinkCodec.ReadRoute(ref from)),
        _ => null,
    };

    public static void WriteTransfer(ByteWriter to, CaseWriter cases, CaseTransfer transfer)
    {
        cases.Write(to, transfer.Spec);
        to.Unsigned(transfer.Opening);
        to.Unsigned(transfer.Acts);
        to.Byte((byte)transfer.Status);
        to.Byte(transfer.Floor.Index);
        IdCodec.Write(to, transfer.To);
        LinkCodec.WriteRoutes(to, transfer);
    }

    public static CaseTransfer ReadTransfer(ref ByteReader from, CaseReader cases) => new(
        cases.Read(ref from), from.Int32(), from.Int32(), (CaseStatus)from.Byte(), new Level(from.Byte()), IdCodec.ReadUnit(ref from),
        LinkCodec.ReadRoute(ref from), LinkCodec.ReadRoute(ref from));

    public static void WriteNotice(ByteWriter to, CaseNotice notice)
    {
        IdCodec.Write(to, notice.Case);
        to.Unsigned(notice.Opening);
        CaseCodec.WriteStep(to, notice.Step);
        LinkCodec.WriteRoutes(to, notice);
    }

    public static CaseNotice ReadNotice(ref ByteReader from) => new(
        IdCodec.ReadCase(ref from), from.Int32(), CaseCodec.ReadStep(ref from), LinkCodec.ReadRoute(ref from),
        LinkCodec.ReadRoute(ref from));
}
