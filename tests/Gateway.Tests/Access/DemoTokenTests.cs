using System.Text.Json;

namespace HierarchySim.Gateway.Tests;

/// <summary>A demo's tokens.</summary>
public sealed class DemoTokenTests
{
    [Fact]
    public async Task A_demo_gives_a_token_for_each_role_and_everybody_else_may_do_everything()
    {
        await using var host = await StartAsync(new AccessOptions { IsDemo = true });
        var reply = await host.GetAsync("/demo/tokens");
        Assert.StartsWith("This is a demo", reply.Text("warning"), StringComparison.Ordinal);
        var tokens = reply.At("tokens").EnumerateArray().ToDictionary(token => token.GetProperty("name").GetString()!);
        Assert.Equal(["administrator@1", "manager@5", "official@6", "stranger: manager@7", "viewer@5"], tokens.Select(Describe).Order());
        Assert.Equal("6-1", tokens["official"].GetProperty("holder").GetString());
        Assert.Equal(reply.Content, (await host.GetAsync("/demo/tokens")).Content);
        Assert.Equal("local", (await host.GetAsync("/api/v1/me")).Text("caller"));

        // A token narrows to its role.
        Assert.Equal(200, await StatusAsync("viewer", "units/6"));
        Assert.Equal(404, await StatusAsync("viewer", "units/4"));
        Assert.Equal(404, await StatusAsync("stranger", "units/6"));
        Assert.Equal(200, await StatusAsync("stranger", "units/7"));
        Assert.Equal(200, await StatusAsync("administrator", "units/root"));
        var raised = await host.SendAsync(Raise(), ("Authorization", $"Bearer {Token("official")}"), ("Idempotency-Key", "o"));
        Assert.Equal(202, raised.Status);
        var refused = await host.SendAsync(Raise(), ("Authorization", $"Bearer {Token("viewer")}"), ("Idempotency-Key", "v"));
        Assert.Equal((403, "forbidden"), (refused.Status, refused.Problem));

        string Token(string name) => tokens[name].GetProperty("token").GetString()!;
        async Task<int> StatusAsync(string name, string path) => (await host.GetAsync("/api/v1/" + path, ("Authorization", $"Bearer {Token(name)}"))).Status;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whatever_is_no_demo_gives_none_and_takes_none(bool closed)
    {
        await using var demo = await StartAsync(new AccessOptions { IsDemo = true });
        var token = (await demo.GetAsync("/demo/tokens")).Text("tokens.0.token");
        await using var host = await GatewayHost.StartAsync(new AccessOptions { RequireTokens = closed });
        Assert.Equal((404, "not-found"), ((await host.GetAsync("/demo/tokens")).Status, (await host.GetAsync("/demo/tokens")).Problem));
        Assert.Equal(401, (await host.GetAsync("/api/v1/me", ("Authorization", $"Bearer {token}"))).Status);
    }

    [Fact]
    public async Task A_demo_without_its_tree_gives_none_yet()
    {
        await using var host = await GatewayHost.StartEmptyAsync(new AccessOptions { IsDemo = true });
        Assert.Equal(0, (await host.GetAsync("/demo/tokens")).At("tokens").GetArrayLength());
        await host.OpenTreeAsync();
        Assert.Equal(5, (await host.GetAsync("/demo/tokens")).At("tokens").GetArrayLength());
    }

    [Fact]
    public async Task A_key_does_not_close_a_demo()
    {
        await using var host = await StartAsync(new AccessOptions { IsDemo = true, RequireTokens = true });
        await host.MakeTokenAsync("viewer", "5");
        host.Token = null;
        Assert.Equal("local", (await host.GetAsync("/api/v1/me")).Text("caller"));
    }

    private static async Task<GatewayHost> StartAsync(AccessOptions access)
    {
        var host = await GatewayHost.StartEmptyAsync(access);
        await host.OpenTreeAsync();
        await host.RegisterAsync("6");
        return host;
    }

    private static string Describe(KeyValuePair<string, JsonElement> token)
    {
        var role = token.Value.GetProperty("roles")[0];
        var what = $"{role.GetProperty("role").GetString()}@{role.GetProperty("unit").GetString()}";
        return what.StartsWith(token.Key, StringComparison.Ordinal) ? what : $"{token.Key}: {what}";
    }

    private static HttpRequestMessage Raise() => new(HttpMethod.Post, "/api/v1/units/6/cases")
    {
        Content = new StringContent(
            """{"service_code": "roads-lighting", "title": "Đèn", "description": "Hỏng"}""", System.Text.Encoding.UTF8,
            new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
    };
}
