using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>A demo's tokens, for everybody; nothing anywhere else.</summary>
internal static class DemoEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/demo/tokens", ListAsync).LetsEverybodyIn().ExcludeFromDescription();

    private static async Task<IResult> ListAsync(HttpContext http, DemoTokens tokens, AccessMode mode)
    {
        if (!mode.IsDemo) return NoDemo;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new DemoTokensJson(
            "This is a demo: everybody on this machine may take these tokens, and a request without one may do everything. They end with this server.",
            [.. (await tokens.ListAsync(http.RequestAborted)).Select(ToWire.DemoToken)]));
    }

    private static readonly Problem NoDemo = new(ProblemTypes.NotFound, "This server is no demo, and gives no tokens away. An administrator makes keys (POST /api/v1/keys).");
}
