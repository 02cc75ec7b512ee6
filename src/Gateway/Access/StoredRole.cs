using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>A role at a unit as records keep it.</summary>
/// <param name="Role">The role's word.</param>
/// <param name="Unit">The unit's id.</param>
internal sealed record StoredRole(string Role, string Unit)
{
    public static List<StoredRole> Of(IEnumerable<RoleAt> roles) => [.. roles.Select(held => new StoredRole(Words.Role.Of(held.Role), held.Unit.ToString()))];

    /// <summary>The roles. One that cannot be read gives nothing: what is not understood must not open a door.</summary>
    public static RoleAt[] Read(IEnumerable<StoredRole> stored) =>
        [.. from held in stored
            let role = Words.Role.TryRead(held.Role, out var value) ? value : (Role?)null
            let unit = UnitId.TryParse(held.Unit, out var id) ? id : UnitId.None
            where role is not null && unit.IsValid
            select new RoleAt(role.Value, unit)];

    public static HolderId HolderOf(string? text) => HolderId.TryParse(text, out var id) ? id : HolderId.None;
}
