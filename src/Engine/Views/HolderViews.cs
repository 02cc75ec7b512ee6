using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>An official or a team at its home unit.</summary>
/// <param name="Official">The official; null for a team.</param>
/// <param name="Team">The team; null for an official.</param>
/// <param name="Load">Units an official holds today, its share of its teams' included; those a team holds.</param>
/// <param name="IsOverloaded">True when an official's load is above its limit. A team's units count for its members.</param>
/// <param name="IsOnLeave">True when the official, or every member of the team, is on leave today.</param>
/// <param name="Day">The local day all this is taken for.</param>
public sealed record HolderView(Official? Official, Team? Team, int Load, bool IsOverloaded, bool IsOnLeave, DateOnly Day)
{
    /// <summary>Identity.</summary>
    public HolderId Id => Official?.Id ?? Team!.Id;
}

/// <summary>An assignment at the unit held.</summary>
/// <param name="Duty">The assignment there.</param>
/// <param name="IsInForce">True when it is in force today.</param>
/// <param name="IsPresent">True when it is in force today and the holder is not on leave.</param>
/// <param name="Day">The local day this is taken for.</param>
public sealed record DutyView(Duty Duty, bool IsInForce, bool IsPresent, DateOnly Day);

/// <summary>Takes views of officials, teams and assignments from unit state; shared by all engines.</summary>
public static class HolderViews
{
    /// <summary>A holder at its home unit; null when the unit has none of this id.</summary>
    public static HolderView? Of(UnitState unit, HolderId id)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return unit.FindOfficial(id) is { } official ? Of(unit, official) : unit.FindTeam(id) is { } team ? Of(unit, team) : null;
    }

    /// <summary>A page of a home unit's officials and teams, by number.</summary>
    public static IReadOnlyList<HolderView> List(UnitState unit, ListHolders query)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        var page = unit.Officials.Select(official => official.Id).Concat(unit.Teams.Select(team => team.Id))
            .Where(id => id.Number > query.After).OrderBy(id => id.Number).Take(query.Take);
        return [.. page.Select(id => Of(unit, id)!)];
    }

    /// <summary>A page of a home unit's assignments, by number.</summary>
    public static IReadOnlyList<Assignment> List(UnitState unit, ListAssignments query)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        return [.. unit.Assignments
            .Where(assignment => assignment.Id.Number > query.After && (query.Holder == HolderId.None || assignment.Holder == query.Holder))
            .Take(query.Take)];
    }

    /// <summary>Assignments under which a unit is held.</summary>
    public static IReadOnlyList<DutyView> Duties(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var day = unit.DutyDay;
        return [.. unit.Duties.Select(duty => new DutyView(duty, duty.IsInForceOn(day), duty.IsPresentOn(day), day))];
    }

    private static HolderView Of(UnitState unit, Official official)
    {
        var load = unit.LoadOf(official.Id);
        return new HolderView(official, null, load, official.IsActive && load > official.LoadLimit, official.IsActive && official.IsOnLeave(unit.HomeDay), unit.HomeDay);
    }

    private static HolderView Of(UnitState unit, Team team)
    {
        var day = unit.HomeDay;
        var load = unit.Assignments.Where(assignment => assignment.Holder == team.Id).Sum(assignment => assignment.UnitsInForceOn(day));
        return new HolderView(null, team, load, false, team.IsActive && team.Members.All(member => unit.FindOfficial(member)!.IsOnLeave(day)), day);
    }
}
