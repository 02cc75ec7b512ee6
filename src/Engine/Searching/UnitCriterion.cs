using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Something that can be true of a unit, and that a parent's counts can rule out for a whole subtree.</summary>
public abstract record UnitCriterion
{
    /// <summary>True when the unit itself is meant.</summary>
    public abstract bool Matches(UnitState unit, LevelScheme scheme, Instant now);

    /// <summary>False only when no unit of a subtree with these counts is meant.</summary>
    public abstract bool MayBeBelow(SubtreeCounts counts, SubtreeTally tally, LevelScheme scheme, Instant now);

    /// <summary>False only when nothing below a unit can be meant, whatever its children count.</summary>
    public virtual bool LooksBelow(UnitState unit) => true;
}

/// <summary>Units of a subtree that something is true of, in the order of the tree; null when there is no unit at the top.</summary>
/// <param name="Top">The unit at the top.</param>
/// <param name="Criterion">What must be true.</param>
/// <param name="After">Where the last page ended; null for the beginning.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record FindUnits(UnitId Top, UnitCriterion Criterion, UnitPlacePath? After, int Take) : Query<FoundUnits?>;

/// <summary>A page of a search.</summary>
/// <param name="Items">The units.</param>
/// <param name="Next">
/// Where the next page begins; null when there is none. A page may have fewer items than asked for, even none, and a next page: a search
/// looks at <see cref="Limits.UnitsLookedAtPerPageMax"/> units a page.
/// </param>
public sealed record FoundUnits(IReadOnlyList<UnitView> Items, UnitPlacePath? Next)
{
    /// <summary>Where each item is; a page that begins after one of them begins with the item after it.</summary>
    public IReadOnlyList<UnitPlacePath> Places { get; init; } = [];
}

/// <summary>Places among siblings from a search's top down to one unit: where a page ended. It stays right while the tree grows, for places are for ever.</summary>
/// <param name="Places">From the top's child down.</param>
public sealed record UnitPlacePath(IReadOnlyList<int> Places)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('.', Places);

    /// <summary>Reads what <see cref="ToString"/> wrote; the empty text is the top itself.</summary>
    public static bool TryParse(string text, out UnitPlacePath path)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = new UnitPlacePath([]);
        if (text.Length == 0) return true;
        var parts = text.Split('.');
        if (parts.Length >= Limits.LevelsMax) return false;
        var places = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out places[i])) return false;
        path = new UnitPlacePath(places);
        return true;
    }
}
