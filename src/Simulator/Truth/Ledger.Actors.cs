using HierarchySim.Core;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Truth;

// Who may act in a unit's name: its own, and those who hold it on that day, as far as the unit was told.
internal sealed partial class Ledger
{
    private void RequireActor(LedgerUnit unit, HolderId by, Instant at)
    {
        if (by == HolderId.None) return;
        var isOwn = by.Home == unit.Id;
        Require(isOwn ? unit.Holders.Exists(holder => holder.Id == by && holder.IsActive) : DutiesOf(unit, by, at).Any(), 4, $"{by} acted for {unit.Id} at {at}");
        Note(isOwn ? "a unit's own official acted" : "an official who holds a unit acted");
    }

    private void Handle(LedgerUnit unit, CaseId id, HolderId by, Instant at)
    {
        RequireActor(unit, by, at);
        var subject = Cases[id].Subject;
        if (!by.IsValid || !subject.IsValid) return;
        var isMember = by.Home == unit.Id ? unit.Holders.Exists(team => team.Id == by && team.Members.Any(member => member.Id == subject))
            : DutiesOf(unit, by, at).Any(duty => duty.Assignment.Holder.Id == by && duty.Terms.Members.Contains(subject));
        Require(by != subject && !isMember, 11, $"{by} handled case {id} of {subject} at {unit.Id}");
        Note("a case about an official was handled by another");
    }

    private IEnumerable<LedgerDuty> DutiesOf(LedgerUnit unit, HolderId by, Instant at) => unit.Duties.Where(duty => duty.IsInForceOn(DayOf(at)) && duty.LetsAct(by));
}
