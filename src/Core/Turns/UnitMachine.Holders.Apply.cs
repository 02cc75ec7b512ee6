namespace HierarchySim.Core;

// Applying facts about officials, teams and assignments.
public sealed partial class UnitMachine
{
    private bool ApplyHolding(UnitState unit, UnitEvent fact, Instant at)
    {
        switch (fact)
        {
            case OfficialRegistered e: Register(unit, e.Official.Id, at, book => book.Officials.Put(e.Official)); break;
            case TeamRegistered e: Register(unit, e.Team.Id, at, book => book.Teams.Put(e.Team)); break;
            case OfficialChanged e:
                Change(unit, at, book => book.Officials.Put(book.Officials.Find(e.Official.Number)! with { Name = e.Name, Posts = e.Posts, LoadLimit = e.LoadLimit }));
                break;
            case OfficialEnded e: Change(unit, at, book => book.Officials.Put(book.Officials.Find(e.Official.Number)! with { EndedAt = at })); break;
            case TeamChanged e: ApplyTeamChanged(unit, e, at); break;
            case TeamEnded e: Change(unit, at, book => book.Teams.Put(book.Teams.Find(e.Team.Number)! with { EndedAt = at })); break;
            case LeaveRecorded e: ApplyLeave(unit, e.Official, at, (official, today) => [.. KeptLeaves(official, today), e.Leave]); break;
            case LeaveCancelled e: ApplyLeave(unit, e.Official, at, (official, _) => Cut(official.Leaves, e.From, e.LastDay)); break;
            case HolderAssigned e: ApplyAssigned(unit, e.Assignment, at); break;
            case AssignmentEnded e: ApplyAssignmentEnded(unit, e, at); break;
            case AssignmentNoted e: ApplyAssignmentNoted(unit, e, at); break;
            case DutyBegun e: ApplyBegun(unit, e, at); break;
            case DutyRevised e:
                Advance(unit, e.From, e.Sequence);
                Hold(unit, at, duties => duties.Revise(e.Terms));
                break;
            case DayTurned: ApplyDayTurned(unit, at); break;
            case HoldersRetired:
                unit.desk!.Holders?.Retire(at);
                unit.desk.Duties?.Retire(at);
                unit.TouchDesk();
                break;
            default: return false;
        }
        return true;
    }

    private void Register(UnitState unit, HolderId id, Instant at, Action<HolderBook> put)
    {
        var book = (unit.desk ??= new Desk()).Holders ??= new HolderBook(scheme.Offset);
        book.LastHolderNumber = id.Number;
        Change(unit, at, put);
    }

    private static void ApplyTeamChanged(UnitState unit, TeamChanged fact, Instant at)
    {
        Change(unit, at, book => book.Teams.Put(book.Teams.Find(fact.Team.Number)! with { Name = fact.Name, Members = fact.Members }));
        TellHeld(unit, fact.Team);
    }

    private static void ApplyLeave(UnitState unit, HolderId id, Instant at, Func<Official, DateOnly, LeavePeriod[]> change)
    {
        var book = unit.desk!.Holders!;
        var holders = new List<HolderId> { id };
        holders.AddRange(book.ActiveTeamsWith(id).Select(team => team.Id));
        var before = holders.ConvertAll(book.AbsencesOf);
        Change(unit, at, book =>
        {
            var official = book.Officials.Find(id.Number)!;
            book.Officials.Put(official with { Leaves = [.. change(official, book.DayOf(at)).OrderBy(leave => leave.From)] });
        });
        // A team is away only when all its members are: most leave of a member changes nothing for what the team holds.
        for (var i = 0; i < holders.Count; i++)
            if (!book.AbsencesOf(holders[i]).AsSpan().SequenceEqual(before[i])) TellHeld(unit, holders[i]);
    }

    private static LeavePeriod[] Cut(LeavePeriod[] leaves, DateOnly from, DateOnly? lastDay) =>
        lastDay is { } last ? [.. leaves.Select(leave => leave.From == from ? leave with { To = last } : leave)] : [.. leaves.Where(leave => leave.From != from)];

