// Lists of officials kept in personnel offices have columns that this product must never
// take. Any unknown column is refused; for these the message says that no other title will
// help. Titles come with and without accents, so they are compared without.

using System.Globalization;
using System.Text;

namespace HierarchySim.Import;

/// <summary>Titles of what is never kept of an official: party membership, religion, ethnicity, health, opinions.</summary>
internal static class NeverKept
{
    private static readonly string[] Phrases =
    [
        "dang vien", "vao dang", "dang phi", "chi bo dang", "party", "ton giao", "religion", "faith", "dan toc", "ethnic", "suc khoe", "benh", "health",
        "illness", "chinh kien", "quan diem", "opinion", "belief",
    ];

    /// <summary>True when a column of this title would hold such a thing.</summary>
    public static bool IsMeantBy(string title)
    {
        var plain = WithoutAccents(title);
        return plain == "dang" || Phrases.Any(phrase => plain.Contains(phrase, StringComparison.Ordinal));
    }

    private static string WithoutAccents(string title)
    {
        var plain = new StringBuilder(title.Length);
        foreach (var c in title.Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) continue;
            var lower = char.ToLowerInvariant(c);
            plain.Append(lower == 'đ' ? 'd' : char.IsLetterOrDigit(lower) ? lower : ' ');
        }

        return plain.ToString().Trim();
    }
}
