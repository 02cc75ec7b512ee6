using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>For which units an official or a team stands: the same who may act in a unit's name, wherever that is asked.</summary>
internal static class HolderActs
{
    /// <summary>True for an active holder at its home unit and at units it holds today, alone or in a team.</summary>
    public static async ValueTask<bool> StandsForAsync(this IHierarchyEngine engine, HolderId holder, UnitId unit, CancellationToken left) =>
        holder.IsValid && await engine.QueryAsync(new GetHolder(holder), left) is { } view && IsActive(view)
        && (holder.Home == unit || (await engine.QueryAsync(new ListDuties(unit), left) ?? []).Any(duty => duty.IsInForce && duty.Duty.Terms.LetsAct(holder)));

    /// <summary>True when a name somebody acts under is that official's own: itself, or a team it is a member of.</summary>
    public static async ValueTask<bool> IsOwnAsync(this IHierarchyEngine engine, HolderId official, HolderId named, CancellationToken left) =>
        official.IsValid && (named == official || await engine.QueryAsync(new GetHolder(named), left) is { Team: { IsActive: true } team } && team.Members.Contains(official));

    /// <summary>True until an official leaves office, or a team is dissolved.</summary>
    public static bool IsActive(HolderView view) => view.Official?.IsActive ?? view.Team!.IsActive;
}
