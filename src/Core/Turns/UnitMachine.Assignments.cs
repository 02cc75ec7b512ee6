namespace HierarchySim.Core;

// Decisions about assignments: at the home unit, which has the say over load and limits, and at the units held, which know their level.
public sealed partial class UnitMachine
{
    private Decision DecideAssign(UnitState unit, AssignHolder command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (command.Holder.Home != unit.Id || unit.desk?.Holders is not { } book || (unit.FindOfficial(command.Holder) is null && unit.FindTeam(command.Holder) is null))
            return NoSuchHolder("holder");
        if (!book.IsActive(command.Holder)) return Conflict("holder", "it has ended at this unit", "Choose another");
        if (Catalog.FindRole(command.Role) is not { } role) return Invalid("role", "the catalogue has no such role", "Choose a role of the catalogue");
        if (CheckTerm(command, book.DayOf(now)) is { } term) return term;
        if (CheckUnits(unit, command) is { } units) return units;
        if (book.Assignments.Items.Count >= Limits.AssignmentsPerUnitMax)
            return Limit("unit", $"at most {Limits.AssignmentsPerUnitMax} assignments of a unit are in force, to come, or ended within 30 days (AssignmentsPerUnitMax)", "Hold units as sets, or wait until ended ones retire");
        if (CheckHeldAlready(book, command) is { } held) return held;
        if (!command.Units.All(target => unit.HasRoomFor(target.Way.Next))) return Crowded();
        var number = book.LastAssignmentNumber + 1;
        return Decision.Accept(now, new HolderAssigned(new Assignment(
            new AssignmentId(unit.Id, number), command.Holder, role.Code, role.Exclusive, command.From, command.To, command.SetName,
            [.. command.Units.Select(target => new HeldUnit(target.Unit, target.Way, HeldState.Travelling))], Instant.None)), number);
    }

    private static Decision? CheckTerm(AssignHolder command, DateOnly today)
    {
        if (CheckDay(command.From, "from") is { } from) return from;
        if (command.To is not { } last) return null;
        if (CheckDay(last, "to") is { } to) return to;
        if (last < command.From) return Invalid("to", "an assignment ends on or after its first day", "Correct the days");
        return last < today ? Invalid("to", $"this assignment is over: today is {today:O}", "Give a later day") : null;
    }

    private static Decision? CheckUnits(UnitState unit, AssignHolder command)
    {
        var targets = command.Units;
        if (targets.Length is 0 or > Limits.UnitsPerAssignmentMax)
            return Invalid("units", $"an assignment is about 1 to {Limits.UnitsPerAssignmentMax} units (UnitsPerAssignmentMax)", "Split the list");
        if (targets.Length > 1 && command.SetName is null) return Invalid("setName", "a set of more than one unit has a name", "Name it");
        if (command.SetName is { } name && CheckLabel("setName", name, Limits.SetNameLengthMax, nameof(Limits.SetNameLengthMax)) is { } broken) return broken;
        var seen = new HashSet<UnitId>(targets.Length);
        foreach (var (id, way) in targets)
        {
            if (!id.IsValid || way.Count == 0 || !LeadsDown(way) || !unit.LeadsSomewhere(way.Next))
                return Invalid("units", $"no way leads down to unit {id}", "Name units below the home unit");
            if (!seen.Add(id)) return Invalid("units", $"unit {id} is named twice", "Name each once");
        }
        return null;
    }

    private static Decision? CheckHeldAlready(HolderBook book, AssignHolder command)
    {
        var held = command.Units.Length;
        foreach (var assignment in book.LiveAssignmentsOf(command.Holder))
        {
            held += assignment.LiveUnits;
            if (assignment.Role != command.Role || command.From > (assignment.To ?? DateOnly.MaxValue) || assignment.From > (command.To ?? DateOnly.MaxValue)) continue;
            foreach (var target in command.Units)
                if (Array.Exists(assignment.Units, unit => unit.IsLive && unit.Unit == target.Unit))
                    return Conflict("units", $"the holder holds unit {target.Unit} in this role already, by assignment {assignment.Id}", "Leave it out, or end that assignment first");
        }
        return held <= Limits.LoadPerOfficialMax ? null
            : Limit("units", $"one holder is assigned at most {Limits.LoadPerOfficialMax} units (LoadPerOfficialMax)", "Assign some to another holder");
    }

