using System.Globalization;

namespace HierarchySim.Core;

/// <summary>
/// The text of identities that are a unit and a number there, <c>UNIT-NUMBER</c>. Such ids need no allocator: the unit's own turn
/// counts, so every engine names the same thing alike.
/// </summary>
internal static class NumberedId
{
    public static string Format(UnitId unit, int number) => string.Create(CultureInfo.InvariantCulture, $"{unit}-{number}");

    public static bool TryParse(ReadOnlySpan<char> text, out UnitId unit, out int number)
    {
        (unit, number) = (UnitId.None, 0);
        var dash = text.IndexOf('-');
        return dash >= 0 && UnitId.TryParse(text[..dash], out unit)
            && int.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }
}
