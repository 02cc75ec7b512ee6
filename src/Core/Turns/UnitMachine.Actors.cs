namespace HierarchySim.Core;

// Who may act in a unit's name: its own officials and teams, and those who hold it on the day of the turn. The day its numbers
// stand at may be an earlier one for a moment after midnight.
public sealed partial class UnitMachine
{
    private static Decision? CheckActor(UnitState unit, HolderId by, Instant now)
    {
        if (!by.IsValid) return by == HolderId.None ? null : NoActor();
        if (by.Home == unit.Id) return unit.desk?.Holders?.IsActive(by) == true ? null : NoActor();
        return unit.desk?.Duties is { } book && book.DayOf(now) is var day && book.Duties.Exists(duty => duty.IsInForceOn(day) && duty.Terms.LetsAct(by))
            ? null : NoActor();
    }

    private static Decision? CheckSubject(UnitState unit, HolderId subject, HolderId by, Instant now)
    {
        if (!subject.IsValid || !by.IsValid) return null;
        return subject == by || IsMember(unit, subject, by, now)
            ? Conflict("by", "an official who is the subject of a case cannot handle it, nor can a team with that official in it", "Let another official handle it")
            : null;
    }

    // A team may hold the unit for the second time, and a duty that is over was not told who has joined the team since.
    private static bool IsMember(UnitState unit, HolderId official, HolderId team, Instant now) =>
        unit.FindTeam(team)?.Members.Contains(official)
        ?? (unit.desk?.Duties is { } book && book.DayOf(now) is var day
            && book.Duties.Exists(duty => duty.Terms.Holder == team && duty.IsInForceOn(day) && duty.Terms.Members.Contains(official)));

    private static Decision NoActor() => Decision.Refuse(
        RefusalCode.HolderNotFound, "by", "no official or team of this id is registered at the unit or holds it today", "Name one of the unit's own or one who holds it, or leave it out");
}
