namespace HierarchySim.Core;

/// <summary>In what role a holder holds a unit (vai trò phân công).</summary>
/// <param name="Code">Stable name for machines.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="Exclusive">True when two holders of one home unit, both in this role at one unit, overlap.</param>
public sealed record DutyRole(string Code, string Name, string EnglishName, bool Exclusive);

/// <summary>A post an official has (chức danh).</summary>
/// <param name="Code">Stable name for machines.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="AlsoHolds">
/// Code of a post that whoever has this one must have too, or null. Source: the field report of Tân Hồng, where the secretary of a
/// cell is also the head of its hamlet (bí thư chi bộ kiêm trưởng ấp).
/// </param>
public sealed record PostDefinition(string Code, string Name, string EnglishName, string? AlsoHolds);
