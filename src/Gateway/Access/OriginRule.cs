using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Whose page a browser's request comes from. Programs send no origin. A page of this server has this server's scheme, name and port;
/// another port of the same machine is another site, for whoever answers there is not known here.
/// </summary>
internal static class OriginRule
{
    /// <summary>The answer to a page of another site.</summary>
    public static readonly Problem Foreign = Problem.Of(
        ProblemTypes.ForeignOrigin, "Origin", "a page of another site may not act without a token and opens no live connection", "Open a page of this server, or connect from a program");

    /// <summary>True when a request comes from no page, or from one of this server.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        var (origin, host) = (request.Headers.Origin, request.Host);
        if (origin.Count == 0) return true;
        if (origin.Count > 1 || !Uri.TryCreate(origin[0], UriKind.Absolute, out var page)) return false;
        // A proxy that ends TLS before this server leaves name and port as the page has them, and changes the scheme to http.
        var isScheme = page.Scheme == request.Scheme || (page.Scheme == Uri.UriSchemeHttps && request.Scheme == Uri.UriSchemeHttp);
        return isScheme && page.Host.Equals(host.Host, StringComparison.OrdinalIgnoreCase) && (host.Port is { } port ? page.Port == port : page.IsDefaultPort);
    }
}
