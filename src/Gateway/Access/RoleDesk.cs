using HierarchySim.Core;
using HierarchySim.Engine;

using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>What gives somebody roles and is kept as a record: a key, or a grant.</summary>
internal interface IRoleRecord
{
    /// <summary>Its id, by which lists are ordered.</summary>
    string Id { get; }

    /// <summary>The roles it gives.</summary>
    IReadOnlyList<RoleAt> Roles { get; }
}

/// <summary>Reads records of one kind in the order of their ids: at most so many, after an id.</summary>
internal delegate ValueTask<IReadOnlyList<T>> ListRoleRecords<T>(string? after, int take, CancellationToken left);

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

    /// <summary>A record for whoever administers all its roles; those of others are as if they were not there.</summary>
    public async ValueTask<T?> ShownAsync<T>(HttpContext http, T? record)
        where T : class, IRoleRecord =>
        record is not null && await MayAdministerAsync(Caller.Of(http), record.Roles, http.RequestAborted) ? record : null;

    /// <summary>A page of the records that a caller administers, and the cursor of the next page; or what is wrong with the request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="list">What is listed, as cursors know it.</param>
    /// <param name="cursor">Where the page begins, as the address has it.</param>
    /// <param name="take">How many to list, as the address has it.</param>
    /// <param name="read">Reads them.</param>
    public async Task<(IReadOnlyList<T> Items, string? Next, Problem? Problem)> PageAsync<T>(
        HttpContext http, string list, string? cursor, string? take, ListRoleRecords<T> read)
        where T : class, IRoleRecord
    {
        var (inputs, left) = (Inputs.OfAddress(), http.RequestAborted);
        var (after, count) = (inputs.Position(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return ([], null, wrong);
        var found = new List<T>();
        while (found.Count <= count && await read(after, Limits.PageItemsMax, left) is { Count: > 0 } page)
        {
            foreach (var record in page)
                if (found.Count <= count && await ShownAsync(http, record) is not null) found.Add(record);
            after = page[^1].Id;
        }
        return found.Count > count ? (found[..count], Cursor.Write(list, found[count - 1].Id), null) : (found, null, null);
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
