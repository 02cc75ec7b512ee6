namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The field report of Đồng Văn: 19 communes with 225 cells; district officials hold communes and follow their cells; what residents
/// ask at a meeting is answered at once, or taken up and answered later.
/// </summary>
public sealed class DongVanTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task District_officials_follow_225_cells_and_questions_are_answered_at_once_or_taken_up(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (_, district) = await world.OpenDistrictAsync("Tỉnh Hà Giang", "Huyện Đồng Văn");
        var communes = await world.OpenAsync(district, "xa", 19, "Xã");
        var cells = new List<string[]>();
        foreach (var (commune, count) in communes.Zip(ScenarioWorld.Sizes((16, 12), (3, 11)))) cells.Add(await world.OpenAsync(commune, "thon", count, "Thôn"));
        Assert.Equal(225, cells.Sum(of => of.Length));

        // A commune and its cells are more than the usual limit of ten.
        var officials = await world.RegisterAsync(district, 19, "Cán bộ huyện", loadLimit: 15);
        for (var i = 0; i < officials.Length; i++)
        {
            await world.AssignAsync(officials[i], "in-charge", communes[i]);
            await world.AssignAsync(officials[i], "attends", cells[i]);
        }
        var coverage = await world.CoverageAsync(district, "cell", 225);
        Assert.Equal((19, 19, 0), ScenarioWorld.NumbersOf(coverage, "commune"));
        Assert.Equal((225, 225, 0), ScenarioWorld.NumbersOf(coverage, "cell"));
        Assert.Equal((19, 0, 0), (coverage.Number("counts.officials"), coverage.Number("counts.overlapped"), coverage.Number("counts.overloaded")));
        Assert.Equal(13, (await world.GetAsync($"/api/v1/officials/{officials[0]}")).Number("load"));
        Assert.Empty(await world.ListAsync($"/api/v1/units/{district}/uncovered?level=cell"));

        var cases = new List<string>();
        foreach (var cell in cells[0].Take(3))
        {
            var raised = await world.PostAsync($"/api/v1/units/{cell}/cases", """{"service_code": "roads-lighting", "title": "Đường vào thôn", "description": "Hỏi khi nào sửa"}""", 202);
            cases.Add(raised.Text("service_request_id"));
            await CaseAsync(world, cases[^1], "received", communes[0]);
        }
        foreach (var answered in cases.Take(2))
        {
            await world.PostAsync($"/api/v1/cases/{answered}/answer", $$"""{"text": "Sửa trong quý này", "by": "{{officials[0]}}"}""", 200);
            await CaseAsync(world, answered, "answered", "");
        }
        await world.PostAsync($"/api/v1/cases/{cases[2]}/take", $$"""{"by": "{{officials[0]}}"}""", 200);
        await CaseAsync(world, cases[2], "investigating", communes[0]);
        Assert.Equal("holder-not-found", (await world.PostAsync($"/api/v1/cases/{cases[2]}/take", $$"""{"by": "{{officials[1]}}"}""", 404)).Problem);
        world.Host.Time.Advance(TimeSpan.FromDays(2));
        await world.PostAsync($"/api/v1/cases/{cases[2]}/answer", $$"""{"text": "Đã ghi vào kế hoạch", "by": "{{officials[0]}}"}""", 200);
        await CaseAsync(world, cases[2], "answered", "");
        await world.PostAsync($"/api/v1/cases/{cases[2]}/confirm", null, 200);
        await CaseAsync(world, cases[2], "resolved", "");
    }

    private static Task<Reply> CaseAsync(ScenarioWorld world, string id, string status, string custodian) =>
        world.UntilAsync($"/api/v1/cases/{id}", reply => reply.Text("fineStatus") == status && reply.Text("custodian") == custodian);
}
