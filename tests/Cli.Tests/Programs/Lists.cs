// Lists in the statistics office's format. Names are numbers, so that no real place is meant.

using System.Globalization;
using System.Text;

namespace HierarchySim.Cli.Tests;

internal static class Lists
{
    public const string Header = "Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp";

    public static string Of(params string[] rows) => string.Join('\n', [Header, .. rows]) + "\n";

    public static string Row(int province, int district, int commune) => string.Create(
        CultureInfo.InvariantCulture, $"Tỉnh {province},{province:D2},Huyện {district},{district:D3},Xã {commune},{commune:D5},Xã");

    /// <summary>A list of so many provinces, districts in each and communes in each of those; codes count from 1.</summary>
    public static string Grid(int provinces, int districts, int communes)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var p = 0; p < provinces; p++)
            for (var d = 0; d < districts; d++)
                for (var c = 0; c < communes; c++)
                    text.Append(Row(p + 1, (p * districts) + d + 1, (((p * districts) + d) * communes) + c + 1)).Append('\n');
        return text.ToString();
    }
}
