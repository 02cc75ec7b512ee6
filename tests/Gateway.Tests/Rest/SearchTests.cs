namespace HierarchySim.Gateway.Tests;

/// <summary>Lists over a subtree: what each filter finds, in which order, and that a page of any size leads to the same whole.</summary>
public sealed class SearchTests
{
    private static async Task<GatewayHost> StartAsync()
    {
        var host = await GatewayHost.StartAsync();
        await host.AcceptAsync(200, "units/7/close", """{"on": "2025-01-05"}""");
        return host;
    }

    [Theory]
    [InlineData("1", "", "1 2 3 4 5 6 7")]
    [InlineData("1", "open=true", "1 2 3 4 5 6")]
    [InlineData("1", "open=false", "7")]
    [InlineData("1", "level=group", "6 7")]
    [InlineData("1", "level=group&open=true", "6")]
    [InlineData("4", "level=group&open=false", "7")]
    [InlineData("4", "level=district", "")]
    [InlineData("4", "level=commune", "4")]
    [InlineData("1", "kind=xa", "4")]
    [InlineData("1", "kind=phuong", "")]
    [InlineData("1", "kind=thon&level=cell&open=true", "5")]
    [InlineData("6", "", "6")]
    public async Task Units_of_a_subtree(string top, string query, string found)
    {
        await using var host = await StartAsync();
        Assert.Equal(found, await IdsAsync(host, $"/api/v1/units/{top}/subtree", query, 1000));
        Assert.Equal(found, await IdsAsync(host, $"/api/v1/units/{top}/subtree", query, 1));
        Assert.Equal(found, await IdsAsync(host, $"/api/v1/units/{top}/subtree", query, 2));
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_ended_although_the_tree_grew()
    {
        await using var host = await StartAsync();
        var first = await host.GetAsync("/api/v1/units/1/subtree?level=group&take=1");
        await host.AcceptAsync(202, "units", """{"parent": "5", "children": [{"kind": "to-dan-pho", "name": "Tổ 3", "opened": "2024-01-01"}]}""");
        await host.UntilOpenAsync("8");
        var rest = await host.GetAsync($"/api/v1/units/1/subtree?level=group&cursor={first.Text("nextCursor")}");
        Assert.Equal(("6", "7", "8"), (first.Text("items.0.id"), rest.Text("items.0.id"), rest.Text("items.1.id")));
    }

    [Theory]
    [InlineData("1", "name=cán bộ", "4-1 4-2 5-1")]
    [InlineData("1", "name=CAN BO XA", "4-1 4-2")]
    [InlineData("1", "name=dong", "5-1")]
    [InlineData("1", "name=số 2", "4-2")]
    [InlineData("1", "post=commune-official", "4-1")]
    [InlineData("5", "", "5-1")]
    [InlineData("6", "", "")]
    [InlineData("1", "name=nobody", "")]
    public async Task Officials_of_a_subtree_by_name_and_post(string top, string query, string found)
    {
        await using var host = await StartAsync();
        await host.SeedHoldersAsync();
        await host.AcceptAsync(201, "units/5/officials", """{"name": "Cán bộ Đồng", "posts": []}""");
        await host.AcceptAsync(201, "units/5/officials", """{"name": "Cán bộ Đồng cũ", "posts": []}""");
        await host.AcceptAsync(200, "officials/5-2/end", null);
        var path = $"/api/v1/units/{top}/subtree/officials";
        Assert.Equal(found, await IdsAsync(host, path, query, 1000));
        Assert.Equal(found, await IdsAsync(host, path, query, 1));
    }

    [Theory]
    [InlineData("1", "", "1-1 1-2")]
    [InlineData("1", "scope=unit", "1-1 1-2")]
    [InlineData("1", "scope=subtree", "1-1 1-2 4-1 5-1")]
    [InlineData("4", "scope=subtree", "4-1 5-1")]
    [InlineData("1", "scope=subtree&level=commune", "4-1")]
    [InlineData("1", "scope=subtree&state=cancelled", "1-2")]
    [InlineData("1", "scope=subtree&state=active&urgency=Expected", "1-1 4-1 5-1")]
    [InlineData("1", "scope=subtree&urgency=Past", "")]
    [InlineData("1", "scope=subtree&status=Exercise", "")]
    [InlineData("1", "scope=subtree&overdue=true", "4-1")]
    [InlineData("6", "scope=subtree", "")]
    public async Task Directives_by_where_they_were_issued(string top, string query, string found)
    {
        await using var host = await StartAsync();
        await host.IssueAsync();
        await host.AcceptAsync(200, $"directives/{await host.IssueAsync()}/cancel", null);
        await host.IssueAsync("4", due: "2025-01-07T00:00:00Z");
        await host.IssueAsync("5", due: "2025-03-07T00:00:00Z");
        host.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal(found, await IdsAsync(host, $"/api/v1/units/{top}/issued", query, 1000));
        if (query.Contains("subtree", StringComparison.Ordinal)) Assert.Equal(found, await IdsAsync(host, $"/api/v1/units/{top}/issued", query, 1));
    }

    [Theory]
    [InlineData("", "1-1 1-2 4-1")]
    [InlineData("state=active", "1-1 4-1")]
    [InlineData("state=cancelled", "1-2")]
    [InlineData("overdue=true", "4-1")]
    [InlineData("issuer=1", "1-1 1-2")]
    [InlineData("issuer=4&state=cancelled", "")]
    public async Task Directives_a_unit_holds(string query, string found)
    {
        await using var host = await StartAsync();
        await host.IssueAsync();
        await host.AcceptAsync(200, $"directives/{await host.IssueAsync()}/cancel", null);
        await host.IssueAsync("4", due: "2025-01-07T00:00:00Z");
        host.Time.Advance(TimeSpan.FromDays(5));
        var reply = await host.GetAsync($"/api/v1/units/6/directives?{query}");
        Assert.Equal(found, string.Join(' ', reply.At("items").EnumerateArray().Select(item => item.GetProperty("directive").GetString())));
        Assert.Equal(found.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, reply.Number("total"));
    }

    [Theory]
    [InlineData("", "6-1 6-2 6-3")]
    [InlineData("status=investigating", "6-1")]
    [InlineData("status=received", "6-2 6-3")]
    [InlineData("status=scheduled", "")]
    [InlineData("handler=4-1", "6-1")]
    [InlineData("handler=4-2", "")]
    [InlineData("olderThanDays=0", "6-1 6-2 6-3")]
    [InlineData("olderThanDays=5", "6-1 6-2")]
    [InlineData("olderThanDays=11", "")]
    [InlineData("raisedTo=2025-01-06", "6-1 6-2")]
    [InlineData("raisedFrom=2025-01-07", "6-3")]
    [InlineData("raisedFrom=2025-01-06&raisedTo=2025-01-12&status=received", "6-2")]
    public async Task Stuck_cases_by_status_handler_and_age(string query, string found)
    {
        await using var host = await GatewayHost.StartAsync();
        await host.SeedHoldersAsync();
        var first = await host.RaiseAsync();
        await host.RaiseAsync();
        await host.AcceptAsync(200, $"cases/{first}/take", """{"by": "4-1"}""");
        host.Time.Advance(TimeSpan.FromDays(7));
        await host.RaiseAsync();
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(found, await IdsAsync(host, "/api/v1/units/1/stuck", query, 1000, "service_request_id"));
        Assert.Equal(found, await IdsAsync(host, "/api/v1/units/1/stuck", query, 1, "service_request_id"));
    }

    [Theory]
    [InlineData("/api/v1/units/1/subtree?level=village", "level")]
    [InlineData("/api/v1/units/1/subtree?kind=village", "kind")]
    [InlineData("/api/v1/units/1/subtree?open=yes", "open")]
    [InlineData("/api/v1/units/1/subtree?take=0", "take")]
    [InlineData("/api/v1/units/1/subtree?cursor=abc", "cursor")]
    [InlineData("/api/v1/units/1/subtree/officials?name=", "name")]
    [InlineData("/api/v1/units/1/issued?scope=all", "scope")]
    [InlineData("/api/v1/units/1/issued?level=cell", "level")]
    [InlineData("/api/v1/units/1/issued?state=open", "state")]
    [InlineData("/api/v1/units/6/directives?state=open", "state")]
    [InlineData("/api/v1/units/1/stuck?status=answered", "status")]
    [InlineData("/api/v1/units/1/stuck?handler=x", "handler")]
    [InlineData("/api/v1/units/1/stuck?olderThanDays=-1", "olderThanDays")]
    [InlineData("/api/v1/units/1/stuck?olderThanDays=99999", "olderThanDays")]
    [InlineData("/api/v1/units/1/stuck?raisedFrom=2025-01-07&raisedTo=2025-01-06", "raisedTo")]
    public async Task A_filter_that_means_nothing_is_named(string path, string field)
    {
        await using var host = await GatewayHost.StartAsync();
        var reply = await host.GetAsync(path);
        Assert.Equal((400, "invalid-parameter", field), (reply.Status, reply.Problem, reply.Field));
    }

    [Theory]
    [InlineData("subtree")]
    [InlineData("subtree/officials")]
    [InlineData("issued")]
    [InlineData("issued?scope=subtree")]
    public async Task A_unit_that_is_not_there_is_named(string list)
    {
        await using var host = await GatewayHost.StartAsync();
        Assert.Equal("unit-not-found", (await host.GetAsync($"/api/v1/units/ZZ/{list}")).Problem);
    }

    /// <summary>The ids of all pages.</summary>
    private static async Task<string> IdsAsync(GatewayHost host, string path, string query, int take, string id = "id")
    {
        var ids = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var reply = await host.GetAsync($"{path}?{query}&take={take}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}".Replace("?&", "?", StringComparison.Ordinal));
            Assert.True(reply.Status == 200, reply.Content);
            ids.AddRange(reply.At("items").EnumerateArray().Select(item => item.GetProperty(id).GetString()!));
            cursor = reply.At("nextCursor").GetString();
            Assert.True(ids.Count < 100);
        }
        return string.Join(' ', ids);
    }
}
