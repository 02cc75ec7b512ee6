using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The tree itself: units open, change their names, and close.
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
        Assert.All([top, middle, leaf], view => Assert.Null(view.Closed));
    }

    [Fact]
    public async Task An_empty_tree_has_no_units()
    {
        var desk = await StartEmpty();
        Assert.Null(await desk.Engine.QueryAsync(new GetUnit(UnitId.Root)));
        Assert.Null(await desk.Engine.QueryAsync(new GetChildren(UnitId.Root, 0, 10)));
        Assert.Empty(await desk.Engine.QueryAsync(new FindUnitsByCode("02", null, null)));
        Assert.Empty(await desk.AllEvents());
    }

    [Fact]
    public async Task Children_are_listed_by_pages_in_the_order_they_were_opened()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var provinces = await desk.OpenMany(root, "province", 7);

        var first = (await desk.Engine.QueryAsync(new GetChildren(root, 0, 3)))!;
        var last = (await desk.Engine.QueryAsync(new GetChildren(root, 6, 3)))!;
        var beyond = (await desk.Engine.QueryAsync(new GetChildren(root, 7, 3)))!;
        Assert.Equal(provinces[..3], first.Items.Select(child => child.Id));
        Assert.Equal(provinces[6..], last.Items.Select(child => child.Id));
        Assert.Empty(beyond.Items);
        Assert.Equal((7, 7, 7), (first.Total, last.Total, beyond.Total));
    }

    [Fact]
    public async Task Many_children_open_by_one_command()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        await desk.OpenMany(root, "province", Limits.ChildrenPerCommandMax);
        Assert.Equal(Limits.ChildrenPerCommandMax, (await desk.View(root)).UnitsByLevel[1]);
    }

    [Fact]
    public async Task A_unit_gets_a_new_name()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Hà Tây");
        var before = (await desk.View(province)).Version;
        await desk.Accept(province, new RenameUnit("Thành phố Hà Nội"));

        var after = await desk.View(province);
        Assert.Equal("Thành phố Hà Nội", after.Name);
        Assert.True(after.Version > before);
    }

    [Fact]
    public async Task A_unit_closes_and_names_its_successors_which_name_it()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var old = await desk.Open(root, "province", "Tỉnh Hà Nam Ninh", "35");
        var first = await desk.Engine.ReserveIdsAsync(2);
        UnitId[] successors = [first, new(first.Value + 1)];
        await desk.Accept(root, new OpenChildren([
            desk.Define(successors[0], "province", "Tỉnh Nam Hà", "36", old), desk.Define(successors[1], "province", "Tỉnh Ninh Bình", "37", old)]));
        await desk.Accept(old, new CloseUnit(new DateOnly(2024, 12, 31), successors));

        var closed = await desk.View(old);
        Assert.Equal(new DateOnly(2024, 12, 31), closed.Closed);
        Assert.Equal(successors, closed.Successors);
        Assert.Equal(new DateOnly(2024, 12, 31), closed.Codes[^1].ValidTo);
        foreach (var successor in successors) Assert.Equal([old], (await desk.View(successor)).Predecessors);
        var view = await desk.View(root);
        Assert.Equal((3, 2), (view.ChildCount, view.UnitsByLevel[1]));
    }

    [Fact]
    public async Task A_unit_closes_only_after_all_units_below_it()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province");
        var district = await desk.Open(province, "district");
        var close = new CloseUnit(new DateOnly(2025, 1, 5), []);

        await desk.Refuse(province, close, RefusalCode.Conflict, "unit");
        await desk.Accept(district, close);
        await desk.Accept(province, close);
        await desk.Refuse(province, close, RefusalCode.UnitClosed, "unit");
        await desk.Refuse(province, new RenameUnit("x"), RefusalCode.UnitClosed, "unit");
        Assert.Equal([1, 0, 0, 0, 0, 0], (await desk.View(root)).UnitsByLevel);
    }

    [Fact]
    public async Task Ids_are_never_given_out_twice_nor_after_a_unit_has_them()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var first = await desk.Engine.ReserveIdsAsync(10);
        var second = await desk.Engine.ReserveIdsAsync(1);
        Assert.True(first > UnitId.Root);
        Assert.True(second.Value >= first.Value + 10);
        var province = await desk.Open(root, "province");
        Assert.True(await desk.Engine.ReserveIdsAsync(1) > province);
        if (!Harness.IsDurable) return;

        var before = await desk.Engine.ReserveIdsAsync(5);
        await desk.Crash();
        Assert.True((await desk.Engine.ReserveIdsAsync(1)).Value >= before.Value + 5);
    }

    [Fact]
    public async Task An_id_names_one_unit_of_the_whole_tree()
    {
        var desk = await StartEmpty();
        var root = await desk.OpenRoot();
        var provinces = await desk.OpenMany(root, "province", 2);
        var district = await desk.Open(provinces[0], "district");

        await desk.Refuse(provinces[1], new OpenChildren([desk.Define(district, "district", "Huyện khác")]), RefusalCode.AlreadyExists, "id");
        await desk.Refuse(provinces[1], new OpenChildren([desk.Define(root, "district", "Huyện khác")]), RefusalCode.AlreadyExists, "id");
        var twice = await desk.Engine.ReserveIdsAsync(1);
        await desk.Refuse(provinces[1], new OpenChildren([desk.Define(twice, "district", "A"), desk.Define(twice, "district", "B")]), RefusalCode.AlreadyExists, "id");
        Assert.Equal(0, (await desk.View(provinces[1])).ChildCount);
    }

    [Fact]
    public async Task A_root_opens_only_at_the_root_id_and_only_once()
    {
        var desk = await StartEmpty();
        var root = desk.Define(UnitId.Root, "nation", "Việt Nam");
        Assert.Equal(Verdict.Refused, (await desk.Submit(new UnitId(7), new OpenRoot(root))).Verdict);
        await desk.OpenRoot();
        await desk.Refuse(UnitId.Root, new OpenRoot(root), RefusalCode.AlreadyExists, "unit");
        Assert.Equal(Verdict.Refused, (await desk.Submit(new UnitId(7), new OpenRoot(root))).Verdict);
        Assert.Null(await desk.Engine.QueryAsync(new GetUnit(new UnitId(7))));
        Assert.Single(await desk.AllEvents());
    }
}
