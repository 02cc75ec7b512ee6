using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Swagger UI at /docs, from its package: the page and all it loads come from this server, and its policy allows no other host.
/// </summary>
internal static class SwaggerPages
{
    public const string Path = "/docs";

    // The page styles itself with attributes and draws its icons from data.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Use(WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
            {
                http.Response.Headers.ContentSecurityPolicy = Policy;
                http.Response.Headers["Referrer-Policy"] = "no-referrer";
            }
            return next(http);
        });
        app.UseSwaggerUI(options =>
        {
            options.RoutePrefix = Path[1..];
            options.DocumentTitle = "HierarchySim API";
            options.SwaggerEndpoint("/openapi/v1.json", "HierarchySim v1");
            options.EnableTryItOutByDefault();
        });
    }
}
