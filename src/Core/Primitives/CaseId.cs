namespace HierarchySim.Core;

/// <summary>A case's identity: the unit where it was raised, and the number it has there. Written <c>UNIT-NUMBER</c>.</summary>
/// <param name="Origin">Where it was raised, and where its answer returns to.</param>
/// <param name="Number">1, 2, 3 and so on at that unit.</param>
public readonly record struct CaseId(UnitId Origin, int Number)
{
    /// <summary>No case.</summary>
    public static readonly CaseId None;

    /// <summary>True when this names a case.</summary>
    public bool IsValid => Origin.IsValid && Number > 0;

    /// <inheritdoc/>
    public override string ToString() => NumberedId.Format(Origin, Number);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CaseId id)
    {
        var parsed = NumberedId.TryParse(text, out var unit, out var number);
        id = parsed ? new CaseId(unit, number) : None;
        return parsed;
    }
}
