// The kinds of unit the official list knows, as one table. An official name begins with
// the word of its kind ("Quận 4", "Xã Đất Mũi"), and that word is the only statement of
// the kind for a province and for a district that has communes: the column Cấp speaks of
// the commune then. So the table is read in both directions: word to key, name to key.
// "Thành phố" is two kinds, one at each of two levels, which is why a level is always asked.

namespace HierarchySim.Import;

/// <summary>The stable keys of the kinds of unit. A key is data for machines and never changes; the words are official.</summary>
public static class UnitKinds
{
    /// <summary>The nation.</summary>
    public const string Nation = "quoc-gia";

    /// <summary>Tỉnh.</summary>
    public const string Province = "tinh";

    /// <summary>Thành phố trực thuộc trung ương: a city that is a province.</summary>
    public const string MunicipalProvince = "thanh-pho-trung-uong";

    /// <summary>Huyện.</summary>
    public const string RuralDistrict = "huyen";

    /// <summary>Quận.</summary>
    public const string UrbanDistrict = "quan";

    /// <summary>Thị xã.</summary>
    public const string Town = "thi-xa";

    /// <summary>Thành phố within a province: a city that is a district.</summary>
    public const string City = "thanh-pho";

    /// <summary>Xã.</summary>
    public const string RuralCommune = "xa";

    /// <summary>Phường.</summary>
    public const string Ward = "phuong";

    /// <summary>Thị trấn.</summary>
    public const string Township = "thi-tran";

    /// <summary>Đặc khu: the commune-level unit of islands since 1 July 2025 (Law 72/2025/QH15).</summary>
    public const string SpecialZone = "dac-khu";

    /// <summary>Ấp.</summary>
    public const string Hamlet = "ap";

    /// <summary>Khu phố.</summary>
    public const string Quarter = "khu-pho";

    /// <summary>Tổ nhân dân tự quản.</summary>
    public const string HouseholdGroup = "to-nhan-dan-tu-quan";

    private static readonly KindWord[] Listed =
    [
        new(ListedLevel.Province, "Tỉnh", Province),
        new(ListedLevel.Province, "Thành phố", MunicipalProvince),
        new(ListedLevel.District, "Huyện", RuralDistrict),
        new(ListedLevel.District, "Quận", UrbanDistrict),
        new(ListedLevel.District, "Thị xã", Town),
        new(ListedLevel.District, "Thành phố", City),
        new(ListedLevel.Commune, "Xã", RuralCommune),
        new(ListedLevel.Commune, "Phường", Ward),
        new(ListedLevel.Commune, "Thị trấn", Township),
        new(ListedLevel.Commune, "Đặc khu", SpecialZone),
    ];

    /// <summary>The kind that a word of the column Cấp means at a level, in any letter case.</summary>
    internal static KindWord? FromWord(ListedLevel level, string word) =>
        Array.Find(Listed, k => k.Level == level && k.Word.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The kind that an official name begins with at a level; null when it begins with none.</summary>
    internal static KindWord? FromName(ListedLevel level, string name) =>
        Array.Find(Listed, k => k.Level == level && k.Begins(name));

    /// <summary>The official words of a level, as a sentence lists them.</summary>
    internal static string Words(ListedLevel level, string? except = null) =>
        string.Join(", ", Listed.Where(k => k.Level == level && k.Key != except).Select(k => k.Word));
}

/// <summary>One row of the table of kinds.</summary>
internal sealed record KindWord(ListedLevel Level, string Word, string Key)
{
    /// <summary>Whether a name begins with this word and something follows it.</summary>
    public bool Begins(string name) =>
        name.Length > Word.Length + 1
        && name[Word.Length] == ' '
        && name.StartsWith(Word, StringComparison.OrdinalIgnoreCase);
}
