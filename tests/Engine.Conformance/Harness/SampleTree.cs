using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// A small province of forty units under the three-tier scheme: one province, two districts, two communes each, two cells each
/// and three household groups each.
/// </summary>
public sealed record SampleTree(UnitId Root, UnitId Province, UnitId[] Districts, UnitId[] Communes, UnitId[] Cells, UnitId[] Groups)
{
    /// <summary>Every unit, parents before children.</summary>
    public IReadOnlyList<UnitId> All => [Root, Province, .. Districts, .. Communes, .. Cells, .. Groups];

    /// <summary>Opens it.</summary>
    public static async Task<SampleTree> Open(Desk desk)
    {
        var root = await desk.OpenRoot();
        var province = await desk.Open(root, "province", "Tỉnh Bến Tre", "83");
        var districts = await desk.OpenMany(province, "district", 2);
        var communes = await OpenBelow(desk, districts, "commune", 2);
        var cells = await OpenBelow(desk, communes, "cell", 2);
        return new SampleTree(root, province, districts, communes, cells, await OpenBelow(desk, cells, "group", 3));
    }

    private static async Task<UnitId[]> OpenBelow(Desk desk, UnitId[] parents, string level, int each)
    {
        var all = new List<UnitId>();
        foreach (var parent in parents) all.AddRange(await desk.OpenMany(parent, level, each));
        return [.. all];
    }
}
