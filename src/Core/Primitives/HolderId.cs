namespace HierarchySim.Core;

/// <summary>
/// An official's or a team's identity: the home unit that registered it, and the number it has there. Written <c>UNIT-NUMBER</c>.
/// </summary>
/// <param name="Home">The home unit, the authority on its load and limits.</param>
/// <param name="Number">1, 2, 3 and so on at that unit; officials and teams share the numbers.</param>
public readonly record struct HolderId(UnitId Home, int Number)
{
    /// <summary>Nobody: the unit itself acts.</summary>
    public static readonly HolderId None;

    /// <summary>True when this names a holder.</summary>
    public bool IsValid => Home.IsValid && Number > 0;

    /// <inheritdoc/>
    public override string ToString() => NumberedId.Format(Home, Number);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out HolderId id)
    {
        var parsed = NumberedId.TryParse(text, out var unit, out var number);
        id = parsed ? new HolderId(unit, number) : None;
        return parsed;
    }
}
