namespace HierarchySim.Import.Reading;

/// <summary>The columns of the statistics office's download. No other column may exist.</summary>
internal enum ListColumn
{
    Province,
    ProvinceCode,
    District,
    DistrictCode,
    Commune,
    CommuneCode,
    Kind,
    EnglishName,
}

/// <summary>The official titles.</summary>
internal static class ListColumns
{
    private static readonly string[] Titles =
        ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp", "Tên Tiếng Anh"];

    /// <summary>What every list has.</summary>
    public static readonly ListColumn[] Required =
        [ListColumn.Province, ListColumn.ProvinceCode, ListColumn.Commune, ListColumn.CommuneCode, ListColumn.Kind];

    /// <summary>What a three-tier list has besides: both or neither.</summary>
    public static readonly ListColumn[] Districts = [ListColumn.District, ListColumn.DistrictCode];

    public static string Title(this ListColumn column) => Titles[(int)column];

    /// <summary>The column with a title, compared in NFC, tidied, in any letter case.</summary>
    public static ListColumn? FromTitle(string title)
    {
        int index = Array.FindIndex(Titles, t => t.Equals(title, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : (ListColumn)index;
    }
}
