using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of officials, teams, assignments and duties. Whoever belongs to a home unit is written by number where the home is known.</summary>
internal static class HolderCodec
{
    public static void WriteOfficial(ByteWriter to, Official official)
    {
        IdCodec.Write(to, official.Id);
        to.Text(official.Name);
        WriteTexts(to, official.Posts);
        to.Unsigned(official.LoadLimit);
        WritePeriods(to, official.Leaves);
        to.Signed(official.EndedAt.Milliseconds);
    }

    public static Official ReadOfficial(ref ByteReader from, NamePool names) => new(
        IdCodec.ReadHolder(ref from), from.Text(), ReadTexts(ref from, names), from.Int32(), ReadPeriods(ref from),
        new Instant(from.Signed()));

    public static void WriteTeam(ByteWriter to, Team team)
    {
        IdCodec.Write(to, team.Id);
        to.Text(team.Name);
        WriteMembers(to, team.Members);
        to.Signed(team.EndedAt.Milliseconds);
    }

    public static Team ReadTeam(ref ByteReader from)
    {
        var id = IdCodec.ReadHolder(ref from);
        return new Team(id, from.Text(), ReadMembers(ref from, id.Home), new Instant(from.Signed()));
    }

    public static void WriteAssignment(ByteWriter to, Assignment assignment)
    {
        IdCodec.Write(to, assignment.Id);
        to.Unsigned(assignment.Holder.Number);
        to.Text(assignment.Role);
        to.Byte(assignment.Exclusive ? (byte)1 : (byte)0);
        WriteTerm(to, assignment.From, assignment.To);
        to.Text(assignment.SetName ?? "");
        to.Unsigned(assignment.Units.Length);
        foreach (ref readonly var held in assignment.Units.AsSpan())
        {
            IdCodec.Write(to, held.Unit);
            LinkCodec.Write(to, held.Way);
            to.Byte((byte)held.State);
        }
        to.Signed(assignment.EndedAt.Milliseconds);
    }

    public static Assignment ReadAssignment(ref ByteReader from, NamePool names)
    {
        var id = IdCodec.ReadAssignment(ref from);
        var (holder, role, exclusive) = (new HolderId(id.Home, from.Int32()), from.Text(names), from.Byte() != 0);
        var (first, last) = ReadTerm(ref from);
        // A set's name has at least one character, so the empty text stands for none.
        var set = from.Text();
        var units = new HeldUnit[from.Count()];
        for (var i = 0; i < units.Length; i++)
            units[i] = new HeldUnit(IdCodec.ReadUnit(ref from), LinkCodec.ReadRoute(ref from), (HeldState)from.Byte());
        return new Assignment(id, holder, role, exclusive, first, last, set.Length == 0 ? null : set, units, new Instant(from.Signed()));
    }

    public static void WriteTerms(ByteWriter to, DutyTerms terms)
    {
        IdCodec.Write(to, terms.Assignment);
        to.Unsigned(terms.Holder.Number);
        to.Text(terms.Role);
        to.Byte(terms.Exclusive ? (byte)1 : (byte)0);
        WriteTerm(to, terms.From, terms.To);
        WritePeriods(to, terms.Absences);
        WriteMembers(to, terms.Members);
    }

    public static DutyTerms ReadTerms(ref ByteReader from, NamePool names)
    {
        var id = IdCodec.ReadAssignment(ref from);
        var (holder, role, exclusive) = (new HolderId(id.Home, from.Int32()), from.Text(names), from.Byte() != 0);
        var (first, last) = ReadTerm(ref from);
        return new DutyTerms(id, holder, role, exclusive, first, last, ReadPeriods(ref from), ReadMembers(ref from, id.Home));
    }

    public static void WriteDuty(ByteWriter to, Duty duty)
    {
        WriteTerms(to, duty.Terms);
        LinkCodec.Write(to, duty.Home);
        to.Signed(duty.EndedAt.Milliseconds);
    }

    public static Duty ReadDuty(ref ByteReader from, NamePool names) =>
        new(ReadTerms(ref from, names), LinkCodec.ReadRoute(ref from), new Instant(from.Signed()));

    public static void WriteTexts(ByteWriter to, string[] texts)
    {
        to.Unsigned(texts.Length);
        foreach (var text in texts) to.Text(text);
    }

    public static string[] ReadTexts(ref ByteReader from, NamePool names)
    {
        var texts = from.Count() is var count and > 0 ? new string[count] : [];
        for (var i = 0; i < texts.Length; i++) texts[i] = from.Text(names);
        return texts;
    }

    public static void WriteMembers(ByteWriter to, HolderId[] members)
    {
        to.Unsigned(members.Length);
        foreach (var member in members) to.Unsigned(member.Number);
    }

    public static HolderId[] ReadMembers(ref ByteReader from, UnitId home)
    {
        var members = from.Count() is var count and > 0 ? new HolderId[count] : [];
        for (var i = 0; i < members.Length; i++) members[i] = new HolderId(home, from.Int32());
        return members;
    }

    public static void WritePeriod(ByteWriter to, LeavePeriod period)
    {
        to.Unsigned(period.From.DayNumber);
        to.Unsigned(period.To.DayNumber);
    }

    public static LeavePeriod ReadPeriod(ref ByteReader from) => new(DefinitionCodec.Day(from.Int32()), DefinitionCodec.Day(from.Int32()));

    /// <summary>A day or none: 0, or the day's number and one.</summary>
    public static void WriteDay(ByteWriter to, DateOnly? day) => to.Unsigned(day is { } some ? some.DayNumber + 1 : 0);

    public static DateOnly? ReadDay(ref ByteReader from) => from.Int32() is var value and > 0 ? DefinitionCodec.Day(value - 1) : null;

    private static void WritePeriods(ByteWriter to, LeavePeriod[] periods)
    {
        to.Unsigned(periods.Length);
        foreach (var period in periods) WritePeriod(to, period);
    }

    private static LeavePeriod[] ReadPeriods(ref ByteReader from)
    {
        var periods = from.Count() is var count and > 0 ? new LeavePeriod[count] : [];
        for (var i = 0; i < periods.Length; i++) periods[i] = ReadPeriod(ref from);
        return periods;
    }

    private static void WriteTerm(ByteWriter to, DateOnly first, DateOnly? last)
    {
        to.Unsigned(first.DayNumber);
        WriteDay(to, last);
    }

    private static (DateOnly, DateOnly?) ReadTerm(ref ByteReader from) => (DefinitionCodec.Day(from.Int32()), ReadDay(ref from));
}
