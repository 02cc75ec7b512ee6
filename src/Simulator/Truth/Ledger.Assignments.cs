using HierarchySim.Core;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator.Truth;

// Assignments: made and ended by commands at the home, decided by the units held, and over by the calendar. That something arrived,
// and that a unit saw a day turn, is read from the journal; what it must have said is not.
internal sealed partial class Ledger
{
    /// <summary>Every assignment ever made.</summary>
    public Dictionary<AssignmentId, LedgerAssignment> Assignments { get; } = [];

    private void Assign(LedgerUnit unit, AssignHolder command, Instant at, int number)
    {
        var id = new AssignmentId(unit.Id, number);
        Require(number == ++unit.LastAssignmentNumber, 2, $"assignment {id} follows number {unit.LastAssignmentNumber - 1}");
        var holder = unit.Holders.Find(holder => holder.Id == command.Holder);
        Require(holder is { IsActive: true }, 11, $"{command.Holder} of {unit.Id} was assigned and is not active");
        Require(command.Role is "in-charge" or "attends" && !(command.To < command.From) && !(command.To < DayOf(at)), 4, $"{unit.Id} made {command} at {at}");
        foreach (var target in command.Units)
            Require(!unit.Assignments.Exists(other => other.Holder == holder && other.Role == command.Role && !other.IsOver && !(command.To < other.From) && !(other.To < command.From)
                && other.Units.Exists(held => held.IsLive && held.Unit == target.Unit)), 2, $"{holder!.Id} of {unit.Id} holds {target.Unit} twice");
        var item = new LedgerAssignment(id, holder!, command);
        Assignments.Add(id, item);
        unit.Assignments.Add(item);
        item.Versions.Add(TermsOf(item, at));
        if (item.Units.Count > 1) Note("a set of units was assigned");
    }

    private void EndAssignment(LedgerUnit unit, EndAssignment command, Instant at)
    {
        var item = unit.Assignments.Find(item => item.Id == command.Assignment);
        Require(item is { IsOver: false } && !(command.On >= item.To), 11, $"assignment {command.Assignment} of {unit.Id} ended on {command.On}, and had {item?.To}");
        item!.To = command.On;
        item.Versions.Add(TermsOf(item, at));
    }

    private void Tell(LedgerUnit unit, HolderId holder, Instant at)
    {
        foreach (var item in unit.Assignments.Where(item => item.Holder.Id == holder && !item.IsOver)) item.Versions.Add(TermsOf(item, at));
    }

    private LedgerTerms TermsOf(LedgerAssignment item, Instant at) =>
        new(DayOf(at), item.To, [.. item.Holder.Members.Select(member => member.Id)], item.Holder.DaysAway(DayOf(at)));

    private static void CloseHoldings(LedgerUnit unit, Instant at)
    {
        Require(unit.Assignments.TrueForAll(item => item.IsOver), 11, $"{unit.Id} was closed and its officials hold units");
        foreach (var holder in unit.Holders.Where(holder => holder.IsActive)) holder.EndedAt = at;
        foreach (var duty in unit.Duties.Where(duty => !duty.IsOver))
        {
            duty.EndedAt = at;
            duty.Assignment.Units.Find(held => held.Unit == unit.Id)!.Unheard.Enqueue(HeldState.Ended);
        }
    }

    private void FollowHolding(LedgerUnit unit, UnitEvent fact, Instant at)
    {
        switch (fact)
        {
            case OfficialRegistered or OfficialChanged or OfficialEnded or TeamRegistered or TeamChanged or TeamEnded or LeaveRecorded or LeaveCancelled or HolderAssigned or AssignmentEnded:
                SettleHome(unit, at);
                break;
            case AssignmentNoted e:
                Hear(unit, e, at);
                SettleHome(unit, at);
                break;
            case DutyBegun e:
                Begin(unit, e);
                SettleDuties(unit, at);
                break;
            case DutyRevised e:
                Revise(unit, e.Terms);
                SettleDuties(unit, at);
                break;
            case DutyDeclined e: Decline(unit, e); break;
            case DayTurned e:
                Require(e.Day == DayOf(at), 10, $"{unit.Id} turned to {e.Day} at {at}");
                SettleHome(unit, at);
                SettleDuties(unit, at);
                break;
            case HoldersRetired: Retire(unit, at); break;
            case ReportSubmitted: break;
            default: return;
        }
        Note(fact.GetType().Name);
    }

