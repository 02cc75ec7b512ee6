namespace HierarchySim.Gateway.Tests;

/// <summary>
/// The field report of Hóc Môn: officials attend the meetings of the cell where they live. Where that is follows from the assignment;
/// no address is ever a field.
/// </summary>
public sealed class HocMonTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Officials_attend_where_they_live_and_a_cell_that_one_leaves_shows_as_uncovered(bool standalone)
    {
        await using var world = await ScenarioWorld.StartAsync(standalone);
        var (_, district) = await world.OpenDistrictAsync("Thành phố Hồ Chí Minh", "Huyện Hóc Môn");
        var cells = new List<string>();
        foreach (var commune in await world.OpenAsync(district, "xa", 12, "Xã")) cells.AddRange(await world.OpenAsync(commune, "ap", 2, "Ấp"));
        var officials = await world.RegisterAsync(district, 24, "Cán bộ huyện");
        var assignments = new List<string>();
        foreach (var (official, cell) in officials.Zip(cells)) assignments.Add(await world.AssignAsync(official, "attends", cell));
        Assert.Equal((24, 24, 0), ScenarioWorld.NumbersOf(await world.CoverageAsync(district, "cell", 24), "cell"));

        // One moves to where another lives.
        await world.PostAsync($"/api/v1/assignments/{assignments[0]}/end", $$"""{"on": "{{world.Today}}"}""", 202);
        await world.AssignAsync(officials[0], "attends", cells[1]);
        Assert.Equal("inForce", (await world.GetAsync($"/api/v1/assignments/{assignments[0]}")).Text("state"));
        world.Host.Time.Advance(TimeSpan.FromDays(1));
        await world.UntilAsync($"/api/v1/assignments/{assignments[0]}", reply => reply.Text("state") == "ended");
        await world.UntilAsync($"/api/v1/units/{cells[0]}/holders", reply => !reply.At("covered").GetBoolean());
        await world.CoverageAsync(district, "cell", 23);
        Assert.Equal([cells[0]], await world.ListAsync($"/api/v1/units/{district}/uncovered?level=cell"));
        Assert.Equal(2, (await world.GetAsync($"/api/v1/units/{cells[1]}/holders")).At("items").GetArrayLength());
        Assert.Empty(await world.ListAsync($"/api/v1/units/{district}/overlapping"));

        var address = await world.PostAsync($"/api/v1/units/{district}/officials", """{"name": "Cán bộ huyện số 25", "posts": [], "address": "Ấp 1"}""", 400);
        Assert.Equal(("unknown-field", "address"), (address.Problem, address.Field));
    }
}
