namespace HierarchySim.Core;

// Decisions of a home unit about its officials and teams.
public sealed partial class UnitMachine
{
    private Decision DecideRegisterOfficial(UnitState unit, RegisterOfficial command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (CheckOfficial(command.Name, command.Posts, command.LoadLimit) is { } broken) return broken;
        if (unit.Officials.Count >= Limits.OfficialsPerUnitMax)
            return Limit("unit", $"at most {Limits.OfficialsPerUnitMax} officials of a unit are active or ended within 30 days (OfficialsPerUnitMax)", "End those who left, or register them at another unit");
        var number = NextHolderNumber(unit);
        return Decision.Accept(now, new OfficialRegistered(new Official(
            new HolderId(unit.Id, number), command.Name, command.Posts, LoadLimitOf(command.LoadLimit), [], Instant.None)), number);
    }

    private Decision DecideChangeOfficial(UnitState unit, ChangeOfficial command, Instant now)
    {
        if (CheckOfficialHere(unit, command.Official, out _) is { } missing) return missing;
        return CheckOfficial(command.Name, command.Posts, command.LoadLimit)
            ?? Decision.Accept(now, new OfficialChanged(command.Official, command.Name, command.Posts, LoadLimitOf(command.LoadLimit)), command.Official.Number);
    }

    private static Decision DecideEndOfficial(UnitState unit, EndOfficial command, Instant now)
    {
        if (CheckOfficialHere(unit, command.Official, out _) is { } missing) return missing;
        if (unit.desk!.Holders!.ActiveTeamsWith(command.Official).FirstOrDefault() is { } team)
            return Conflict("official", $"it is a member of team {team.Id}", "Change the team first");
        return CheckHoldsNothing(unit, command.Official, "official")
            ?? Decision.Accept(now, new OfficialEnded(command.Official), command.Official.Number);
    }

    private static Decision DecideRegisterTeam(UnitState unit, RegisterTeam command, Instant now)
    {
        if (unit.Closed is not null) return Closed();
        if (CheckTeam(unit, command.Name, command.Members) is { } broken) return broken;
        if (unit.Teams.Count >= Limits.TeamsPerUnitMax)
            return Limit("unit", $"at most {Limits.TeamsPerUnitMax} teams of a unit are active or ended within 30 days (TeamsPerUnitMax)", "Dissolve those that are not needed");
        var number = NextHolderNumber(unit);
        return Decision.Accept(now, new TeamRegistered(new Team(new HolderId(unit.Id, number), command.Name, command.Members, Instant.None)), number);
    }

    private static Decision DecideChangeTeam(UnitState unit, ChangeTeam command, Instant now)
    {
        if (CheckTeamHere(unit, command.Team) is { } missing) return missing;
        if (CheckTeam(unit, command.Name, command.Members) is { } broken) return broken;
        return HasRoomForHolder(unit, command.Team)
            ? Decision.Accept(now, new TeamChanged(command.Team, command.Name, command.Members), command.Team.Number) : Crowded();
    }

    private static Decision DecideEndTeam(UnitState unit, EndTeam command, Instant now) =>
        CheckTeamHere(unit, command.Team) ?? CheckHoldsNothing(unit, command.Team, "team")
            ?? Decision.Accept(now, new TeamEnded(command.Team), command.Team.Number);

    private static Decision DecideRecordLeave(UnitState unit, RecordLeave command, Instant now)
    {
        if (CheckOfficialHere(unit, command.Official, out var official) is { } missing) return missing;
        if ((CheckDay(command.From, "from") ?? CheckDay(command.To, "to")) is { } day) return day;
        if (command.To < command.From) return Invalid("to", "leave ends on or after its first day", "Correct the days");
        var today = unit.desk!.Holders!.DayOf(now);
        if (command.To < today) return Invalid("to", $"this leave is over: today is {today:O}", "Record leave that runs or is to come");
        var leave = new LeavePeriod(command.From, command.To);
        foreach (var other in official.Leaves)
            if (other.Overlaps(leave)) return Conflict("from", $"there is leave from {other.From:O} to {other.To:O} already", "Cancel that first, or choose other days");
        if (KeptLeaves(official, today).Count() >= Limits.LeavesPerOfficialMax)
            return Limit("official", $"at most {Limits.LeavesPerOfficialMax} leaves of an official are to come, running or over for less than 30 days (LeavesPerOfficialMax)", "Cancel some, or record longer ones");
        return HasRoomForOfficial(unit, command.Official)
            ? Decision.Accept(now, new LeaveRecorded(command.Official, leave), command.Official.Number) : Crowded();
    }

    private static Decision DecideCancelLeave(UnitState unit, CancelLeave command, Instant now)
    {
        if (CheckOfficialHere(unit, command.Official, out var official) is { } missing) return missing;
        var at = Array.FindIndex(official.Leaves, leave => leave.From == command.From);
        if (at < 0) return Conflict("from", "no leave of this official begins on that day", "Read the official to see its leave");
        var today = unit.desk!.Holders!.DayOf(now);
        if (official.Leaves[at].To < today) return Conflict("from", $"that leave was over on {official.Leaves[at].To:O}", "Nothing to do");
        DateOnly? lastDay = command.From < today ? today.AddDays(-1) : null;
        return HasRoomForOfficial(unit, command.Official)
            ? Decision.Accept(now, new LeaveCancelled(command.Official, command.From, lastDay), command.Official.Number) : Crowded();
    }

