using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>What a snapshot holds of a home unit and of a unit held, each announced by a bit.</summary>
internal static class HolderSnapshotCodec
{
    private const byte IsHome = 1;
    private const byte IsHeld = 2;

    public static bool HasParts(UnitSnapshot unit) => Parts(unit) != 0;

    public static void Write(ByteWriter to, UnitSnapshot unit)
    {
        var parts = Parts(unit);
        to.Byte(parts);
        if ((parts & IsHome) != 0) WriteHome(to, unit);
        if ((parts & IsHeld) == 0) return;
        to.Unsigned(unit.DutyDay.DayNumber);
        to.Unsigned(unit.Duties.Length);
        foreach (var duty in unit.Duties) HolderCodec.WriteDuty(to, duty);
    }

    public static void Read(ref ByteReader from, UnitSnapshot unit, NamePool names)
    {
        var parts = from.Byte();
        if (parts > (IsHome | IsHeld)) throw new CodecException($"Unit {unit.Id} has parts {parts}, unknown to this program: the data was written by a newer one.");
        if ((parts & IsHome) != 0) ReadHome(ref from, unit, names);
        if ((parts & IsHeld) == 0) return;
        unit.DutyDay = DefinitionCodec.Day(from.Int32());
        unit.Duties = new Duty[from.Count()];
        for (var i = 0; i < unit.Duties.Length; i++) unit.Duties[i] = HolderCodec.ReadDuty(ref from, names);
    }

    /// <summary>Empties the parts of a carrier that held another unit.</summary>
    public static void Clear(UnitSnapshot unit)
    {
        (unit.LastHolderNumber, unit.LastAssignmentNumber, unit.HomeDay, unit.DutyDay) = (0, 0, default, default);
        (unit.Officials, unit.Teams, unit.Assignments, unit.Duties) = ([], [], [], []);
    }

    private static byte Parts(UnitSnapshot unit) => (byte)((unit.LastHolderNumber > 0 ? IsHome : 0) | (unit.DutyDay != default ? IsHeld : 0));

    private static void WriteHome(ByteWriter to, UnitSnapshot unit)
    {
        to.Unsigned(unit.LastHolderNumber);
        to.Unsigned(unit.LastAssignmentNumber);
        to.Unsigned(unit.HomeDay.DayNumber);
        to.Unsigned(unit.Officials.Length);
        foreach (var official in unit.Officials) HolderCodec.WriteOfficial(to, official);
        to.Unsigned(unit.Teams.Length);
        foreach (var team in unit.Teams) HolderCodec.WriteTeam(to, team);
        to.Unsigned(unit.Assignments.Length);
        foreach (var assignment in unit.Assignments) HolderCodec.WriteAssignment(to, assignment);
    }

    private static void ReadHome(ref ByteReader from, UnitSnapshot unit, NamePool names)
    {
        (unit.LastHolderNumber, unit.LastAssignmentNumber, unit.HomeDay) = (from.Int32(), from.Int32(), DefinitionCodec.Day(from.Int32()));
        unit.Officials = new Official[from.Count()];
        for (var i = 0; i < unit.Officials.Length; i++) unit.Officials[i] = HolderCodec.ReadOfficial(ref from, names);
        unit.Teams = new Team[from.Count()];
        for (var i = 0; i < unit.Teams.Length; i++) unit.Teams[i] = HolderCodec.ReadTeam(ref from);
        unit.Assignments = new Assignment[from.Count()];
        for (var i = 0; i < unit.Assignments.Length; i++) unit.Assignments[i] = HolderCodec.ReadAssignment(ref from, names);
    }
}