    private static void ApplyAssigned(UnitState unit, Assignment assignment, Instant at)
    {
        Change(unit, at, book =>
        {
            book.Assignments.Put(assignment);
            book.LastAssignmentNumber = assignment.Id.Number;
        });
        var terms = unit.desk!.Holders!.TermsOf(assignment);
        foreach (var held in assignment.Units)
            unit.Send(held.Way.Next, new DutyOffer(held.Unit, unit.Level, terms, held.Way.Rest, Route.Here));
    }

    private static void ApplyAssignmentEnded(UnitState unit, AssignmentEnded fact, Instant at)
    {
        var ended = unit.FindAssignment(fact.Assignment)! with { To = fact.On };
        Change(unit, at, book => book.Assignments.Put(ended));
        Tell(unit, ended);
    }

    private static void ApplyAssignmentNoted(UnitState unit, AssignmentNoted fact, Instant at)
    {
        Advance(unit, fact.From, fact.Sequence);
        Change(unit, at, book =>
        {
            var assignment = book.Assignments.Find(fact.Assignment.Number)!;
            var units = assignment.Units.AsSpan().ToArray();
            var index = Array.FindIndex(units, held => held.Unit == fact.Unit);
            units[index] = units[index] with { State = fact.State };
            book.Assignments.Put(assignment with { Units = units });
        });
    }

    private void ApplyBegun(UnitState unit, DutyBegun fact, Instant at)
    {
        Advance(unit, fact.From, fact.Sequence);
        (unit.desk ??= new Desk()).Duties ??= new DutyBook(scheme.Offset, unit.Level);
        Hold(unit, at, duties => duties.Add(new Duty(fact.Terms, fact.Home, Instant.None)));
        Reply(unit, fact.Terms.Assignment, unit.Id, HeldState.Accepted, fact.Home);
    }

    private static void ApplyDeclined(UnitState unit, DutyDeclined fact)
    {
        Advance(unit, fact.From, fact.Sequence);
        Reply(unit, fact.Assignment, fact.Unit, fact.Reason, fact.Home);
    }

    private static void ApplyDayTurned(UnitState unit, Instant at)
    {
        unit.desk!.Holders?.Changed(at);
        unit.desk.Duties?.Changed(at);
        unit.TouchDesk();
    }

    private static void EndHoldings(UnitState unit, Instant at)
    {
        if (unit.desk?.Duties is { } duties)
        {
            foreach (var duty in duties.Duties)
                if (!duty.IsOver) Reply(unit, duty.Terms.Assignment, unit.Id, HeldState.Ended, duty.Home);
            Hold(unit, at, book => book.EndAll(at));
        }
        if (unit.desk?.Holders is not null)
            Change(unit, at, book =>
            {
                foreach (var official in book.Officials.Items.Where(official => official.IsActive).ToList()) book.Officials.Put(official with { EndedAt = at });
                foreach (var team in book.Teams.Items.Where(team => team.IsActive).ToList()) book.Teams.Put(team with { EndedAt = at });
            });
    }

    /// <summary>Tells the units a holder holds, or will, how its assignments stand now.</summary>
    private static void TellHeld(UnitState unit, HolderId holder)
    {
        foreach (var assignment in unit.desk!.Holders!.LiveAssignmentsOf(holder)) Tell(unit, assignment);
    }

    private static void Tell(UnitState unit, Assignment assignment)
    {
        var terms = unit.desk!.Holders!.TermsOf(assignment);
        foreach (var held in assignment.Units)
            if (held.IsLive) unit.Send(held.Way.Next, new DutyRevision(terms, held.Way.Rest, Route.Here));
    }

    private static void Reply(UnitState unit, AssignmentId assignment, UnitId meant, HeldState state, Route home) =>
        unit.Send(home.Next, new DutyReply(assignment, meant, state, home.Rest, Route.Here));

    private static void Change(UnitState unit, Instant at, Action<HolderBook> change)
    {
        var book = unit.desk!.Holders!;
        change(book);
        book.Changed(at);
        unit.TouchDesk();
    }

    private static void Hold(UnitState unit, Instant at, Action<DutyBook> change)
    {
        var book = unit.desk!.Duties!;
        change(book);
        book.Changed(at);
        unit.TouchDesk();
    }
}
