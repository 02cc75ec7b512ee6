using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of ids. Most are a unit's id and a number that the unit gave.</summary>
internal static class IdCodec
{
    public static void Write(ByteWriter to, UnitId id) => to.Unsigned((ulong)id.Value);

    public static UnitId ReadUnit(ref ByteReader from) => new((long)from.Unsigned());

    public static void Write(ByteWriter to, DirectiveId id) => Write(to, id.Issuer, id.Number);

    public static DirectiveId ReadDirective(ref ByteReader from) => new(ReadUnit(ref from), from.Int32());

    public static void Write(ByteWriter to, CaseId id) => Write(to, id.Origin, id.Number);

    public static CaseId ReadCase(ref ByteReader from) => new(ReadUnit(ref from), from.Int32());

    public static void Write(ByteWriter to, AssignmentId id) => Write(to, id.Home, id.Number);

    public static AssignmentId ReadAssignment(ref ByteReader from) => new(ReadUnit(ref from), from.Int32());

    /// <summary>A holder or none. Most of what could name one names none, which takes a byte: no unit, and no number behind it.</summary>
    public static void Write(ByteWriter to, HolderId id)
    {
        Write(to, id.Home);
        if (id.Home.IsValid) to.Unsigned(id.Number);
    }

    public static HolderId ReadHolder(ref ByteReader from) =>
        ReadUnit(ref from) is { IsValid: true } home ? new HolderId(home, from.Int32()) : HolderId.None;

    /// <summary>A text or none, told by the first byte.</summary>
    public static void Write(ByteWriter to, TextId id)
    {
        to.Byte(id.IsValid ? (byte)1 : (byte)0);
        if (!id.IsValid) return;
        to.Fixed(id.High);
        to.Fixed(id.Low);
    }

    public static TextId ReadText(ref ByteReader from) => from.Byte() == 0 ? TextId.None : new TextId(from.Fixed(), from.Fixed());

    private static void Write(ByteWriter to, UnitId unit, int number)
    {
        Write(to, unit);
        to.Unsigned(number);
    }
}
