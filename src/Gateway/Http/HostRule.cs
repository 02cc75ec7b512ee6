using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Answers only requests that name this server by one of its own names: a page elsewhere that gives its own name this machine's
/// address would otherwise reach the API from a browser on this machine. A request that names no host comes from no browser.
/// </summary>
internal sealed class HostRule(RequestDelegate next, IReadOnlyList<string> names)
{
    public Task InvokeAsync(HttpContext http)
    {
        var host = http.Request.Host.Host;
        if (host.Length == 0 || names.Contains(host, StringComparer.OrdinalIgnoreCase)) return next(http);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Problem.Of(ProblemTypes.InvalidParameter, "Host", $"this server answers as {string.Join(", ", names)} only", "Ask it by one of these names").ExecuteAsync(http);
    }
}
