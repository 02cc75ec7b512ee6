namespace HierarchySim.Core;

/// <summary>
/// Crockford's base 32 for 64-bit numbers: what people and URLs see of an id. No padding, no leading zeros, upper case
/// when written; when read, lower case is accepted and I, L and O are read as 1, 1 and 0.
/// Source: Douglas Crockford, "Base 32", without the optional check symbol.
/// </summary>
public static class Base32
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Longest text of a 64-bit number.</summary>
    public const int LengthMax = 13;

    /// <summary>Writes a number without leading zeros; zero is "0".</summary>
    public static string Write(ulong value)
    {
        Span<char> buffer = stackalloc char[LengthMax];
        var at = LengthMax;
        do
        {
            buffer[--at] = Digits[(int)(value & 31)];
            value >>= 5;
        }
        while (value != 0);
        return new string(buffer[at..]);
    }

    /// <summary>Reads a number; false when the text is empty, too long, too large or holds another character.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > LengthMax) return false;
        foreach (var c in text)
        {
            var digit = DigitOf(c);
            if (digit < 0 || value >> 59 != 0) return false;
            value = (value << 5) | (uint)digit;
        }
        return true;
    }

    // Only ASCII has a case here: elsewhere some letters, such as the long s, have an ASCII letter for their upper case.
    private static int DigitOf(char c) => (char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c) switch
    {
        'O' => 0,
        'I' or 'L' => 1,
        var upper => Digits.IndexOf(upper, StringComparison.Ordinal),
    };
}
