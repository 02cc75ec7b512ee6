using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The tree itself: units open, change their names and codes, and close.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task The_root_opens_and_children_open_below_it()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Hà Giang", "02");
        var district = await desk.Open(province, "district", "Huyện Đồng Văn", "026");

        var (top, middle, leaf) = (await desk.View(root), await desk.View(province), await desk.View(district));
        Assert.Equal((UnitId.None, root, province), (top.Parent, middle.Parent, leaf.Parent));
        Assert.Equal(("Việt Nam", "Tỉnh Hà Giang", "Huyện Đồng Văn"), (top.Name, middle.Name, leaf.Name));
        Assert.Equal((1, 1, 0), (top.ChildCount, middle.ChildCount, leaf.ChildCount));
        Assert.Equal([1, 1, 1, 0, 0, 0], top.UnitsByLevel);
        Assert.Equal([0, 1, 1, 0, 0, 0], middle.UnitsByLevel);
        Assert.Equal([new OfficialCode("026", Desk.FirstDay, null)], leaf.Codes);
    }
}
