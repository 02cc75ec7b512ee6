namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The field report of Tràng Định: 8 work teams averaging 10 members over 56 base organisations, which are 23 communes and towns,
/// one military, one police, and 31 agency and school cells; a commune's team has 10 to 15 members, each on 1 or 2 cells.
/// </summary>
public sealed class TrangDinhTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Eight_teams_hold_all_56_base_organisations_those_without_territory_too(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (_, district) = await world.OpenDistrictAsync("Tỉnh Lạng Sơn", "Huyện Tràng Định");
        var organisations = await OpenOrganisationsAsync(world, district);
        Assert.Equal(56, organisations.Length);

        var sizes = new[] { 9, 10, 11, 10, 8, 12, 10, 10 };
        Assert.Equal((8, 10.0), (sizes.Length, sizes.Average()));
        var officials = await world.RegisterAsync(district, sizes.Sum(), "Cán bộ huyện");
        var first = 0;
        for (var team = 0; team < sizes.Length; team++)
        {
            var members = officials[first..(first + sizes[team])];
            first += sizes[team];
            var id = await world.FormAsync(district, $"Tổ công tác số {team + 1}", members);
            await world.AssignAsync(id, "in-charge", [.. organisations.Skip(team * 7).Take(7)]);
        }

        var coverage = await world.CoverageAsync(district, "cell", 33);
        Assert.Equal((23, 23, 0), ScenarioWorld.NumbersOf(coverage, "commune"));
        Assert.Equal((33, 33, 0), ScenarioWorld.NumbersOf(coverage, "cell"));
        Assert.Equal((80, 8, 0, 0), (coverage.Number("counts.officials"), coverage.Number("counts.teams"), coverage.Number("counts.overlapped"), coverage.Number("counts.overloaded")));
        Assert.Equal(56, coverage.Number("total"));
        Assert.Empty(await world.ListAsync($"/api/v1/units/{district}/uncovered?level=cell"));

        var teams = await world.GetAsync($"/api/v1/units/{district}/teams");
        Assert.Equal(sizes, teams.At("items").EnumerateArray().Select(team => team.GetProperty("members").GetInt32()));
        Assert.All(teams.At("items").EnumerateArray(), team => Assert.Equal(7, team.GetProperty("load").GetInt32()));
        // Seven organisations shared by ten are one more to each.
        Assert.Equal(1, (await world.GetAsync($"/api/v1/officials/{officials[0]}")).Number("load"));
        var police = await world.GetAsync($"/api/v1/units/{organisations[24]}/holders");
        Assert.Equal(("Tổ công tác số 4", "team"), (police.Text("items.0.holderName"), police.Text("items.0.holderKind")));

        var scheme = await world.GetAsync("/api/v1/scheme");
        var without = scheme.At("kinds").EnumerateArray().Where(kind => !kind.GetProperty("hasTerritory").GetBoolean()).Select(kind => kind.GetProperty("code").GetString()).ToHashSet();
        var children = await world.GetAsync($"/api/v1/units/{district}/children?take=100");
        Assert.Equal(33, children.At("items").EnumerateArray().Count(child => without.Contains(child.GetProperty("kind").GetString())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_communes_team_holds_its_cells_and_an_overlap_of_two_members_is_found(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (province, district) = await world.OpenDistrictAsync("Tỉnh Lạng Sơn", "Huyện Tràng Định");
        var commune = (await world.OpenAsync(district, "xa", 1, "Xã"))[0];
        var cells = await world.OpenAsync(commune, "thon", 18, "Thôn");
        var members = await world.RegisterAsync(commune, 12, "Cán bộ xã", "\"commune-official\"");
        Assert.InRange(members.Length, 10, 15);
        await world.FormAsync(commune, "Tổ công tác xã", members);
        // Six members hold two cells each, six hold one.
        for (var i = 0; i < members.Length; i++)
            await world.AssignAsync(members[i], "in-charge", i < 6 ? cells[(i * 2)..((i * 2) + 2)] : cells[(6 + i)..(7 + i)]);
        var coverage = await world.CoverageAsync(commune, "cell", 18);
        Assert.Equal((18, 18, 0), ScenarioWorld.NumbersOf(coverage, "cell"));
        Assert.Equal((12, 1, 0), (coverage.Number("counts.officials"), coverage.Number("counts.teams"), coverage.Number("counts.overlapped")));
        foreach (var member in members)
            Assert.InRange((await world.GetAsync($"/api/v1/officials/{member}")).Number("load"), 1, 2);
        Assert.Empty(await world.ListAsync($"/api/v1/units/{province}/overlapping"));

        var second = await world.AssignAsync(members[11], "in-charge", cells[0]);
        await world.UntilAsync($"/api/v1/units/{province}/coverage", reply => reply.Number("counts.overlapped") == 1);
        Assert.Equal([cells[0]], await world.ListAsync($"/api/v1/units/{province}/overlapping"));
        var both = await world.GetAsync($"/api/v1/units/{cells[0]}/holders");
        Assert.Equal(["Cán bộ xã số 1", "Cán bộ xã số 12"], both.At("items").EnumerateArray().Select(item => item.GetProperty("holderName").GetString()));

        var yesterday = DateOnly.Parse(world.Today, System.Globalization.CultureInfo.InvariantCulture).AddDays(-1);
        await world.PostAsync($"/api/v1/assignments/{second}/end", $$"""{"on": "{{yesterday:yyyy-MM-dd}}"}""", 202);
        await world.UntilAsync($"/api/v1/units/{province}/coverage", reply => reply.Number("counts.overlapped") == 0);
        Assert.Empty(await world.ListAsync($"/api/v1/units/{province}/overlapping"));
    }

    private static async Task<string[]> OpenOrganisationsAsync(ScenarioWorld world, string district) =>
    [
        .. await world.OpenAsync(district, "xa", 22, "Xã"),
        .. await world.OpenAsync(district, "thi-tran", 1, "Thị trấn"),
        .. await world.OpenAsync(district, "quan-su", 1, "Chi bộ quân sự"),
        .. await world.OpenAsync(district, "cong-an", 1, "Chi bộ công an"),
        .. await world.OpenAsync(district, "co-quan", 16, "Chi bộ cơ quan"),
        .. await world.OpenAsync(district, "truong-hoc", 15, "Chi bộ trường học"),
    ];
}
