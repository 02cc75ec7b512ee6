using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Who may give roles to whom, for keys and for grants alike: it takes the right 'administer' at the unit of every role and at the home
/// of the official, so nobody gives more than it has.
/// </summary>
internal sealed class RoleDesk(IHierarchyEngine engine, AccessGuard guard)
{
    /// <summary>Reads roles and official of a body; what is wrong stays in the inputs.</summary>
    public static (RoleAt[] Roles, HolderId Holder) Read(IReadOnlyList<RoleAtJson> asked, string? holder, Inputs inputs)
    {
        if (asked.Count is 0 or > GatewayLimits.RolesPerCallerMax)
        {
            inputs.Fail("roles", $"a caller has 1 to {GatewayLimits.RolesPerCallerMax} roles (RolesPerCallerMax)", "Correct the list", 0, nameof(GatewayLimits.RolesPerCallerMax));
            return ([], HolderId.None);
        }
        RoleAt[] roles = [.. asked.Select((role, place) => new RoleAt(
            inputs.Word($"roles[{place}].role", role.Role, Words.Role), inputs.Unit($"roles[{place}].unit", role.Unit)))];
        var official = inputs.HolderOrNone("holder", holder);
        if (inputs.Problem is null && !official.IsValid && roles.Any(held => held.Role == Role.Official))
            inputs.Fail("holder", "a caller in the role 'official' stands for one, who says where it acts", "Name the official", 0);
        return (roles, official);
    }

    /// <summary>Why a caller may not give these roles; null when it may.</summary>
    public async ValueTask<Problem?> CheckGivingAsync(Caller caller, IReadOnlyList<RoleAt> roles, HolderId holder, CancellationToken left)
    {
        for (var place = 0; place < roles.Count; place++)
        {
            var (unit, field) = (roles[place].Unit, $"roles[{place}].unit");
            if (await guard.CheckAsync(caller, Right.Administer, unit, left, field) is { } refused) return refused;
            // The root may be given before it is there: keys come first, and then the import.
            if (unit != UnitId.Root && await engine.QueryAsync(new GetUnit(unit), left) is null) return Missing.Unit(field);
        }
        if (!holder.IsValid) return null;
        if (await guard.CheckAsync(caller, Right.Administer, holder.Home, Missing.Official("holder"), left) is { } foreign) return foreign;
        return await engine.QueryAsync(new GetHolder(holder), left) is { Official.IsActive: true } ? null : Missing.Official("holder");
    }

    /// <summary>True when a caller administers every unit of some roles, and so may see, change and end them.</summary>
    public async ValueTask<bool> MayAdministerAsync(Caller caller, IReadOnlyList<RoleAt> roles, CancellationToken left)
    {
        foreach (var held in roles)
            if (await guard.ReachAsync(caller, Right.Administer, held.Unit, left) != Reach.Allowed) return false;
        // Roles that could not be read are for those who administer everything.
        return roles.Count > 0 || await guard.ReachAsync(caller, Right.Administer, UnitId.Root, left) == Reach.Allowed;
    }
}
