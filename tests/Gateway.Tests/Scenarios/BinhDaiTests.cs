namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The field report of Bình Đại: "province holds to the commune; district holds to the cell; commune holds to the household group",
/// with 20 province officials on communes, 93 district officials on cells, and 1,470 commune officials on household groups.
/// </summary>
public sealed class BinhDaiTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_unit_down_to_the_household_group_is_held_and_a_groups_problem_is_settled_where_it_can_be(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (province, district) = await world.OpenDistrictAsync("Tỉnh Bến Tre", "Huyện Bình Đại");
        var communes = await world.OpenAsync(district, "xa", 20, "Xã");
        var (cells, groups) = (new List<string>(), new Dictionary<string, List<string>>());
        var groupCounts = new Queue<int>(ScenarioWorld.Sizes((75, 16), (18, 15)));
        foreach (var (commune, count) in communes.Zip(ScenarioWorld.Sizes((13, 5), (7, 4))))
        {
            groups[commune] = [];
            foreach (var cell in await world.OpenAsync(commune, "ap", count, "Ấp"))
            {
                cells.Add(cell);
                groups[commune].AddRange(await world.OpenAsync(cell, "to-nhan-dan-tu-quan", groupCounts.Dequeue(), "Tổ"));
            }
        }
        Assert.Equal((20, 93, 1_470), (communes.Length, cells.Count, groups.Values.Sum(of => of.Count)));

        await HoldAsync(world, await world.RegisterAsync(province, 20, "Cán bộ tỉnh", "\"province-official\""), communes);
        await HoldAsync(world, await world.RegisterAsync(district, 93, "Cán bộ huyện"), cells);
        foreach (var (commune, held) in groups)
            await HoldAsync(world, await world.RegisterAsync(commune, held.Count, "Cán bộ xã", "\"commune-official\""), held);

        var coverage = await world.CoverageAsync(province, "group", 1_470);
        Assert.Equal((20, 20, 0), ScenarioWorld.NumbersOf(coverage, "commune"));
        Assert.Equal((93, 93, 0), ScenarioWorld.NumbersOf(coverage, "cell"));
        Assert.Equal((1_470, 1_470, 0), ScenarioWorld.NumbersOf(coverage, "group"));
        Assert.Equal((20 + 93 + 1_470, 0, 0), (coverage.Number("counts.officials"), coverage.Number("counts.overlapped"), coverage.Number("counts.overloaded")));
        Assert.Empty(await world.ListAsync($"/api/v1/units/{province}/uncovered?level=group"));
        // Nobody holds the district: its province may, and did not.
        Assert.Equal([province, district], await world.ListAsync($"/api/v1/units/{province}/uncovered", take: 1));

        await SettleAsync(world, groups[communes[0]][0], district);
    }

    private static Task<string[]> HoldAsync(ScenarioWorld world, string[] officials, IReadOnlyList<string> units) =>
        ScenarioWorld.ManyAsync(officials.Zip(units), pair => world.AssignAsync(pair.First, "in-charge", pair.Second));

    // Social assistance is the district's to settle: three levels up from the household group, and the answer three levels down.
    private static async Task SettleAsync(ScenarioWorld world, string group, string district)
    {
        var raised = await world.PostAsync(
            $"/api/v1/units/{group}/cases", """{"service_code": "social-assistance", "title": "Hỏi chế độ", "description": "Chưa nhận được trợ cấp tháng này"}""", 202);
        var path = $"/api/v1/cases/{raised.Text("service_request_id")}";
        await world.UntilAsync(path, reply => reply.Text("custodian") == district);
        await world.PostAsync($"{path}/answer", """{"text": "Chi trả bổ sung ngày 15"}""", 200);
        var answered = await world.UntilAsync(path, reply => reply.Text("fineStatus") == "answered");
        Assert.Equal((group, "closed"), (answered.Text("origin"), answered.Text("status")));
        await world.PostAsync($"{path}/confirm", null, 200);
        await world.UntilAsync(path, reply => reply.Text("fineStatus") == "resolved");
    }
}
