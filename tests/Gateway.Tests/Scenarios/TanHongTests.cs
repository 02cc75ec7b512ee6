using System.Text;
using System.Text.Json.Nodes;

namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The field report of Tân Hồng: 39 of 39 cells have an office, which a report says as counts; the secretary of a cell is also the
/// head of its hamlet, two posts of one official.
/// </summary>
public sealed class TanHongTests
{
    // 3 April 2026, with ten days to report on the first quarter.
    private const int DaysToApril = 452;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_39_of_39_cells_have_an_office(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone, DaysToApril);
        Assert.Equal("2026-04-03", world.Today);
        var (province, district) = await world.OpenDistrictAsync("Tỉnh Đồng Tháp", "Huyện Tân Hồng");
        string[] communes = [.. await world.OpenAsync(district, "xa", 8, "Xã"), .. await world.OpenAsync(district, "thi-tran", 1, "Thị trấn")];
        var sizes = ScenarioWorld.Sizes((6, 4), (3, 5));
        foreach (var (commune, count) in communes.Zip(sizes)) await world.OpenAsync(commune, "ap", count, "Ấp");
        const string Status = "report-status?form=commune-facilities&period=2026-Q1";
        await world.UntilAsync($"/api/v1/units/{province}/{Status}", reply => reply.Number("counts.expected") == 9);
        foreach (var (commune, count) in communes.Zip(sizes).Take(8)) await ReportAsync(world, commune, count);

        var open = await world.UntilAsync($"/api/v1/units/{province}/{Status}", reply => reply.Number("counts.actual") == 8);
        Assert.Equal((34, 34, 1, 0), (open.Number("sums.cells"), open.Number("sums.cells-with-office"), open.Number("counts.awaited"), open.Number("counts.missing")));
        Assert.Equal([communes[8]], await world.ListAsync($"/api/v1/units/{province}/missing-reports?form=commune-facilities&period=2026-Q1"));

        await ReportAsync(world, communes[8], sizes[8]);
        var status = await world.UntilAsync($"/api/v1/units/{province}/{Status}", reply => reply.Number("counts.actual") == 9);
        Assert.Equal((39, 39), (status.Number("sums.cells"), status.Number("sums.cells-with-office")));
        Assert.Equal((9, 9, 0, 100), (status.Number("counts.expected"), status.Number("counts.actualOnTime"), status.Number("counts.late"), status.Number("counts.ratePercent")));
        var each = await world.GetAsync($"/api/v1/units/{district}/{Status}");
        Assert.Equal(sizes, each.At("children").EnumerateArray().Select(child => child.GetProperty("sums").GetProperty("cells-with-office").GetInt32()));
        Assert.Empty(await world.ListAsync($"/api/v1/units/{province}/missing-reports?form=commune-facilities&period=2026-Q1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cell_secretary_is_also_the_hamlet_head(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (_, district) = await world.OpenDistrictAsync("Tỉnh Đồng Tháp", "Huyện Tân Hồng");
        var commune = (await world.OpenAsync(district, "xa", 1, "Xã"))[0];
        var cell = (await world.OpenAsync(commune, "ap", 1, "Ấp"))[0];
        await SecretaryIsHeadAsync(world);

        const string Alone = """{"name": "Bí thư chi bộ ấp số 1", "posts": ["cell-secretary"]}""";
        var refused = await world.PostAsync($"/api/v1/units/{cell}/officials", Alone, 400);
        Assert.Equal(("invalid", "posts"), (refused.Problem, refused.Field));
        Assert.Contains("hamlet-head", refused.Text("detail"), StringComparison.Ordinal);
        var official = (await world.RegisterAsync(cell, 1, "Bí thư chi bộ kiêm trưởng ấp", "\"cell-secretary\", \"hamlet-head\""))[0];
        var view = await world.GetAsync($"/api/v1/officials/{official}");
        Assert.Equal(["cell-secretary", "hamlet-head"], view.At("posts").EnumerateArray().Select(post => post.GetString()));
        Assert.Equal("posts", (await world.PostAsync($"/api/v1/officials/{official}/change", Alone, 400)).Field);
        await world.UntilAsync($"/api/v1/units/{district}/coverage", reply => reply.Number("counts.officials") == 1);
    }

    private static Task<Reply> ReportAsync(ScenarioWorld world, string commune, int cells) => world.PostAsync(
        $"/api/v1/units/{commune}/reports",
        $$$"""{"form": "commune-facilities", "period": "2026-Q1", "values": {"cells": {{{cells}}}, "cells-with-office": {{{cells}}}, "cells-with-loudspeaker": 1}}""", 201);

    private static async Task SecretaryIsHeadAsync(ScenarioWorld world)
    {
        var catalog = JsonNode.Parse((await world.GetAsync("/api/v1/catalog")).Content)!;
        catalog["posts"]!.AsArray().Single(post => (string)post!["code"]! == "cell-secretary")!["alsoHolds"] = "hamlet-head";
        var put = new HttpRequestMessage(HttpMethod.Put, "/api/v1/catalog") { Content = new StringContent(catalog.ToJsonString(), Encoding.UTF8, "application/json") };
        Assert.Equal(200, (await world.Host.SendAsync(put)).Status);
    }
}
