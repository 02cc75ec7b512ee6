namespace HierarchySim.Gateway.Tests;

/// <summary>The field report of Phú Nhuận: 223 members attend the meetings of 73 cells, 1 to 7 of them each.</summary>
public sealed class PhuNhuanTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Members_attend_73_cells_one_to_seven_each_without_overlap(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (_, district) = await world.OpenDistrictAsync("Thành phố Hồ Chí Minh", "Quận Phú Nhuận", "quan");
        var cells = new List<string>();
        foreach (var (ward, count) in (await world.OpenAsync(district, "phuong", 13, "Phường")).Zip(ScenarioWorld.Sizes((8, 6), (5, 5))))
            cells.AddRange(await world.OpenAsync(ward, "khu-pho", count, "Khu phố"));
        int[] sizes = [1, 2, 3, 4, 5, 6, 7, .. ScenarioWorld.Sizes((63, 3), (3, 2))];
        Assert.Equal((73, 73, 223), (cells.Count, sizes.Length, sizes.Sum()));

        var members = await world.RegisterAsync(district, 223, "Cán bộ quận");
        var seats = cells.Zip(sizes).SelectMany(pair => Enumerable.Repeat(pair.First, pair.Second)).Zip(members);
        await ScenarioWorld.ManyAsync(seats, seat => world.AssignAsync(seat.Second, "attends", seat.First));

        var coverage = await world.CoverageAsync(district, "cell", 73);
        Assert.Equal((223, 0, 0), (coverage.Number("counts.officials"), coverage.Number("counts.overlapped"), coverage.Number("counts.overloaded")));
        for (var i = 0; i < cells.Count; i++)
        {
            var size = sizes[i];
            var held = await world.UntilAsync($"/api/v1/units/{cells[i]}/holders", reply => reply.At("items").GetArrayLength() == size);
            Assert.All(held.At("items").EnumerateArray(), item => Assert.True(item.GetProperty("present").GetBoolean()));
        }
        Assert.Equal(73, await CountAsync(world, district));
        Assert.Equal(13, (await world.ListAsync($"/api/v1/units/{district}/uncovered")).Count - 1);
    }

    private static async Task<int> CountAsync(ScenarioWorld world, string district) =>
        (await world.GetAsync($"/api/v1/units/{district}/coverage?take=1000")).At("children").EnumerateArray()
            .Sum(child => child.GetProperty("counts").GetProperty("levels").EnumerateArray().Single(level => level.GetProperty("level").GetString() == "cell").GetProperty("covered").GetInt32());
}
