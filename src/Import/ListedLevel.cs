namespace HierarchySim.Import;

/// <summary>The level of a unit in an imported list, from the root down.</summary>
public enum ListedLevel
{
    /// <summary>The root: the nation (quốc gia).</summary>
    Nation,

    /// <summary>Province (tỉnh, thành phố trực thuộc trung ương).</summary>
    Province,

    /// <summary>District (huyện, quận, thị xã, thành phố). Absent from a two-tier list.</summary>
    District,

    /// <summary>Commune (xã, phường, thị trấn, đặc khu).</summary>
    Commune,

    /// <summary>Cell (ấp, khu phố): never in the official list, only synthesised.</summary>
    Cell,

    /// <summary>Household group (tổ nhân dân tự quản): never in the official list, only synthesised.</summary>
    HouseholdGroup,
}
