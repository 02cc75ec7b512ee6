using System.Globalization;
using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Active officials by a part of the name and by post. Case and diacritics do not count, so that 'nguyen' finds 'Nguyễn' and 'dong' finds
/// 'Đồng': whoever searches may have no Vietnamese keyboard.
/// </summary>
public sealed record OfficialFilter
{
    private readonly string? folded;

    /// <summary>Officials by name and post.</summary>
    /// <param name="name">Part of the name; null for any.</param>
    /// <param name="post">Code of a post; null for any.</param>
    public OfficialFilter(string? name, string? post)
    {
        folded = name is null ? null : Fold(name);
        Post = post;
    }

    /// <summary>Code of a post; null for any.</summary>
    public string? Post { get; }

    /// <summary>True when an official is meant.</summary>
    public bool Fits(Official official)
    {
        ArgumentNullException.ThrowIfNull(official);
        return official.IsActive && (Post is null || official.Posts.Contains(Post)) && (folded is null || Fold(official.Name).Contains(folded, StringComparison.Ordinal));
    }

    private static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) plain.Append(Rune.ToLowerInvariant(rune).ToString());
        return plain.ToString().Replace('đ', 'd');
    }
}
