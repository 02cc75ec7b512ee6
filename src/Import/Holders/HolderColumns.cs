namespace HierarchySim.Import;

/// <summary>A column of a list of duties. It is known by either title, in any letter case. Immutable.</summary>
/// <param name="Code">The title for machines, and the one in messages.</param>
/// <param name="Title">The Vietnamese title.</param>
/// <param name="IsRequired">True when no list is without it.</param>
internal sealed record HolderColumn(string Code, string Title, bool IsRequired)
{
    /// <summary>True when a title, composed and tidied, means this column.</summary>
    public bool IsTitled(string title) =>
        title.Equals(Code, StringComparison.OrdinalIgnoreCase) || title.Equals(Title, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The columns of both lists. No other column may exist. docs/import-holders.md explains each.</summary>
internal static class HolderColumns
{
    /// <summary>The list's own key of an official or team.</summary>
    public static readonly HolderColumn Ref = new("ref", "Mã số", IsRequired: true);

    /// <summary>The home unit.</summary>
    public static readonly HolderColumn Home = new("home", "Đơn vị công tác", IsRequired: true);

    /// <summary>Name in official duties, or the team's name.</summary>
    public static readonly HolderColumn Name = new("name", "Họ tên", IsRequired: true);

    /// <summary>Codes of posts.</summary>
    public static readonly HolderColumn Posts = new("posts", "Chức vụ", IsRequired: false);

    /// <summary>Units an official may hold.</summary>
    public static readonly HolderColumn LoadLimit = new("load_limit", "Số đơn vị tối đa", IsRequired: false);

    /// <summary>Refs of a team's members; a row with any is a team's.</summary>
    public static readonly HolderColumn Members = new("members", "Thành viên", IsRequired: false);

    /// <summary>Ref of who holds.</summary>
    public static readonly HolderColumn Holder = new("holder", "Mã cán bộ", IsRequired: true);

    /// <summary>Code of a role.</summary>
    public static readonly HolderColumn Role = new("role", "Vai trò", IsRequired: true);

    /// <summary>What is held.</summary>
    public static readonly HolderColumn Units = new("units", "Đơn vị phụ trách", IsRequired: true);

    /// <summary>Name of the set.</summary>
    public static readonly HolderColumn SetName = new("set_name", "Tiểu vùng", IsRequired: false);

    /// <summary>First day.</summary>
    public static readonly HolderColumn From = new("from", "Từ ngày", IsRequired: true);

    /// <summary>Last day.</summary>
    public static readonly HolderColumn To = new("to", "Đến ngày", IsRequired: false);

    /// <summary>The columns of a list, in the order of the documentation.</summary>
    public static IReadOnlyList<HolderColumn> Of(HolderListKind kind) => kind == HolderListKind.Officials
        ? [Ref, Home, Name, Posts, LoadLimit, Members]
        : [Holder, Role, Units, SetName, From, To];
}
