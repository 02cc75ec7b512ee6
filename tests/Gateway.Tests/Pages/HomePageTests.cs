using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway.Tests;

/// <summary>The start page.</summary>
public sealed class HomePageTests
{
    [Fact]
    public async Task An_empty_tree_is_told_how_to_import()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var page = await host.GetAsync("/");
        Assert.Equal((200, "text/html"), (page.Status, page.Type));
        Assert.Contains("hierarchysim import", page.Content, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", page.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_is_shown_by_levels_and_names_cannot_break_the_page()
    {
        await using var host = await GatewayHost.StartAsync();
        await host.PostAsync("/api/v1/units/1/rename", """{"name": "<script>alert(1)</script> Việt Nam"}""");
        var page = await host.GetAsync("/");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; Việt Nam", page.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Content, StringComparison.Ordinal);
        Assert.Contains("Household group", page.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_needs_no_other_host_and_no_script()
    {
        await using var host = await GatewayHost.StartAsync();
        var page = await host.GetAsync("/");
        Assert.DoesNotContain("http://", page.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Content, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_says_that_it_is_one_and_every_server_where_events_and_the_audit_are()
    {
        await using var demo = await GatewayHost.StartAsync(new AccessOptions { IsDemo = true });
        await using var plain = await GatewayHost.StartAsync();
        var (shown, other) = ((await demo.GetAsync("/")).Content, (await plain.GetAsync("/")).Content);
        foreach (var link in new[] { "/demo/tokens", "/docs", "/api/v1/events", "/api/v1/audit", "/hubs/hierarchy" })
            Assert.Equal((link, true, link != "/demo/tokens"), (link, shown.Contains(link, StringComparison.Ordinal), other.Contains(link, StringComparison.Ordinal)));
        Assert.Contains("This is a demo", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_stays_up_while_the_engine_is_away()
    {
        await using var host = await GatewayHost.StartAsync();
        var refusal = new Refusal(RefusalCode.Stopping, "engine", "the engine is stopping", "Try again");
        host.Engine.FailQueries = new EngineUnavailableException(refusal);
        host.Engine.ClaimStatus = new EngineStatus("reference", EngineCondition.Stopping, "someone stopped it", 0, 0, default);
        var page = await host.GetAsync("/");
        Assert.Equal(200, page.Status);
        Assert.Contains("someone stopped it", page.Content, StringComparison.Ordinal);
    }
}
