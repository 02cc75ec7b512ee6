namespace HierarchySim.Core;

/// <summary>
/// An official code and the days on which it belonged to the unit. Codes are attributes with a validity period.
/// Source: the General Statistics Office's lists (2-digit province, 3-digit district, 5-digit commune).
/// </summary>
/// <param name="Value">Digits, as in the official list.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day; null while valid.</param>
public sealed record OfficialCode(string Value, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>True when the code belonged to the unit on a day.</summary>
    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is not { } last || day <= last);
}

/// <summary>What a unit is when it opens.</summary>
/// <param name="Id">From the data set's allocator.</param>
/// <param name="Kind">Its kind, and with it its level.</param>
/// <param name="Name">Official name.</param>
/// <param name="Opened">First day.</param>
/// <param name="Code">Official code valid from the first day, or null.</param>
/// <param name="Synthetic">True when it was made up to stand for units that no list names.</param>
/// <param name="Predecessors">Units it was made from.</param>
public sealed record UnitDefinition(
    UnitId Id, KindIndex Kind, string Name, DateOnly Opened, string? Code, bool Synthetic, UnitId[] Predecessors);

/// <summary>Where a unit sits.</summary>
/// <param name="Parent">Its parent; <see cref="UnitId.None"/> for the root.</param>
/// <param name="IndexInParent">Its place among the parent's children, for ever.</param>
/// <param name="Depth">0 for the root.</param>
public readonly record struct UnitPlace(UnitId Parent, int IndexInParent, int Depth);
