using HierarchySim.Core;

namespace HierarchySim.Standalone.Codec;

/// <summary>The bytes of events about officials, teams and assignments. Tags follow the rule of <see cref="EventCodec"/>.</summary>
internal static class HolderEventCodec
{
    private enum Tag : byte
    {
        OfficialRegistered = 64,
        OfficialChanged = 65,
        OfficialEnded = 66,
        TeamRegistered = 67,
        TeamChanged = 68,
        TeamEnded = 69,
        LeaveRecorded = 70,
        LeaveCancelled = 71,
        HolderAssigned = 72,
        AssignmentEnded = 73,
        AssignmentNoted = 74,
        DutyBegun = 75,
        DutyDeclined = 76,
        DutyRevised = 77,
        DayTurned = 78,
        HoldersRetired = 79,
    }

    /// <summary>Writes an event; false when it is of another family.</summary>
    public static bool TryWrite(ByteWriter to, UnitEvent fact)
    {
        switch (fact)
        {
            case OfficialRegistered e: to.Byte((byte)Tag.OfficialRegistered); HolderCodec.WriteOfficial(to, e.Official); break;
            case OfficialChanged e:
                About(to, Tag.OfficialChanged, e.Official);
                to.Text(e.Name);
                HolderCodec.WriteTexts(to, e.Posts);
                to.Unsigned(e.LoadLimit);
                break;
            case OfficialEnded e: About(to, Tag.OfficialEnded, e.Official); break;
            case TeamRegistered e: to.Byte((byte)Tag.TeamRegistered); HolderCodec.WriteTeam(to, e.Team); break;
            case TeamChanged e: About(to, Tag.TeamChanged, e.Team); to.Text(e.Name); HolderCodec.WriteMembers(to, e.Members); break;
            case TeamEnded e: About(to, Tag.TeamEnded, e.Team); break;
            case LeaveRecorded e: About(to, Tag.LeaveRecorded, e.Official); HolderCodec.WritePeriod(to, e.Leave); break;
            case LeaveCancelled e:
                About(to, Tag.LeaveCancelled, e.Official);
                to.Unsigned(e.From.DayNumber);
                HolderCodec.WriteDay(to, e.LastDay);
                break;
            case HolderAssigned e: to.Byte((byte)Tag.HolderAssigned); HolderCodec.WriteAssignment(to, e.Assignment); break;
            case AssignmentEnded e: to.Byte((byte)Tag.AssignmentEnded); IdCodec.Write(to, e.Assignment); to.Unsigned(e.On.DayNumber); break;
            case AssignmentNoted e:
                to.Byte((byte)Tag.AssignmentNoted);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                Standing(to, e.Assignment, e.Unit, e.State);
                break;
            case DutyBegun e:
                to.Byte((byte)Tag.DutyBegun);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                HolderCodec.WriteTerms(to, e.Terms);
                LinkCodec.Write(to, e.Home);
                break;
            case DutyDeclined e:
                to.Byte((byte)Tag.DutyDeclined);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                Standing(to, e.Assignment, e.Unit, e.Reason);
                LinkCodec.Write(to, e.Home);
                break;
            case DutyRevised e:
                to.Byte((byte)Tag.DutyRevised);
                LinkCodec.WriteArrival(to, e.From, e.Sequence);
                HolderCodec.WriteTerms(to, e.Terms);
                break;
            case DayTurned e: to.Byte((byte)Tag.DayTurned); to.Unsigned(e.Day.DayNumber); break;
            case HoldersRetired: to.Byte((byte)Tag.HoldersRetired); break;
            default: return false;
        }
        return true;
    }

    /// <summary>Reads what follows a tag; null when it is of another family.</summary>
    public static UnitEvent? TryRead(byte tag, ref ByteReader from, NamePool names)
    {
        switch ((Tag)tag)
        {
            case Tag.OfficialRegistered: return new OfficialRegistered(HolderCodec.ReadOfficial(ref from, names));
            case Tag.OfficialChanged:
                return new OfficialChanged(IdCodec.ReadHolder(ref from), from.Text(), HolderCodec.ReadTexts(ref from, names), from.Int32());
            case Tag.OfficialEnded: return new OfficialEnded(IdCodec.ReadHolder(ref from));
            case Tag.TeamRegistered: return new TeamRegistered(HolderCodec.ReadTeam(ref from));
            case Tag.TeamChanged:
                var team = IdCodec.ReadHolder(ref from);
                return new TeamChanged(team, from.Text(), HolderCodec.ReadMembers(ref from, team.Home));
            case Tag.TeamEnded: return new TeamEnded(IdCodec.ReadHolder(ref from));
            case Tag.LeaveRecorded: return new LeaveRecorded(IdCodec.ReadHolder(ref from), HolderCodec.ReadPeriod(ref from));
            case Tag.LeaveCancelled:
                return new LeaveCancelled(IdCodec.ReadHolder(ref from), DefinitionCodec.Day(from.Int32()), HolderCodec.ReadDay(ref from));
            case Tag.HolderAssigned: return new HolderAssigned(HolderCodec.ReadAssignment(ref from, names));
            case Tag.AssignmentEnded: return new AssignmentEnded(IdCodec.ReadAssignment(ref from), DefinitionCodec.Day(from.Int32()));
            case Tag.AssignmentNoted:
                return new AssignmentNoted(
                    LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), IdCodec.ReadAssignment(ref from),
                    IdCodec.ReadUnit(ref from), (HeldState)from.Byte());
            case Tag.DutyBegun:
                return new DutyBegun(
                    LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), HolderCodec.ReadTerms(ref from, names),
                    LinkCodec.ReadRoute(ref from));
            case Tag.DutyDeclined:
                return new DutyDeclined(
                    LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), IdCodec.ReadAssignment(ref from),
                    IdCodec.ReadUnit(ref from), (HeldState)from.Byte(), LinkCodec.ReadRoute(ref from));
            case Tag.DutyRevised:
                return new DutyRevised(
                    LinkCodec.ReadMove(ref from), LinkCodec.ReadSequence(ref from), HolderCodec.ReadTerms(ref from, names));
            case Tag.DayTurned: return new DayTurned(DefinitionCodec.Day(from.Int32()));
            case Tag.HoldersRetired: return new HoldersRetired();
            default: return null;
        }
    }

    private static void About(ByteWriter to, Tag tag, HolderId holder)
    {
        to.Byte((byte)tag);
        IdCodec.Write(to, holder);
    }

    private static void Standing(ByteWriter to, AssignmentId assignment, UnitId unit, HeldState state)
    {
        IdCodec.Write(to, assignment);
        IdCodec.Write(to, unit);
        to.Byte((byte)state);
    }
}
