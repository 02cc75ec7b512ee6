// The reader gives the same result whatever the operator's machine is set to. Turkish is
// the hard one: its capital of i is not I, which breaks careless comparison of titles.

using System.Globalization;

namespace HierarchySim.Import.Tests;

public class CultureTests
{
    [Theory]
    [InlineData("")]
    [InlineData("vi-VN")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_same_file_means_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            UnitListReading text = ListText.Read(ListText.Lines(
                "TỈNH THÀNH PHỐ,mã tp,QUẬN HUYỆN,MÃ QH,phường xã,mã px,CẤP,TÊN TIẾNG ANH",
                "TỈNH ĐIỆN BIÊN,11,thị xã Mường Lay,095,PHƯỜNG Na Lay,03151,PHƯỜNG,Na Lay"));
            Assert.Equal(["tinh 11 TỈNH ĐIỆN BIÊN", "  thi-xa 095 thị xã Mường Lay", "    phuong 03151 PHƯỜNG Na Lay"], ListText.TreeOf(text));

            UnitListReading sheet = ListText.Read(Workbook.Xlsx([
                [.. ListText.TwoTier.Split(',')], ["Tỉnh Điện Biên", 11, "Phường Na Lay", 3151.5, "Phường"]]));
            Assert.Equal(["line 2, Mã PX '3151.5': must be exactly 5 digits, leading zeros included"], ListText.Problems(sheet));

            Assert.Null(SyntheticTiers.AddTo(text.List!, 3, 9, seed: 1));
            Assert.Equal("Khu phố 1, Khu phố 2, Khu phố 3", string.Join(", ", text.List!.Units().Where(u => u.Level == ListedLevel.Cell).Select(u => u.Name)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
