namespace HierarchySim.Core;

/// <summary>
/// A unit's identity: a 64-bit number from the data set's allocator, never reused, the same in every engine.
/// Official codes are not identities: the 2025 reform gave 2,141 commune codes to other units.
/// </summary>
/// <param name="Value">The number; 0 is no unit.</param>
public readonly record struct UnitId(long Value) : IComparable<UnitId>
{
    /// <summary>No unit: the parent of the root.</summary>
    public static readonly UnitId None;

    /// <summary>The first id of every data set: its root.</summary>
    public static readonly UnitId Root = new(1);

    /// <summary>True for a number that an allocator could have given out.</summary>
    public bool IsValid => Value > 0;

    /// <inheritdoc/>
    public int CompareTo(UnitId other) => Value.CompareTo(other.Value);

    /// <summary>Base 32, as people and URLs see it.</summary>
    public override string ToString() => Base32.Write((ulong)Value);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything that is no unit id.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UnitId id)
    {
        id = None;
        if (!Base32.TryRead(text, out var value) || value is 0 or > long.MaxValue) return false;
        id = new UnitId((long)value);
        return true;
    }

    /// <summary>Orders by number.</summary>
    public static bool operator <(UnitId left, UnitId right) => left.Value < right.Value;

    /// <summary>Orders by number.</summary>
    public static bool operator >(UnitId left, UnitId right) => left.Value > right.Value;

    /// <summary>Orders by number.</summary>
    public static bool operator <=(UnitId left, UnitId right) => left.Value <= right.Value;

    /// <summary>Orders by number.</summary>
    public static bool operator >=(UnitId left, UnitId right) => left.Value >= right.Value;
}
