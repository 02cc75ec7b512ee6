using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HierarchySim.Gateway.Tests;

/// <summary>The catalogue over REST.</summary>
public sealed class CatalogTests
{
    private const string Path = "/api/v1/catalog";

    [Fact]
    public async Task Each_part_is_what_the_whole_says()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var whole = await host.GetAsync(Path);
        foreach (var part in new[] { "categories", "forms", "roles", "posts" })
            Assert.Equal(whole.At(part).GetRawText(), (await host.GetAsync($"{Path}/{part}")).At("items").GetRawText());
        Assert.Equal(whole.At("calendar").GetRawText(), (await host.GetAsync($"{Path}/calendar")).Content);
        Assert.Equal(("land", "district", 45), (whole.Text("categories.2.code"), whole.Text("categories.2.competent"), whole.Number("categories.2.limits.district.days")));
        Assert.Equal(("cell-meeting", "month", 6), (whole.Text("forms.0.code"), whole.Text("forms.0.period"), whole.At("forms.0.fields").GetArrayLength()));
        Assert.Equal(("in-charge", "saturday"), (whole.Text("roles.0.code"), whole.Text("calendar.weekend.0")));
    }

    [Fact]
    public async Task A_year_of_the_calendar_has_that_years_days_only()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var year = await host.GetAsync($"{Path}/calendar?year=2025");
        Assert.Equal([2025], year.At("years").EnumerateArray().Select(known => known.GetInt32()));
        Assert.NotEmpty(year.At("holidays").EnumerateArray());
        Assert.All(year.At("holidays").EnumerateArray(), day => Assert.StartsWith("2025-", day.GetProperty("date").GetString(), StringComparison.Ordinal));
        Assert.Equal(0, (await host.GetAsync($"{Path}/calendar?year=1990")).At("years").GetArrayLength());
        foreach (var wrong in new[] { "1", "x", "99999", "" })
            Assert.Equal((400, "year"), ((await host.GetAsync($"{Path}/calendar?year={wrong}")).Status, (await host.GetAsync($"{Path}/calendar?year={wrong}")).Field));
    }

    [Fact]
    public async Task What_GET_gives_PUT_takes_and_a_change_is_in_use_at_once()
    {
        await using var host = await GatewayHost.StartAsync();
        var first = (await host.GetAsync(Path)).Content;
        var same = await PutAsync(host, first);
        Assert.Equal((200, first), (same.Status, same.Content));

        var changed = JsonNode.Parse(first)!;
        changed["loadLimit"] = 12;
        changed["categories"]!.AsArray().Add(JsonNode.Parse("""
            {"number": 9, "version": 1, "code": "water", "name": "Nước sạch", "englishName": "Water", "competent": "commune", "limits": {"commune": {"hours": 24}}}
            """));
        Assert.Equal((200, 12), ((await PutAsync(host, changed.ToJsonString())).Status, (await host.GetAsync(Path)).Number("loadLimit")));
        Assert.Equal("6-1", await host.RaiseAsync(category: "water"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_catalogue_is_listed_and_nothing_changes()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var first = (await host.GetAsync(Path)).Content;
        var broken = JsonNode.Parse(first)!;
        broken["loadLimit"] = 0;
        broken["categories"]![0]!["version"] = 0;
        var refused = await PutAsync(host, broken.ToJsonString());
        Assert.Equal((400, "invalid", "catalog"), (refused.Status, refused.Problem, refused.Field));
        Assert.Contains("loadLimit", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("roads-lighting", refused.Text("detail"), StringComparison.Ordinal);

        var gone = JsonNode.Parse(first)!;
        gone["categories"]!.AsArray().RemoveAt(0);
        Assert.Equal((409, "conflict"), ((await PutAsync(host, gone.ToJsonString())).Status, (await PutAsync(host, gone.ToJsonString())).Problem));
        Assert.Equal(first, (await host.GetAsync(Path)).Content);
    }

    [Fact]
    public async Task A_body_that_is_no_catalogue_is_refused()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        Assert.Equal("invalid", (await PutAsync(host, "{")).Problem);
        Assert.Equal("invalid", (await PutAsync(host, "null")).Problem);
        Assert.Equal("unsupported-media-type", (await PutAsync(host, "{}", "text/plain")).Problem);
        Assert.Equal("body-too-large", (await PutAsync(host, "{}" + new string(' ', 1024 * 1024))).Problem);
    }

    private static Task<Reply> PutAsync(GatewayHost host, string json, string type = "application/json") =>
        host.SendAsync(new HttpRequestMessage(HttpMethod.Put, Path) { Content = new StringContent(json, Encoding.UTF8, type) });
}
