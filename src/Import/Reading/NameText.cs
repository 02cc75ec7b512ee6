// Text as it is stored and compared: NFC, no edge spaces, single spaces inside. The
// published list itself has stray double spaces ("Xã  Tư"), and Vietnamese typed on a Mac
// arrives decomposed; both look identical on a screen and must be identical here.

using System.Globalization;
using System.Text;

namespace HierarchySim.Import.Reading;

/// <summary>Puts text into its one stored form, and makes it safe to print in a message.</summary>
internal static class NameText
{
    private const int PrintedCharsMax = 60;

    /// <summary>Trims and makes every inner run of spaces one plain space.</summary>
    public static string Tidy(string text)
    {
        string trimmed = text.Trim();
        bool tidy = true;
        for (int i = 0; i < trimmed.Length && tidy; i++)
            tidy = !IsSpace(trimmed[i]) || (trimmed[i] == ' ' && trimmed[i + 1] != ' ' && !IsSpace(trimmed[i + 1]));
        if (tidy)
            return trimmed;

        var result = new StringBuilder(trimmed.Length);
        foreach (char c in trimmed)
        {
            if (!IsSpace(c))
                result.Append(c);
            else if (result[^1] != ' ')
                result.Append(' ');
        }

        return result.ToString();
    }

    /// <summary>
    /// Whether text holds what no name may: control and format characters (which hide or reorder
    /// what is shown), line separators, private-use characters and broken surrogates.
    /// </summary>
    public static bool HasUnprintable(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || IsUnprintable(Rune.GetUnicodeCategory(rune)))
                return true;
        }

        return false;
    }

    /// <summary>The text cut short and without control characters, for a message or a terminal.</summary>
    public static string Printable(string text)
    {
        string cut = text.Length > PrintedCharsMax ? string.Concat(text.AsSpan(0, PrintedCharsMax), "…") : text;
        if (!HasUnprintable(cut))
            return cut;

        var result = new StringBuilder(cut.Length);
        foreach (Rune rune in cut.EnumerateRunes())
            result.Append(IsUnprintable(Rune.GetUnicodeCategory(rune)) ? "\uFFFD" : rune.ToString());
        return result.ToString();
    }

    private static bool IsSpace(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator;

    private static bool IsUnprintable(UnicodeCategory category) => category
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate;
}
