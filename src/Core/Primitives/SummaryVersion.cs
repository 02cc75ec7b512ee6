namespace HierarchySim.Core;

/// <summary>
/// The version of a unit's derived counts. Incarnation grows whenever an engine loads the unit anew, count with every
/// change since; so versions only grow, also across a crash that forgot some counts.
/// </summary>
/// <param name="Incarnation">Which life of the unit, from 1.</param>
/// <param name="Count">Which change in that life, from 0.</param>
public readonly record struct SummaryVersion(uint Incarnation, uint Count) : IComparable<SummaryVersion>
{
    /// <inheritdoc/>
    public int CompareTo(SummaryVersion other) =>
        Incarnation != other.Incarnation ? Incarnation.CompareTo(other.Incarnation) : Count.CompareTo(other.Count);

    /// <summary>Newer on the right.</summary>
    public static bool operator <(SummaryVersion left, SummaryVersion right) => left.CompareTo(right) < 0;

    /// <summary>Newer on the left.</summary>
    public static bool operator >(SummaryVersion left, SummaryVersion right) => left.CompareTo(right) > 0;

    /// <summary>Newer on the right, or the same.</summary>
    public static bool operator <=(SummaryVersion left, SummaryVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Newer on the left, or the same.</summary>
    public static bool operator >=(SummaryVersion left, SummaryVersion right) => left.CompareTo(right) >= 0;
}