    private static Decision DecideEndAssignment(UnitState unit, EndAssignment command, Instant now)
    {
        if (unit.FindAssignment(command.Assignment) is not { } assignment)
            return Decision.Refuse(RefusalCode.AssignmentNotFound, "assignment", "the unit made no assignment of this id, or it has retired", "List the unit's assignments");
        if (assignment.IsOver) return Conflict("assignment", "it is over", "Nothing to do");
        if (CheckDay(command.On, "on") is { } day) return day;
        if (command.On == assignment.To) return Conflict("on", "it ends on that day already", "Nothing to do");
        if (command.On > assignment.To) return Invalid("on", $"its last day is {assignment.To:O}, and ending does not put that off", "Assign the holder again from the day after");
        return assignment.Units.All(held => !held.IsLive || unit.HasRoomFor(held.Way.Next))
            ? Decision.Accept(now, new AssignmentEnded(command.Assignment, command.On), command.Assignment.Number) : Crowded();
    }

    private Decision DecideDutyOffer(UnitState unit, Move from, LinkSequence sequence, DutyOffer offer, Instant now)
    {
        // No room is asked for the answer, as for all that turns round where it arrives: two units that each waited for the other's outbox
        // would wait for ever. What can gather there is bounded by the assignments offered.
        var reason = RefusalOf(unit, offer);
        return Decision.Accept(now, reason is { } state
            ? new DutyDeclined(from, sequence, offer.Terms.Assignment, offer.Unit, state, offer.Behind)
            : new DutyBegun(from, sequence, offer.Terms, offer.Behind));
    }

    private HeldState? RefusalOf(UnitState unit, DutyOffer offer)
    {
        if (offer.Unit != unit.Id || offer.Ahead.Count > 0) return HeldState.RefusedNotFound;
        if (unit.Closed is not null) return HeldState.RefusedClosed;
        if (!scheme.MayHold(offer.HomeLevel, unit.Level)) return HeldState.RefusedLevel;
        return unit.desk?.Duties?.Live >= Limits.HoldersPerUnitMax ? HeldState.RefusedFull : null;
    }

    private static Decision DecideDutyRevision(UnitState unit, Move from, LinkSequence sequence, DutyRevision revision, Instant now) =>
        unit.FindDuty(revision.Terms.Assignment) is { IsOver: false }
            ? Decision.Accept(now, new DutyRevised(from, sequence, revision.Terms))
            : Decision.Accept(now, new MessageIgnored(from, sequence));

    private static Decision DecideDutyReply(UnitState unit, Move from, LinkSequence sequence, DutyReply reply, Instant now) =>
        unit.FindAssignment(reply.Assignment) is { } assignment && Array.Exists(assignment.Units, held => held.Unit == reply.Unit && held.IsLive)
            ? Decision.Accept(now, new AssignmentNoted(from, sequence, reply.Assignment, reply.Unit, reply.State))
            : Decision.Accept(now, new MessageIgnored(from, sequence));

    /// <summary>What the calendar makes a unit do of its own accord.</summary>
    private static Decision DecideHolderHousekeeping(Desk desk, Instant now)
    {
        if (NextTurn(desk) is { IsSet: true } turn && turn <= now) return Decision.Accept(now, new DayTurned((desk.Holders ?? (DayBook)desk.Duties!).DayOf(now)));
        return NextHolderRetirement(desk) is { IsSet: true } retirement && retirement <= now ? Decision.Accept(now, new HoldersRetired()) : Decision.Drop;
    }

    private static Instant NextHolderWake(Desk desk) => CaseTally.Earlier(NextTurn(desk), NextHolderRetirement(desk));

    private static Instant NextTurn(Desk desk) => CaseTally.Earlier(desk.Holders?.NextTurn ?? Instant.None, desk.Duties?.NextTurn ?? Instant.None);

    private static Instant NextHolderRetirement(Desk desk) =>
        CaseTally.Earlier(desk.Holders?.NextRetirement ?? Instant.None, desk.Duties?.NextRetirement ?? Instant.None);

    private static bool LeadsDown(Route way)
    {
        for (var i = 0; i < way.Count; i++)
            if (way[i].IsUp) return false;
        return true;
    }
}