    private void Begin(LedgerUnit unit, DutyBegun fact)
    {
        var (item, held) = Find(unit.Id, fact.Terms.Assignment);
        Require(!held.IsDecided, 2, $"{unit.Id} took {item.Id} twice");
        Require(RefusalOf(unit, held, item.Id.Home) is null, 11, $"{unit.Id} took {item.Id}, which is {RefusalOf(unit, held, item.Id.Home)}");
        Require((fact.Terms.Holder, fact.Terms.Role, fact.Terms.From) == (item.Holder.Id, item.Role, item.From) && item.Versions[0].Says(fact.Terms), 4, $"{unit.Id} took {item.Id} as {fact.Terms}");
        held.Unheard.Enqueue(HeldState.Accepted);
        unit.Duties.Add(new LedgerDuty(item));
    }

    private void Decline(LedgerUnit unit, DutyDeclined fact)
    {
        var (item, held) = Find(fact.Unit, fact.Assignment);
        Require(!held.IsDecided, 2, $"{unit.Id} declined {item.Id}, which was decided");
        Require(RefusalOf(unit, held, item.Id.Home) == fact.Reason, 11, $"{unit.Id} declined {item.Id} as {fact.Reason}, and it is {RefusalOf(unit, held, item.Id.Home)}");
        held.Unheard.Enqueue(fact.Reason);
        Note($"an assignment was declined: {fact.Reason}");
    }

    private HeldState? RefusalOf(LedgerUnit unit, LedgerHeld held, UnitId home)
    {
        // A way may lead through the unit meant and nowhere after it.
        if (unit.Id != held.Unit || Units[home].CountMovesTo(unit) != held.Moves) return HeldState.RefusedNotFound;
        if (unit.IsClosed) return HeldState.RefusedClosed;
        if (!scheme.Levels[Units[home].Level].MayHold.Contains(scheme.Levels[unit.Level].Code)) return HeldState.RefusedLevel;
        return unit.Duties.Count(duty => !duty.IsOver) >= Limits.HoldersPerUnitMax ? HeldState.RefusedFull : null;
    }

    private static void Revise(LedgerUnit unit, DutyTerms terms)
    {
        var duty = unit.Duties.Find(duty => duty.Assignment.Id == terms.Assignment);
        Require(duty is { IsOver: false }, 11, $"{unit.Id} revised {terms.Assignment}, which is not in force there");
        // Terms are absolute: a unit that the assignment names twice, once by a way that leads elsewhere, hears them twice.
        var version = duty!.Assignment.Versions.FindIndex(duty.Version, version => version.Says(terms));
        Require(version >= 0, 1, $"{unit.Id} was told of {terms.Assignment} what its home did not say after version {duty.Version}: {terms}");
        duty.Version = version;
    }

    private void Hear(LedgerUnit home, AssignmentNoted fact, Instant at)
    {
        var (item, held) = Find(fact.Unit, fact.Assignment);
        Require(item.Id.Home == home.Id && held.Unheard.TryDequeue(out var said) && said == fact.State, 1, $"{home.Id} heard of {fact.Unit} that {item.Id} is {fact.State}");
        held.State = fact.State;
        if (!item.IsOver && !item.Units.Exists(one => one.IsLive)) item.EndedAt = at;
        if (fact.State == HeldState.Ended) Note("a unit closed and was held");
    }

    private (LedgerAssignment Item, LedgerHeld Held) Find(UnitId unit, AssignmentId id)
    {
        var item = Assignments.GetValueOrDefault(id);
        var held = item?.Units.Find(held => held.Unit == unit);
        Require(held is not null, 4, $"{unit} knows of assignment {id}, which nobody made");
        return (item!, held!);
    }

    private void SettleHome(LedgerUnit unit, Instant at)
    {
        foreach (var item in unit.Assignments.Where(item => !item.IsOver && DayOf(at) > item.To)) item.EndedAt = at;
    }

    private void SettleDuties(LedgerUnit unit, Instant at)
    {
        foreach (var duty in unit.Duties.Where(duty => !duty.IsOver && DayOf(at) > duty.Terms.To)) duty.EndedAt = at;
    }

    private static void Retire(LedgerUnit unit, Instant at)
    {
        foreach (var item in unit.Assignments.Where(item => IsDue(item.EndedAt))) item.IsRetired = true;
        var gone = unit.Holders.RemoveAll(holder => IsDue(holder.EndedAt)) + unit.Assignments.RemoveAll(item => item.IsRetired) + unit.Duties.RemoveAll(duty => IsDue(duty.EndedAt));
        Require(gone > 0, 11, $"{unit.Id} retired nothing at {at}");

        bool IsDue(Instant endedAt) => endedAt.IsSet && endedAt.PlusMs(Limits.ClosedItemsKeptMs) <= at;
    }
}
