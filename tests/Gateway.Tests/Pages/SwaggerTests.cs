using System.Text.RegularExpressions;

namespace HierarchySim.Gateway.Tests;

/// <summary>Swagger UI comes from this server alone.</summary>
public sealed partial class SwaggerTests
{
    [Fact]
    public async Task The_page_and_all_it_loads_come_from_here()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        var page = await host.GetAsync("/docs/index.html");
        Assert.Equal((200, "text/html"), (page.Status, page.Type));
        var policy = page.Headers["Content-Security-Policy"];
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);

        var loaded = Loads().Matches(page.Content).Select(match => match.Groups[1].Value).ToList();
        Assert.True(loaded.Count >= 4, page.Content);
        foreach (var address in loaded)
        {
            Assert.DoesNotContain("//", address, StringComparison.Ordinal);
            Assert.Equal(200, (await host.GetAsync("/docs/" + address)).Status);
        }
        // No script stands in the page itself: its policy would not let it run.
        Assert.DoesNotMatch("<script(?![^>]*src=)", page.Content);
        var script = await host.GetAsync("/docs/index.js");
        Assert.Contains("/openapi/v1.json", script.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_there_begins_on_the_home_page()
    {
        await using var host = await GatewayHost.StartEmptyAsync();
        Assert.Contains("href=\"/docs\"", (await host.GetAsync("/")).Content, StringComparison.Ordinal);
        var reply = await host.GetAsync("/docs");
        Assert.Equal((301, true), (reply.Status, reply.Headers["Location"].EndsWith("docs/index.html", StringComparison.Ordinal)));
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Loads();
}
