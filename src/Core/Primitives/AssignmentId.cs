namespace HierarchySim.Core;

/// <summary>An assignment's identity: the holder's home unit, and the number it has there. Written <c>UNIT-NUMBER</c>.</summary>
/// <param name="Home">The home unit, which made the assignment.</param>
/// <param name="Number">1, 2, 3 and so on at that unit.</param>
public readonly record struct AssignmentId(UnitId Home, int Number)
{
    /// <summary>No assignment.</summary>
    public static readonly AssignmentId None;

    /// <summary>True when this names an assignment.</summary>
    public bool IsValid => Home.IsValid && Number > 0;

    /// <inheritdoc/>
    public override string ToString() => NumberedId.Format(Home, Number);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AssignmentId id)
    {
        var parsed = NumberedId.TryParse(text, out var unit, out var number);
        id = parsed ? new AssignmentId(unit, number) : None;
        return parsed;
    }
}
