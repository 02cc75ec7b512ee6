namespace HierarchySim.Core;

/// <summary>What only home units have: their officials and teams, and what these hold.</summary>
internal sealed class HolderBook(TimeSpan offset) : DayBook(offset)
{
    public readonly Numbered<Official> Officials = new(official => official.Id.Number);
    public readonly Numbered<Team> Teams = new(team => team.Id.Number);
    public readonly Numbered<Assignment> Assignments = new(assignment => assignment.Id.Number);

    private Dictionary<int, int>? loads;

    /// <summary>Number of the last official or team registered.</summary>
    public int LastHolderNumber;

    /// <summary>Number of the last assignment made.</summary>
    public int LastAssignmentNumber;

    public IEnumerable<Assignment> LiveAssignmentsOf(HolderId holder) =>
        Assignments.Items.Where(assignment => assignment.Holder == holder && !assignment.IsOver);

    public IEnumerable<Team> ActiveTeamsWith(HolderId official) => Teams.Items.Where(team => team.IsActive && team.Members.Contains(official));

    public bool IsActive(HolderId holder) => Officials.Find(holder.Number) is { IsActive: true } || Teams.Find(holder.Number) is { IsActive: true };

    /// <summary>Days without the holder that are not over: leave; for a team, days on which every member is on leave.</summary>
    public LeavePeriod[] AbsencesOf(HolderId holder)
    {
        var leaves = Officials.Find(holder.Number) is { } official ? official.Leaves
            : LeavePeriod.Common([.. Teams.Find(holder.Number)!.Members.Select(member => Officials.Find(member.Number)!.Leaves)]);
        return leaves.All(leave => leave.To >= Day) ? leaves : [.. leaves.Where(leave => leave.To >= Day)];
    }

    public DutyTerms TermsOf(Assignment assignment) => new(
        assignment.Id, assignment.Holder, assignment.Role, assignment.Exclusive, assignment.From, assignment.To,
        AbsencesOf(assignment.Holder), Teams.Find(assignment.Holder.Number)?.Members ?? []);

    /// <summary>
    /// Units an official holds today: its own, and its share of each team's. A team of ten with seven units adds one, rounded up: who
    /// shares seven monthly meetings with nine others has one more to go to.
    /// </summary>
    public int LoadOf(HolderId official) => Loads.GetValueOrDefault(official.Number);

    /// <summary>Adds or replaces an assignment, which is over when nothing of it can be in force any more.</summary>
    public void Put(Assignment assignment, Instant at)
    {
        var isOver = DayOf(at) > assignment.To || assignment.LiveUnits == 0;
        Assignments.Put(isOver && !assignment.IsOver ? assignment with { EndedAt = at } : assignment);
    }

    protected override void Settle(Instant at)
    {
        for (var i = 0; i < Assignments.Items.Count; i++)
            if (Assignments.Items[i] is { IsOver: false } assignment && Day > assignment.To) Assignments.Put(assignment with { EndedAt = at });
    }

    protected override IEnumerable<DateOnly> Turns() =>
        Officials.Items.Where(official => official.IsActive).SelectMany(official => TurnsOf(official.Leaves))
            .Concat(Assignments.Items.Where(assignment => !assignment.IsOver).SelectMany(assignment => TurnsOf(assignment.From, assignment.To)));

    protected override IEnumerable<Instant> Retirements() =>
        Officials.Items.Select(official => official.RetiresAt)
            .Concat(Teams.Items.Select(team => team.RetiresAt))
            .Concat(Assignments.Items.Select(assignment => assignment.RetiresAt));

    protected override void Remove(Instant at)
    {
        Officials.RemoveAll(official => IsDue(official.RetiresAt, at));
        Teams.RemoveAll(team => IsDue(team.RetiresAt, at));
        Assignments.RemoveAll(assignment => IsDue(assignment.RetiresAt, at));
    }

    protected override HoldingTally Count()
    {
        var active = Officials.Items.Where(official => official.IsActive).ToList();
        return HoldingTally.OfHome(
            active.Count, active.Count(official => official.IsOnLeave(Day)), Teams.Items.Count(team => team.IsActive),
            active.Count(official => LoadOf(official.Id) > official.LoadLimit));
    }

    protected override void Forget()
    {
        base.Forget();
        loads = null;
    }

    private Dictionary<int, int> Loads => loads ??= AddShares(UnitsHeld());

    private Dictionary<int, int> UnitsHeld()
    {
        var held = new Dictionary<int, int>();
        foreach (var assignment in Assignments.Items)
            if (assignment.UnitsInForceOn(Day) is var units and > 0)
                held[assignment.Holder.Number] = held.GetValueOrDefault(assignment.Holder.Number) + units;
        return held;
    }

    private Dictionary<int, int> AddShares(Dictionary<int, int> held)
    {
        foreach (var team in Teams.Items)
        {
            if (!team.IsActive || !held.TryGetValue(team.Id.Number, out var units)) continue;
            var share = (units + team.Members.Length - 1) / team.Members.Length;
            foreach (var member in team.Members) held[member.Number] = held.GetValueOrDefault(member.Number) + share;
        }
        return held;
    }
}
