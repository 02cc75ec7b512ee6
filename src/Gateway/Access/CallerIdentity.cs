using System.Net.Http.Headers;
using HierarchySim.Core;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Makes out whose request it is, before anything else looks at it. A token that is not good is refused everywhere, also where none
/// is needed: its sender believes to be somebody.
/// </summary>
internal sealed class CallerIdentity(RequestDelegate next, Tokens tokens, AccessMode mode, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var (caller, problem) = await IdentifyAsync(http);
        if (problem is not null)
        {
            await problem.ExecuteAsync(http);
            return;
        }
        caller!.Enter(http);
        await next(http);
    }

    private async ValueTask<(Caller? Caller, Problem? Problem)> IdentifyAsync(HttpContext http)
    {
        var fromQuery = http.Features.Get<QueryToken>();
        if (fromQuery is { InItsPlace: false }) return (null, Misplaced);
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0 && fromQuery is null) return WithoutToken(http);
        if (header.Count > 0 && fromQuery is not null || header.Count > 1) return (null, NotInForce);
        var token = fromQuery?.Token ?? BearerOf(header[0]);
        if (token is not { Length: > 0 and <= GatewayLimits.TokenLengthMax }) return (null, NotInForce);
        var (caller, problem) = await tokens.ReadAsync(token, http.RequestAborted);
        if (problem is not null) return (null, problem);
        return caller is null || caller.IsOver(Instant.From(time.GetUtcNow())) ? (null, NotInForce) : (caller, null);
    }

    private (Caller?, Problem?) WithoutToken(HttpContext http)
    {
        // Whoever is on this machine may do everything, and a browser on it is not all the same as its user: a page of another site can
        // open a WebSocket to here, which asks nobody for leave. It has no token, so it is known by what browsers say of it.
        if (!mode.TokensRequired) return OriginRule.IsOwn(http.Request) ? (Caller.Local, null) : (null, OriginRule.Foreign);
        // Addresses at which nothing is are told so to everybody.
        return http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<OpenToAll>() is null ? (null, Required) : (Caller.Nobody, null);
    }

    private static string? BearerOf(string? header) =>
        AuthenticationHeaderValue.TryParse(header, out var value) && value.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? value.Parameter : null;

    private static readonly Problem Required = Problem.Of(
        ProblemTypes.Unauthenticated, "Authorization", "this server asks everybody for a token, and none was sent",
        "Send 'Authorization: Bearer TOKEN' with an API key, which an administrator of yours can make");

    /// <summary>The token is not good, or not good any more.</summary>
    public static readonly Problem NotInForce = Problem.Of(
        ProblemTypes.Unauthenticated, "Authorization", "the token is unknown, expired or revoked", "Send 'Authorization: Bearer TOKEN' with one that is in force");

    private static readonly Problem Misplaced = Problem.Of(
        ProblemTypes.Unauthenticated, TokenKeeper.Parameter, $"only {TokenKeeper.HubPath} takes a token from the query", "Send it in the header 'Authorization: Bearer TOKEN'");
}
