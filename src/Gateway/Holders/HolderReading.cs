using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>Reads of officials, teams and what they hold that take several questions to the engine.</summary>
internal static class HolderReading
{
    /// <summary>
    /// A page of a home unit's officials, or of its teams; null when there is no such unit. Both share their numbers, so the engine
    /// lists them together, at most <see cref="Limits.OfficialsPerUnitMax"/> and <see cref="Limits.TeamsPerUnitMax"/> of them.
    /// </summary>
    /// <returns>The holders, and the number after which the next page begins; 0 for none.</returns>
    public static async Task<(List<HolderView> Items, int Next)?> PageAsync(
        IHierarchyEngine engine, UnitId home, Func<HolderView, bool> wanted, int after, int take, CancellationToken left)
    {
        var found = new List<HolderView>();
        while (await engine.QueryAsync(new ListHolders(home, after, Limits.PageItemsMax), left) is { } page)
        {
            found.AddRange(page.Where(wanted));
            if (found.Count > take) return (found[..take], found[take - 1].Id.Number);
            if (page.Count < Limits.PageItemsMax) return (found, 0);
            after = page[^1].Id.Number;
        }
        return null;
    }

    /// <summary>The assignments that overlap at a unit today, with their holders' names.</summary>
    public static async Task<List<DutyJson>> OverlapsAsync(IHierarchyEngine engine, UnitId unit, CancellationToken left)
    {
        var present = (await engine.QueryAsync(new ListDuties(unit), left) ?? []).Where(duty => duty.IsPresent).ToList();
        var found = new List<DutyJson>();
        foreach (var duty in present.Where(one => present.Any(other => one.Duty.Terms.Overlaps(other.Duty.Terms))))
            found.Add(ToWire.Duty(duty, await engine.QueryAsync(new GetHolder(duty.Duty.Terms.Holder), left)));
        return found;
    }

    /// <summary>Assignments of a holder that are not over.</summary>
    public static async Task<List<Assignment>> HeldByAsync(IHierarchyEngine engine, HolderId holder, CancellationToken left)
    {
        var found = new List<Assignment>();
        var after = 0;
        while (await engine.QueryAsync(new ListAssignments(holder.Home, holder, after, Limits.PageItemsMax), left) is { Count: > 0 } page)
        {
            found.AddRange(page.Where(assignment => !assignment.IsOver));
            if (page.Count < Limits.PageItemsMax) break;
            after = page[^1].Id.Number;
        }
        return found;
    }

    /// <summary>An official with its teams and all it holds; null when its home unit has none of this id.</summary>
    public static async Task<Found?> OfficialAsync(IHierarchyEngine engine, HolderId id, CancellationToken left)
    {
        if (await engine.QueryAsync(new GetHolder(id), left) is not { Official: { } official } view) return null;
        var teams = await PageAsync(
            engine, id.Home, holder => holder.Team is { IsActive: true } team && team.Members.Contains(id), 0, Limits.TeamsPerUnitMax, left);
        var (names, held) = (new List<string>(), await HeldByAsync(engine, id, left));
        foreach (var team in teams?.Items ?? [])
        {
            names.Add(team.Id.ToString());
            held.AddRange(await HeldByAsync(engine, team.Id, left));
        }
        return new Found(ToWire.Official(official, view, names, held), Edition.Of(official));
    }

    /// <summary>A team with its members' names and all it holds; null when its home unit has none of this id.</summary>
    public static async Task<Found?> TeamAsync(IHierarchyEngine engine, HolderId id, CancellationToken left)
    {
        if (await engine.QueryAsync(new GetHolder(id), left) is not { Team: { } team } view) return null;
        var members = new List<MemberJson>();
        foreach (var member in team.Members)
            members.Add(new MemberJson(member.ToString(), (await engine.QueryAsync(new GetHolder(member), left))?.Official?.Name));
        return new Found(ToWire.Team(team, view, members, await HeldByAsync(engine, id, left)), Edition.Of(team));
    }

    /// <summary>An assignment with the names of its units; null when its home unit has none of this id.</summary>
    public static async Task<Found?> AssignmentAsync(IHierarchyEngine engine, AssignmentId id, DateOnly today, CancellationToken left)
    {
        if (await engine.QueryAsync(new GetAssignment(id), left) is not { } assignment) return null;
        var names = await UnitNames.OfAsync(engine, assignment.Units.Select(held => held.Unit), left);
        var holder = await engine.QueryAsync(new GetHolder(assignment.Holder), left);
        return new Found(ToWire.Assignment(assignment, holder?.Official?.Name ?? holder?.Team?.Name, names, today), null);
    }
}

/// <summary>A thing of a home unit as callers see it.</summary>
/// <param name="View">What they see.</param>
/// <param name="Edition">What stands for it in conditions; null for what is only made and ended.</param>
internal sealed record Found(object View, Edition? Edition);
