using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace HierarchySim.Gateway;

/// <summary>A token that came in the query.</summary>
/// <param name="Token">The token.</param>
/// <param name="InItsPlace">True when it came to the hub, the only address that takes it from there.</param>
internal sealed record QueryToken(string Token, bool InItsPlace);

/// <summary>
/// Takes tokens out of a request's query before anybody sees it. Browsers cannot set headers on a WebSocket, so the hub's clients put
/// the token into the query, which servers write into their logs. The server's own request log begins right after the request has
/// been made a context of; so this is done there, and no middleware would be early enough.
/// </summary>
internal sealed class TokenKeeper(IServiceProvider services) : IHttpContextFactory
{
    /// <summary>The query parameter, by SignalR's name for it.</summary>
    public const string Parameter = "access_token";

    /// <summary>The hub's address.</summary>
    public const string HubPath = "/hubs/hierarchy";

    private readonly DefaultHttpContextFactory contexts = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        if (featureCollection.Get<IHttpRequestFeature>() is { QueryString.Length: > 1 } request) Keep(featureCollection, request);
        return contexts.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => contexts.Dispose(httpContext);

    private static void Keep(IFeatureCollection features, IHttpRequestFeature request)
    {
        string? token = null;
        var kept = new StringBuilder();
        foreach (var pair in new QueryStringEnumerable(request.QueryString))
        {
            if (pair.DecodeName().Span.Equals(Parameter, StringComparison.OrdinalIgnoreCase))
                // Two tokens are none: a caller is one.
                token = token is null ? pair.DecodeValue().ToString() : "";
            else
                kept.Append(kept.Length == 0 ? '?' : '&').Append(pair.EncodedName).Append('=').Append(pair.EncodedValue);
        }
        if (token is null) return;
        request.QueryString = kept.ToString();
        request.RawTarget = request.Path + request.QueryString;
        features.Set(new QueryToken(token, string.Equals(request.Path, HubPath, StringComparison.OrdinalIgnoreCase)));
    }
}
