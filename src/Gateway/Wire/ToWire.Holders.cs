using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Officials, teams, assignments, and who holds what in a subtree.
internal static partial class ToWire
{
    public static OfficialJson Official(Official official, HolderView view, IReadOnlyList<string> teams, IEnumerable<Assignment> held) => new(
        official.Id.ToString(), official.Id.Home.ToString(), official.Name, official.Posts, ActiveOrEnded(official.IsActive), TimeOrNull(official.EndedAt),
        view.Load, official.LoadLimit, view.IsOverloaded, view.IsOnLeave, Leaves(official.Leaves), teams,
        [.. held.Select(assignment => AssignmentItem(assignment, view.Day))], view.Day);

    public static OfficialItemJson OfficialItem(HolderView view)
    {
        var official = view.Official!;
        return new OfficialItemJson(
            official.Id.ToString(), official.Name, official.Posts, ActiveOrEnded(official.IsActive), view.Load, official.LoadLimit, view.IsOverloaded,
            view.IsOnLeave, Paths.Official(official.Id));
    }

    public static TeamJson Team(Team team, HolderView view, IReadOnlyList<MemberJson> members, IEnumerable<Assignment> held) => new(
        team.Id.ToString(), team.Id.Home.ToString(), team.Name, members, ActiveOrEnded(team.IsActive), TimeOrNull(team.EndedAt), view.Load, view.IsOnLeave,
        [.. held.Select(assignment => AssignmentItem(assignment, view.Day))], view.Day);

    public static TeamItemJson TeamItem(HolderView view)
    {
        var team = view.Team!;
        return new TeamItemJson(team.Id.ToString(), team.Name, team.Members.Length, ActiveOrEnded(team.IsActive), view.Load, view.IsOnLeave, Paths.Team(team.Id));
    }

    public static AssignmentJson Assignment(Assignment assignment, string? holderName, UnitNames names, DateOnly today) => new(
        assignment.Id.ToString(), assignment.Id.Home.ToString(), assignment.Holder.ToString(), holderName, assignment.Role, assignment.Exclusive,
        assignment.From, assignment.To, assignment.SetName, StateOf(assignment, today), TimeOrNull(assignment.EndedAt),
        [.. assignment.Units.Select(held => HeldUnit(assignment, held, names[held.Unit], today))]);

    public static AssignmentItemJson AssignmentItem(Assignment assignment, DateOnly today) => new(
        assignment.Id.ToString(), assignment.Holder.ToString(), assignment.Role, assignment.From, assignment.To, assignment.SetName,
        StateOf(assignment, today), [.. assignment.Units.Where(unit => unit.IsLive).Select(unit => unit.Unit.ToString())],
        assignment.Units.Count(unit => unit.State == HeldState.Travelling), assignment.Units.Count(unit => unit.IsRefused), Paths.Assignment(assignment.Id));

    public static DutyJson Duty(DutyView view, HolderView? holder)
    {
        var terms = view.Duty.Terms;
        return new DutyJson(
            terms.Assignment.ToString(), terms.Holder.ToString(), holder?.Official?.Name ?? holder?.Team?.Name,
            holder is null ? null : holder.Team is null ? "official" : "team", terms.Holder.Home.ToString(), terms.Role, terms.Exclusive, terms.From,
            terms.To, view.IsInForce ? "inForce" : "coming", view.IsPresent, Leaves(terms.Absences), [.. terms.Members.Select(member => member.ToString())]);
    }

    public static ChildCoverageJson ChildCoverage(UnitView child, LevelScheme scheme) =>
        new(child.Id.ToString(), child.Name, scheme.Levels[child.Level.Index].Code, Coverage(child, scheme));

    public static CoverageCountsJson Coverage(UnitView view, LevelScheme scheme)
    {
        var holdings = view.Tally.Holdings;
        return new CoverageCountsJson(
            [.. Enumerable.Range(0, scheme.Levels.Count).Select(index => new Level((byte)index)).Where(level => scheme.HeldLevels.Contains(level))
                .Select(level => LevelCoverage(scheme.Levels[level.Index].Code, view.UnitsByLevel[level.Index], holdings.CoveredAt(level)))],
            holdings.Officials, holdings.OnLeave, holdings.Teams, holdings.Overlapped, holdings.Overloaded);
    }

    // The two numbers climb together, but what a unit tells of itself may be ahead of what its parent has heard of its opening.
    private static LevelCoverageJson LevelCoverage(string level, int units, int covered) => new(level, units, covered, Math.Max(0, units - covered));

    private static HeldUnitJson HeldUnit(Assignment assignment, HeldUnit held, string? name, DateOnly today) => new(
        held.Unit.ToString(), name,
        held.IsRefused ? "refused" : held.State == HeldState.Travelling && !assignment.IsOver ? "travelling" : held.State == HeldState.Ended ? "ended" : StateOf(assignment, today),
        held.IsRefused ? Words.HeldReason.Of(held.State) : null, held.IsRefused ? Words.HeldReasonText.Of(held.State) : null);

    private static string StateOf(Assignment assignment, DateOnly today) =>
        assignment.IsOver || today > assignment.To ? "ended" : assignment.From > today ? "coming" : "inForce";

    private static LeaveJson[] Leaves(LeavePeriod[] leaves) => [.. leaves.Select(leave => new LeaveJson(leave.From, leave.To))];

    private static string ActiveOrEnded(bool active) => active ? "active" : "ended";
}
