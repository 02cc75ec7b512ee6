// What synthesis promises: exact totals, nobody left out, nobody swamped, the same tree
// for the same seed, and a clear no when the numbers cannot be met.

namespace HierarchySim.Import.Tests;

public class SyntheticTiersTests
{
    [Fact]
    public void Cells_and_groups_are_named_after_the_ground_they_are_on()
    {
        UnitList list = ListText.Read(ListText.Lines(
            ListText.ThreeTier,
            "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã Đất Mũi,32248,Xã",
            "Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Thị trấn Rạch Gốc,32244,Thị trấn",
            "Tỉnh Cà Mau,96,Huyện Năm Căn,972,,,Huyện")).List!;
        Assert.Null(SyntheticTiers.AddTo(list, 2, 3, seed: 4));

        Assert.Equal(
            [
                "tinh 96 Tỉnh Cà Mau",
                "  huyen 973 Huyện Ngọc Hiển",
                "    xa 32248 Xã Đất Mũi",
                "      ap * Ấp 1",
                "        to-nhan-dan-tu-quan * Tổ nhân dân tự quản 1",
                "    thi-tran 32244 Thị trấn Rạch Gốc",
                "      khu-pho * Khu phố 1",
                "        to-nhan-dan-tu-quan * Tổ nhân dân tự quản 1",
                "        to-nhan-dan-tu-quan * Tổ nhân dân tự quản 2",
                "  huyen 972 Huyện Năm Căn",
            ],
            ListText.Tree(list));
        Assert.All(list.Units(), u => Assert.Equal(u.Level >= ListedLevel.Cell, u.Synthetic));
        Assert.All(list.Units().Where(u => u.Synthetic), u => Assert.Equal(0, u.SourceLine));
    }

    public static TheoryData<int, int, int, string?> Totals => new()
    {
        { 10, 0, 0, null },
        { 10, 10, 0, null },
        { 10, 10, 10, null },
        { 10, 4000, 0, null },
        { 1, 400, 160_000, null },
        { 10, 9, 0, "9 cells are too few for 10 communes: each must get at least one." },
        { 10, 4001, 0, "4001 cells are too many for 10 communes: each may get at most 400." },
        { 10, 10, 9, "9 groups are too few for 10 cells: each must get at least one." },
        { 10, 10, 4001, "4001 groups are too many for 10 cells: each may get at most 400." },
        { 10, 0, 5, "5 groups were asked for and 0 cells; a group needs a cell to be in." },
        { 10, -1, 5, "-1 cells and 5 groups were asked for; neither number may be negative." },
        { 10, 10, -5, "10 cells and -5 groups were asked for; neither number may be negative." },
        { 10, int.MaxValue, int.MaxValue, "2147483647 cells and 2147483647 groups are more than 5000000 units together, the limit." },
        { 0, 5, 5, "5 cells were asked for, and the list has no communes to hold them." },
    };

    [Theory]
    [MemberData(nameof(Totals))]
    public void Totals_that_can_be_met_are_met_and_others_are_refused_with_the_rule(int communes, int cells, int groups, string? reason)
    {
        UnitList list = ListOf(communes);
        SynthesisRefusal? refusal = SyntheticTiers.AddTo(list, cells, groups, seed: 7);
        Assert.Equal(reason, refusal?.Reason);
        CheckCounts(list, reason is null ? cells : 0, reason is null ? groups : 0);
    }

    [Fact]
    public void A_list_is_filled_only_once()
    {
        UnitList list = ListOf(2);
        Assert.Null(SyntheticTiers.AddTo(list, 5, 5, seed: 1));
        Assert.Equal("The list already has 5 cells. Read it again to synthesise other ones.", SyntheticTiers.AddTo(list, 5, 5, seed: 1)?.Reason);
        CheckCounts(list, 5, 5);
    }

    // The totals themselves are drawn from a fixed generator: a failing case is named by its number.
    [Fact]
    public void Random_totals_are_met_exactly_and_the_same_seed_gives_the_same_tree()
    {
        var random = new Synthesis.SplitMix64(20_260_101);
        for (int i = 0; i < 200; i++)
        {
            int communes = 1 + random.Below(20);
            int cells = communes + random.Below((Math.Min(communes * 400, 300) - communes) + 1);
            int groups = cells + random.Below((Math.Min(cells * 400, 5000) - cells) + 1);
            ulong seed = random.Next();

            UnitList first = ListOf(communes);
            UnitList second = ListOf(communes);
            Assert.Null(SyntheticTiers.AddTo(first, cells, groups, seed));
            Assert.Null(SyntheticTiers.AddTo(second, cells, groups, seed));

            CheckCounts(first, cells, groups);
            Assert.True(ListText.Tree(first).SequenceEqual(ListText.Tree(second)), $"case {i}: {communes}, {cells}, {groups}, seed {seed}");
        }
    }

    [Fact]
    public void Another_seed_gives_another_tree()
    {
        UnitList first = ListOf(20);
        UnitList second = ListOf(20);
        SyntheticTiers.AddTo(first, 200, 2000, seed: 1);
        SyntheticTiers.AddTo(second, 200, 2000, seed: 2);
        Assert.NotEqual(ListText.Tree(first), ListText.Tree(second));
    }

    // Pins the sequence: a seed written down in a report must name the same country for ever.
    [Fact]
    public void The_generator_is_SplitMix64()
    {
        var random = new Synthesis.SplitMix64(1_234_567);
        Assert.Equal(
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431, 16_408_922_859_458_223_821],
            (ulong[])[random.Next(), random.Next(), random.Next(), random.Next(), random.Next()]);
    }

    [Fact]
    public void A_seed_gives_the_same_shares_on_every_machine()
    {
        UnitList list = ListOf(8);
        SyntheticTiers.AddTo(list, 80, 0, seed: 42);
        Assert.Equal([13, 7, 9, 10, 7, 14, 7, 13], list.Units().Where(u => u.Level == ListedLevel.Commune).Select(u => u.Children.Count));
    }

    private static UnitList ListOf(int communes)
    {
        IEnumerable<string> rows = Enumerable.Range(0, communes).Select(i => $"Tỉnh Cà Mau,96,Huyện Ngọc Hiển,973,Xã {i},{i:D5},Xã");
        return ListText.Read(ListText.Lines([ListText.ThreeTier, "Tỉnh Cà Mau,96,Huyện Năm Căn,972,,,Huyện", .. rows])).List!;
    }

    private static void CheckCounts(UnitList list, int cells, int groups)
    {
        Assert.Equal(cells, list.CountOf(ListedLevel.Cell));
        Assert.Equal(groups, list.CountOf(ListedLevel.HouseholdGroup));
        Assert.Equal(list.Count, list.Units().Count());
        Assert.Equal(cells, list.Units().Count(u => u.Level == ListedLevel.Cell));
        Assert.Equal(groups, list.Units().Count(u => u.Level == ListedLevel.HouseholdGroup));
        Assert.DoesNotContain(list.Units(), u => u.Level == ListedLevel.Commune && cells > 0 && u.Children.Count is < 1 or > 400);
        Assert.DoesNotContain(list.Units(), u => u.Level == ListedLevel.Cell && groups > 0 && u.Children.Count is < 1 or > 400);
    }
}
