using System.Globalization;

namespace HierarchySim.Core;

/// <summary>
/// Names a text that is kept outside the journal and can be erased. The command that brought the text gives it its name, so a
/// retried command names the same text. Written as 32 hexadecimal digits.
/// </summary>
/// <param name="High">The upper half.</param>
/// <param name="Low">The lower half.</param>
public readonly record struct TextId(ulong High, ulong Low)
{
    /// <summary>No text.</summary>
    public static readonly TextId None;

    /// <summary>True when this names a text.</summary>
    public bool IsValid => (High | Low) != 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TextId id)
    {
        id = None;
        if (text.Length != 32 || text.ContainsAnyExcept(Digits)) return false;
        id = new TextId(
            ulong.Parse(text[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            ulong.Parse(text[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return id.IsValid;
    }

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789abcdef");
}
