// The official list of 2023, as downloaded, and the nation synthesised below it. The list
// stands beside the repository, not in it; without it these tests say that they did not run.

using HierarchySim.Engine;

namespace HierarchySim.Import.Tests;

public class RealListTests
{
    private const int Cells = 100_000;
    private const int Groups = 1_020_000;

    [Fact]
    public void The_official_list_is_taken_whole()
    {
        UnitListReading reading = ReadOfficialList();
        Assert.Null(reading.Refusal);
        Assert.Empty(ListText.Problems(reading));
        Assert.Equal(10_604, reading.RowCount);

        UnitList list = reading.List!;
        Assert.True(list.HasDistricts);
        Assert.Equal(63, list.CountOf(ListedLevel.Province));
        Assert.Equal(705, list.CountOf(ListedLevel.District));
        Assert.Equal(10_599, list.CountOf(ListedLevel.Commune));
        Assert.Equal(1 + 63 + 705 + 10_599, list.Count);
        Assert.Equal(
            ["318", "471", "498", "536", "755"],
            list.Units().Where(u => u.Level == ListedLevel.District && u.Children.Count == 0).Select(u => u.Code).Order());
        Assert.Equal(
            [
                ("huyen", 524), ("phuong", 1_737), ("quan", 46), ("quoc-gia", 1), ("thanh-pho", 83), ("thanh-pho-trung-uong", 5),
                ("thi-tran", 614), ("thi-xa", 52), ("tinh", 58), ("xa", 8_248),
            ],
            list.Units().GroupBy(u => u.Kind).Select(g => (g.Key, g.Count())).OrderBy(k => k.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Its_stray_spaces_are_told_not_kept()
    {
        UnitListReading reading = ReadOfficialList();
        Assert.Equal(["Phường Xã", "Quận Huyện"], reading.Notices.Select(n => n.Column).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(reading.List!.Units(), u => u.Name.Contains("  ", StringComparison.Ordinal) || u.Name != u.Name.Trim());
    }

    [Fact]
    public void A_nation_is_synthesised_below_it_with_exact_counts()
    {
        UnitList list = ReadOfficialList().List!;
        Assert.Null(SyntheticTiers.AddTo(list, Cells, Groups, seed: 2023));

        Assert.Equal(Cells, list.CountOf(ListedLevel.Cell));
        Assert.Equal(Groups, list.CountOf(ListedLevel.HouseholdGroup));
        Assert.Equal(1 + 63 + 705 + 10_599 + Cells + Groups, list.Units().Count());
        Assert.Equal(Cells, list.Units().Count(u => u.Level == ListedLevel.Cell));

        var names = new HashSet<string>(ReferenceEqualityComparer.Instance);
        names.UnionWith(list.Units().Where(u => u.Synthetic).Select(u => u.Name));
        Assert.InRange(names.Count, 3, 3 * ImportLimits.SyntheticChildrenMax);

        int[] cells = [.. list.Units().Where(u => u.Level == ListedLevel.Commune).Select(u => u.Children.Count)];
        int[] groups = [.. list.Units().Where(u => u.Level == ListedLevel.Cell).Select(u => u.Children.Count)];
        Assert.All([cells.Min(), groups.Min()], least => Assert.InRange(least, 4, 7));
        Assert.All([cells.Max(), groups.Max()], most => Assert.InRange(most, 13, 18));
    }

    [Fact]
    public void Planned_into_an_empty_tree_every_unit_is_opened()
    {
        UnitList list = ReadOfficialList().List!;
        Assert.Null(SyntheticTiers.AddTo(list, Cells, Groups, seed: 2023));
        var plan = ImportPlan.Compare(list, new ExistingTree(null, new DateOnly(2023, 4, 1)), LevelSchemes.Get("three-tier"));
        Assert.True(plan.CanRun && plan.OpensRoot);
        Assert.Equal((1 + 63 + 705 + 10_599 + Cells + Groups, Cells + Groups, 0), (plan.UnitsToOpen, plan.SyntheticToOpen, plan.UnitsKept));
        Assert.Equal(
            [63, 705, 10_599, Cells, Groups],
            plan.Waves.Select(wave => wave.Sum(family => family.Runs.Sum(run => run.Count))));
        Assert.Equal([1, 63, 700, 10_599, Cells], plan.Waves.Select(wave => wave.Count));
    }

    [Fact]
    public async Task Imported_and_imported_again_it_changes_nothing()
    {
        await using var desk = new ImportDesk();
        await desk.Complete(new ImportRequest("vn-units-2023.csv", ReadOfficialList()));
        Assert.Equal([1, 63, 705, 10_599, 0, 0], desk.CountsByLevel());
        var plan = (await desk.Prepare(new ImportRequest("vn-units-2023.csv", ReadOfficialList()))).Plan;
        Assert.True(plan.IsEmpty && plan.CanRun);
        Assert.Equal((1 + 63 + 705 + 10_599, 0), (plan.UnitsKept, plan.ProvincesNotCovered));
    }

    private static UnitListReading ReadOfficialList()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "HierarchySim.sln")))
            root = Path.GetDirectoryName(root);
        string? beside = Path.GetDirectoryName(root);
        string? path = beside is null ? null : Path.Combine(beside, "shared", "data", "vn-units-2023.csv");
        if (path is null || !File.Exists(path))
            Assert.Skip("NOT RUN: the official list shared/data/vn-units-2023.csv is not beside the repository.");
        return UnitListReader.ReadFile(path);
    }
}
