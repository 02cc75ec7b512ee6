using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class DemoTreeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_is_one_district_with_its_communes_cells_and_groups()
    {
        await using var desk = new ImportDesk();
        Assert.False(await DemoTree.IsDemoAsync(desk.Engine, Token));
        Assert.Null(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        Assert.True(await DemoTree.IsDemoAsync(desk.Engine, Token));
        Assert.Equal([1, 1, 1, 20, 93, 1_470], desk.CountsByLevel());

        var district = Assert.Single(await desk.Engine.QueryAsync(new FindUnitsByCode("835", null, null), Token));
        Assert.Equal("Huyện Bình Đại", district.Name);
        var province = await desk.Engine.QueryAsync(new GetUnit(district.Parent), Token);
        Assert.Equal(("Tỉnh Bến Tre", "83"), (province!.Name, province.Codes[0].Value));
        Assert.All(desk.Inner.Inspect(units => units.ToArray()), unit => Assert.Equal(unit.Level.Index >= 4, unit.Synthetic));
    }

    [Fact]
    public async Task Making_it_again_changes_nothing()
    {
        await using var desk = new ImportDesk();
        await DemoTree.CreateAsync(desk.Engine, desk.Time, Token);
        var sent = desk.Engine.Commands.Count;
        Assert.Null(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        Assert.Equal(sent, desk.Engine.Commands.Count);
        Assert.Equal(1, await desk.CountImports());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(60)]
    public async Task A_demo_broken_off_is_completed(int cut)
    {
        await using var desk = new ImportDesk();
        desk.Engine.Before = (number, _) => number >= cut ? StubbornEngine.Refuse(RefusalCode.Stopping) : null;
        Assert.NotNull(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        desk.Engine.Before = (_, _) => null;
        Assert.Null(await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        Assert.Equal([1, 1, 1, 20, 93, 1_470], desk.CountsByLevel());
        Assert.Equal(1_586, desk.Paths().Distinct().Count());
    }

    [Fact]
    public async Task A_demo_never_goes_in_beside_other_data()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(ImportDesk.Request(["Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã"]));
        Assert.Equal(
            "The data set holds units that are not a demo's. Start the demo on an empty data set.",
            await DemoTree.CreateAsync(desk.Engine, desk.Time, Token));
        Assert.False(await DemoTree.IsDemoAsync(desk.Engine, Token));
        Assert.Equal([1, 1, 1, 1, 0, 0], desk.CountsByLevel());
    }

    [Fact]
    public async Task A_scheme_without_districts_cannot_hold_it()
    {
        await using var desk = new ImportDesk("two-tier");
        Assert.StartsWith(
            "The demo cannot be made: The list has districts", await DemoTree.CreateAsync(desk.Engine, desk.Time, Token), StringComparison.Ordinal);
        Assert.False(await DemoTree.IsDemoAsync(desk.Engine, Token));
    }
}
