namespace HierarchySim.Core;

// Who may act in a unit's name: its own officials and teams, and those who hold it on the day it stands at.
public sealed partial class UnitMachine
{
    private static Decision? CheckActor(UnitState unit, HolderId by)
    {
        if (!by.IsValid) return by == HolderId.None ? null : NoActor();
        if (by.Home == unit.Id) return unit.desk?.Holders?.IsActive(by) == true ? null : NoActor();
        var day = unit.DutyDay;
        return unit.Duties.Any(duty => duty.IsInForceOn(day) && duty.Terms.LetsAct(by)) ? null : NoActor();
    }

    private static Decision? CheckSubject(UnitState unit, HolderId subject, HolderId by)
    {
        if (!subject.IsValid || !by.IsValid) return null;
        return subject == by || MembersOf(unit, by).Contains(subject)
            ? Conflict("by", "an official who is the subject of a case cannot handle it, nor can a team with that official in it", "Let another official handle it")
            : null;
    }

    // A team's members may have changed since it held the unit before: only terms in force today say who they are.
    private static IEnumerable<HolderId> MembersOf(UnitState unit, HolderId by) =>
        unit.FindTeam(by)?.Members ?? unit.Duties.Where(duty => duty.Terms.Holder == by && duty.IsInForceOn(unit.DutyDay)).SelectMany(duty => duty.Terms.Members);

    private static Decision NoActor() => Decision.Refuse(
        RefusalCode.HolderNotFound, "by", "no official or team of this id is registered at the unit or holds it today", "Name one of the unit's own or one who holds it, or leave it out");
}