    private Decision? CheckOfficial(string name, string[] posts, int loadLimit)
    {
        if (CheckHolderName(name) is { } broken) return broken;
        if (loadLimit is < 0 or > Limits.LoadPerOfficialMax)
            return Invalid("loadLimit", $"a load limit is 1 to {Limits.LoadPerOfficialMax} units (LoadPerOfficialMax), or 0 for the catalogue's", "Correct it");
        if (posts.Length > Limits.PostsPerOfficialMax)
            return Invalid("posts", $"an official has at most {Limits.PostsPerOfficialMax} posts (PostsPerOfficialMax)", "Leave out those that matter least");
        if (posts.Distinct().Count() < posts.Length) return Invalid("posts", "a post is named twice", "Name each once");
        var current = Catalog;
        foreach (var code in posts)
        {
            if (current.FindPost(code) is not { } post) return Invalid("posts", $"the catalogue has no post '{code}'", "Choose posts of the catalogue");
            if (post.AlsoHolds is { } other && !posts.Contains(other))
                return Invalid("posts", $"whoever has the post '{code}' has the post '{other}' too", $"Add '{other}'");
        }
        return null;
    }

    private static Decision? CheckTeam(UnitState unit, string name, HolderId[] members)
    {
        if (CheckHolderName(name) is { } broken) return broken;
        if (members.Length is 0 or > Limits.TeamMembersMax)
            return Invalid("members", $"a team has 1 to {Limits.TeamMembersMax} members (TeamMembersMax)", "Correct the list");
        if (members.Distinct().Count() < members.Length) return Invalid("members", "a member is named twice", "Name each once");
        foreach (var member in members)
            if (unit.FindOfficial(member) is not { IsActive: true })
                return Invalid("members", $"{member} is no active official of this unit", "Register the official here, or leave it out");
        return null;
    }

    private static Decision? CheckOfficialHere(UnitState unit, HolderId id, out Official official)
    {
        official = unit.FindOfficial(id)!;
        if (official is null) return NoSuchHolder("official");
        return official.IsActive ? null : Conflict("official", "it has left office at this unit", "Register it again, or choose another");
    }

    private static Decision? CheckTeamHere(UnitState unit, HolderId id)
    {
        if (unit.FindTeam(id) is not { } team) return NoSuchHolder("team");
        return team.IsActive ? null : Conflict("team", "it was dissolved", "Form it again, or choose another");
    }

    private static Decision? CheckHoldsNothing(UnitState unit, HolderId holder, string field)
    {
        var units = unit.desk!.Holders!.LiveAssignmentsOf(holder).Sum(assignment => assignment.LiveUnits);
        return units == 0 ? null : Conflict(field, $"it holds {units} units", "End its assignments first");
    }

    // A closed unit ends its officials and teams by itself, as they have nothing left to do; what they hold elsewhere is not its to drop.
    private static Decision? CheckHoldings(UnitState unit)
    {
        if (unit.desk?.Holders is { } book && book.Assignments.Items.Count(assignment => !assignment.IsOver) is var held and > 0)
            return Conflict("unit", $"its officials and teams have {held} assignments in force or to come", "End them first");
        return unit.desk?.Duties is { } duties && duties.Duties.Exists(duty => !duty.IsOver && !unit.HasRoomFor(duty.Home.Next)) ? Crowded() : null;
    }

    private static Decision? CheckHolderName(string name) => CheckLabel("name", name, Limits.HolderNameLengthMax, nameof(Limits.HolderNameLengthMax));

    private static Decision? CheckLabel(string field, string text, int max, string limit)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > max) return Invalid(field, $"a name has 1 to {max} characters ({limit})", "Correct the name");
        return text.Any(char.IsControl) ? Invalid(field, "a name has no control characters", "Correct the name") : null;
    }

    private static IEnumerable<LeavePeriod> KeptLeaves(Official official, DateOnly today)
    {
        var oldest = today.AddDays(-(int)(Limits.ClosedItemsKeptMs / TimeSpan.MillisecondsPerDay));
        return official.Leaves.Where(leave => leave.To >= oldest);
    }

    private int LoadLimitOf(int given) => given > 0 ? given : Catalog.LoadLimit;

    private static int NextHolderNumber(UnitState unit) => (unit.desk?.Holders?.LastHolderNumber ?? 0) + 1;

    // One turn may tell many units; where each of its links has room for one message, the few hundred that follow are let in too.
    private static bool HasRoomForHolder(UnitState unit, HolderId holder) =>
        unit.desk!.Holders!.LiveAssignmentsOf(holder).All(assignment => assignment.Units.All(held => !held.IsLive || unit.HasRoomFor(held.Way.Next)));

    private static bool HasRoomForOfficial(UnitState unit, HolderId official) =>
        HasRoomForHolder(unit, official) && unit.desk!.Holders!.ActiveTeamsWith(official).All(team => HasRoomForHolder(unit, team.Id));

    private static Decision NoSuchHolder(string field) => Decision.Refuse(
        RefusalCode.HolderNotFound, field, $"the unit is not home to {(field == "team" ? "a team" : field == "official" ? "an official" : "an official or team")} of this id, or it has retired",
        "List the unit's officials and teams");
}
