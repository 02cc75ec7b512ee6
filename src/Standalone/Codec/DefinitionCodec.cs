using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of what a unit is and where it sits.</summary>
internal static class DefinitionCodec
{
    private const byte HasCode = 1;
    private const byte IsSynthetic = 2;

    public static void Write(ByteWriter to, UnitDefinition definition)
    {
        IdCodec.Write(to, definition.Id);
        to.Byte(definition.Kind.Index);
        to.Text(definition.Name);
        to.Unsigned(definition.Opened.DayNumber);
        to.Byte((byte)((definition.Code is null ? 0 : HasCode) | (definition.Synthetic ? IsSynthetic : 0)));
        if (definition.Code is { } code) to.Text(code);
        WriteIds(to, definition.Predecessors);
    }

    public static UnitDefinition Read(ref ByteReader from, NamePool names)
    {
        var id = IdCodec.ReadUnit(ref from);
        var kind = new KindIndex(from.Byte());
        var name = from.Text(names);
        var opened = Day(from.Int32());
        var flags = from.Byte();
        var code = (flags & HasCode) != 0 ? from.Text() : null;
        return new UnitDefinition(id, kind, name, opened, code, (flags & IsSynthetic) != 0, ReadIds(ref from));
    }

    public static void WritePlace(ByteWriter to, UnitPlace place)
    {
        IdCodec.Write(to, place.Parent);
        to.Unsigned(place.IndexInParent);
        to.Unsigned(place.Depth);
    }

    public static UnitPlace ReadPlace(ref ByteReader from) => new(IdCodec.ReadUnit(ref from), from.Int32(), from.Int32());

    public static void WriteIds(ByteWriter to, UnitId[] ids)
    {
        to.Unsigned(ids.Length);
        foreach (var id in ids) IdCodec.Write(to, id);
    }

    public static UnitId[] ReadIds(ref ByteReader from)
    {
        var count = from.Count();
        if (count == 0) return [];
        var ids = new UnitId[count];
        for (var i = 0; i < count; i++) ids[i] = IdCodec.ReadUnit(ref from);
        return ids;
    }

    public static DateOnly Day(int number) =>
        number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(number) : throw new CodecException($"{number} is no day.");
}
