using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// The field report of Tràng Định: the district's work teams hold its base organisations, and each commune's team its cells.
public abstract partial class EngineConformance
{
    [Fact]
    public async Task Trang_Dinh_8_teams_averaging_10_members_hold_56_base_organisations_33_of_them_without_territory()
    {
        int[] sizes = [9, 10, 11, 10, 8, 12, 10, 10];
        var desk = await StartEmpty();
        var place = await desk.OpenPlace("Tỉnh Lạng Sơn", "tinh", "Huyện Tràng Định", "huyen");
        var organisations = await OpenBaseOrganisations(desk, place.District);
        var kinds = new List<KindDefinition>();
        foreach (var unit in organisations) kinds.Add(desk.Engine.Scheme.Kinds[(await desk.View(unit)).Kind.Index]);
        Assert.Equal((56, 23, 33), (kinds.Count, kinds.Count(kind => kind.Level == "commune"), kinds.Count(kind => !kind.HasTerritory)));
        Assert.All(kinds.TakeLast(33), kind => Assert.Equal(("cell", false), (kind.Level, kind.HasTerritory)));

        Assert.Equal(10.0, sizes.Average());
        var officials = new Queue<HolderId>(await desk.RegisterMany(place.District, sizes.Sum(), "district-official"));
        var shares = organisations.Chunk(organisations.Length / sizes.Length).ToArray();
        var teams = new List<HolderId>();
        foreach (var (size, share) in sizes.Zip(shares))
        {
            HolderId[] members = [.. Enumerable.Range(0, size).Select(_ => officials.Dequeue())];
            teams.Add(await desk.Form(place.District, members));
            await desk.Assign(teams[^1], share);
            // Seven organisations shared by eight or more are at most one to each.
            Assert.Equal((7, 1, false), ((await desk.Holder(teams[^1])).Load, (await desk.Holder(members[0])).Load, (await desk.Holder(members[0])).IsOverloaded));
        }

        foreach (var above in place.Chain)
        {
            Assert.Equal((23, 23), await desk.Coverage(above, "commune"));
            Assert.Equal((33, 33), await desk.Coverage(above, "cell"));
            Assert.Equal((80, 8, 0, 0), await desk.Staff(above));
        }
        foreach (var (team, unit) in teams.Zip(shares).SelectMany(pair => pair.Second.Select(unit => (pair.First, unit))))
        {
            var duty = Assert.Single(await desk.Duties(unit));
            Assert.Equal((team, true), (duty.Duty.Terms.Holder, duty.IsPresent));
        }
        Assert.Empty(await desk.Find(place.District, HoldingCriterion.Uncovered, "cell"));
    }

    [Fact]
    public async Task Trang_Dinh_a_commune_s_team_of_10_to_15_members_with_1_or_2_cells_each_and_an_overlap_of_two_is_found()
    {
        var desk = await StartEmpty();
        var place = await desk.OpenPlace("Tỉnh Lạng Sơn", "tinh", "Huyện Tràng Định", "huyen");
        var communes = await desk.OpenKind(place.District, "xa", 3, "Xã");
        var teams = new List<(HolderId[] Members, UnitId[] Cells)>();
        foreach (var (commune, size) in communes.Zip([10, 12, 15])) teams.Add(await FormCommuneTeam(desk, commune, size));
        Assert.Equal([15, 18, 22], teams.Select(team => team.Cells.Length));
        foreach (var above in place.Chain)
        {
            Assert.Equal((55, 55), await desk.Coverage(above, "cell"));
            Assert.Equal((37, 3, 0, 0), await desk.Staff(above));
        }
        Assert.Empty(await desk.Find(place.Root, HoldingCriterion.Overlapping));

        var (members, cells) = teams[1];
        // The last member but one holds one cell so far.
        var other = members[^2];
        var second = await desk.Assign(other, cells[0]);
        Assert.Equal([members[0], other], (await desk.Duties(cells[0])).Where(duty => duty.IsPresent).Select(duty => duty.Duty.Terms.Holder));
        UnitId[] aboveCell = [.. place.Chain, communes[1]];
        foreach (var above in aboveCell)
        {
            Assert.Equal(1, (await desk.Holdings(above)).Overlapped);
            Assert.Equal([cells[0]], await desk.Find(above, HoldingCriterion.Overlapping));
        }
        Assert.Equal((0, 0), ((await desk.Holdings(communes[0])).Overlapped, (await desk.Holdings(communes[2])).Overlapped));
        Assert.Equal(2, (await desk.Holder(other)).Load);

        await desk.End(second);
        foreach (var above in aboveCell)
        {
            Assert.Equal(0, (await desk.Holdings(above)).Overlapped);
            Assert.Empty(await desk.Find(above, HoldingCriterion.Overlapping));
        }
        Assert.Equal(members[0], Assert.Single(await desk.Duties(cells[0]), duty => duty.IsInForce).Duty.Terms.Holder);
        Assert.Equal(((55, 55), 1), (await desk.Coverage(place.Root, "cell"), (await desk.Holder(other)).Load));
    }

    /// <summary>Forms a commune's team; every second member holds two cells, the others one.</summary>
    private static async Task<(HolderId[] Members, UnitId[] Cells)> FormCommuneTeam(Desk desk, UnitId commune, int size)
    {
        var members = await desk.RegisterMany(commune, size, "commune-official");
        await desk.Form(commune, members);
        var cells = new List<UnitId>();
        for (var i = 0; i < size; i++)
        {
            var held = await desk.OpenKind(commune, "thon", i % 2 == 0 ? 1 : 2, $"Thôn {i + 1}");
            await desk.Assign(members[i], held);
            Assert.Equal(held.Length, (await desk.Holder(members[i])).Load);
            cells.AddRange(held);
        }
        return (members, [.. cells]);
    }

    private static async Task<UnitId[]> OpenBaseOrganisations(Desk desk, UnitId district) =>
    [
        .. await desk.OpenKind(district, "xa", 22, "Xã"),
        .. await desk.OpenKind(district, "thi-tran", 1, "Thị trấn"),
        .. await desk.OpenKind(district, "quan-su", 1, "Chi bộ quân sự"),
        .. await desk.OpenKind(district, "cong-an", 1, "Chi bộ công an"),
        .. await desk.OpenKind(district, "co-quan", 16, "Chi bộ cơ quan"),
        .. await desk.OpenKind(district, "truong-hoc", 15, "Chi bộ trường học"),
    ];
}
