using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>What a snapshot holds of a home unit and of a unit held; see <see cref="DeskParts"/>.</summary>
internal static class HolderSnapshotCodec
{
    /// <summary>Empties the parts of a carrier that held another unit.</summary>
    public static void Clear(UnitSnapshot unit)
    {
        (unit.LastHolderNumber, unit.LastAssignmentNumber, unit.HomeDay, unit.DutyDay) = (0, 0, default, default);
        (unit.Officials, unit.Teams, unit.Assignments, unit.Duties) = ([], [], [], []);
    }

    public static void WriteHome(ByteWriter to, UnitSnapshot unit)
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

    public static void ReadHome(ref ByteReader from, UnitSnapshot unit, NamePool names)
    {
        (unit.LastHolderNumber, unit.LastAssignmentNumber, unit.HomeDay) = (from.Int32(), from.Int32(), DefinitionCodec.Day(from.Int32()));
        unit.Officials = new Official[from.Count()];
        for (var i = 0; i < unit.Officials.Length; i++) unit.Officials[i] = HolderCodec.ReadOfficial(ref from, names);
        unit.Teams = new Team[from.Count()];
        for (var i = 0; i < unit.Teams.Length; i++) unit.Teams[i] = HolderCodec.ReadTeam(ref from);
        unit.Assignments = new Assignment[from.Count()];
        for (var i = 0; i < unit.Assignments.Length; i++) unit.Assignments[i] = HolderCodec.ReadAssignment(ref from, names);
    }

    public static void WriteDuties(ByteWriter to, UnitSnapshot unit)
    {
        to.Unsigned(unit.DutyDay.DayNumber);
        to.Unsigned(unit.Duties.Length);
        foreach (var duty in unit.Duties) HolderCodec.WriteDuty(to, duty);
    }

    public static void ReadDuties(ref ByteReader from, UnitSnapshot unit, NamePool names)
    {
        unit.DutyDay = DefinitionCodec.Day(from.Int32());
        unit.Duties = new Duty[from.Count()];
        for (var i = 0; i < unit.Duties.Length; i++) unit.Duties[i] = HolderCodec.ReadDuty(ref from, names);
    }
}
