namespace HierarchySim.Core;

/// <summary>
/// The terms of a category as they travel with a case, so that a case keeps the terms it was raised under when the catalogue
/// is replaced. Two of equal members are equal, limits included.
/// </summary>
/// <param name="Number">1 to <see cref="Core.Limits.CaseCategoriesMax"/>; stable, and never given to another code.</param>
/// <param name="Version">From 1; grows whenever anything else here changes.</param>
/// <param name="Code">Stable name for machines, such as <c>land</c>.</param>
/// <param name="Competent">The lowest level with the authority to settle such a case.</param>
/// <param name="Limits">How long each level may keep it: one entry for each level of the scheme, from the root down.</param>
public sealed record CategoryTerms(byte Number, int Version, string Code, Level Competent, TierLimit[] Limits)
{
    /// <summary>How long a level may keep a case.</summary>
    public TierLimit LimitAt(Level level) => Limits[level.Index];

    /// <inheritdoc/>
    public bool Equals(CategoryTerms? other) =>
        other is not null && (Number, Version, Competent) == (other.Number, other.Version, other.Competent) && Code == other.Code
        && Limits.AsSpan().SequenceEqual(other.Limits);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = HashCode.Combine(Number, Version, Code, Competent);
        foreach (var limit in Limits) hash = HashCode.Combine(hash, limit);
        return hash;
    }
}

/// <summary>A kind of case (lĩnh vực phản ánh, kiến nghị).</summary>
/// <param name="Terms">What decides: number, version, code, competent level, limits.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="EnglishName">English name.</param>
/// <param name="IsRetired">True when no new case may be raised in it; those that are open go on.</param>
public sealed record CaseCategory(CategoryTerms Terms, string Name, string EnglishName, bool IsRetired = false);
