namespace HierarchySim.Core;

/// <summary>
/// A directive's identity: the unit that issued it and the number it has there. No allocator is asked, so every engine
/// names the same directive alike. Written <c>UNIT-NUMBER</c>, the unit in base 32.
/// </summary>
/// <param name="Issuer">The unit at which the directive was issued.</param>
/// <param name="Number">1, 2, 3 and so on at that unit.</param>
public readonly record struct DirectiveId(UnitId Issuer, int Number)
{
    /// <summary>No directive.</summary>
    public static readonly DirectiveId None;

    /// <summary>True when this names a directive.</summary>
    public bool IsValid => Issuer.IsValid && Number > 0;

    /// <inheritdoc/>
    public override string ToString() => NumberedId.Format(Issuer, Number);

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DirectiveId id)
    {
        var parsed = NumberedId.TryParse(text, out var unit, out var number);
        id = parsed ? new DirectiveId(unit, number) : None;
        return parsed;
    }
}
