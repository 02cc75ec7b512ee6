using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The field report of Tân Hồng: the secretary of a cell is also the head of its hamlet, two posts of one official.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Tan_Hong_39_cell_secretaries_are_hamlet_heads_too()
    {
        var desk = await StartEmpty();
        var place = await desk.OpenPlace("Tỉnh Đồng Tháp", "tinh", "Huyện Tân Hồng", "huyen");
        UnitId[] communes = [.. await desk.OpenKind(place.District, "xa", 8, "Xã"), .. await desk.OpenKind(place.District, "thi-tran", 1, "Thị trấn")];
        UnitId[] cells = [.. (await desk.OpenBelow(communes, "ap", PlaceDesk.Sizes((6, 4), (3, 5)), "Ấp")).SelectMany(of => of)];
        Assert.Null(await desk.Engine.SetCatalogAsync(CatalogWith(file =>
            file["posts"]!.AsArray().Single(post => (string)post!["code"]! == "cell-secretary")!["alsoHolds"] = "hamlet-head")));

        var secretaries = new List<HolderId>();
        foreach (var cell in cells)
        {
            var refusal = await desk.Refuse(cell, new RegisterOfficial("Bí thư chi bộ", ["cell-secretary"], 0), RefusalCode.Invalid, "posts");
            Assert.Contains("hamlet-head", refusal.NextStep, StringComparison.Ordinal);
            var answer = await desk.Accept(cell, new RegisterOfficial("Bí thư chi bộ, trưởng ấp", ["cell-secretary", "hamlet-head"], 0));
            secretaries.Add(new HolderId(cell, answer.Number));
        }
        // One official of two posts counts once.
        foreach (var above in place.Chain) Assert.Equal((39, 0, 0, 0), await desk.Staff(above));
        foreach (var secretary in secretaries) Assert.Equal(["cell-secretary", "hamlet-head"], (await desk.Holder(secretary)).Official!.Posts);

        // A secretary cannot give up the hamlet; a hamlet's head need not be the secretary.
        var (home, first) = (cells[0], secretaries[0]);
        await desk.Refuse(home, new ChangeOfficial(first, "Bí thư chi bộ", ["cell-secretary"], 0), RefusalCode.Invalid, "posts");
        Assert.Equal(["cell-secretary", "hamlet-head"], (await desk.Holder(first)).Official!.Posts);
        await desk.Accept(home, new ChangeOfficial(first, "Trưởng ấp", ["hamlet-head"], 0));
        Assert.Equal(["hamlet-head"], (await desk.Holder(first)).Official!.Posts);
    }
}
