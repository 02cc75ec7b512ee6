using HierarchySim.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HierarchySim.Gateway;

/// <summary>
/// Tokens of one OIDC issuer: signed by a key it publishes, for our audience, in time. Of their claims only issuer, subject and expiry
/// count; roles are granted here.
/// </summary>
internal sealed class OidcTokens : IDisposable
{
    // Only what cannot be confused with a shared secret.
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly RoleGrants grants;
    private readonly JsonWebTokenHandler reader = new() { MaximumTokenSizeInBytes = GatewayLimits.TokenLengthMax, MapInboundClaims = false };
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? issuer;
    private readonly TokenValidationParameters? rules;
    private readonly HttpClient? client;
    private readonly string? authority;

    public OidcTokens(AccessOptions options, RoleGrants grants, TimeProvider time)
    {
        this.grants = grants;
        authority = options.OidcAuthority;
        if (authority is null) return;
        client = options.Backchannel is { } handler ? new HttpClient(handler, disposeHandler: false) : new HttpClient();
        client.Timeout = TimeSpan.FromSeconds(GatewayLimits.IssuerSecondsMax);
        issuer = new ConfigurationManager<OpenIdConnectConfiguration>(
            authority.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(client) { RequireHttps = !new Uri(authority).IsLoopback });
        rules = new TokenValidationParameters
        {
            ConfigurationManager = issuer,
            ValidAudience = options.OidcAudience,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = (from, until, _, _) => IsInTime(from, until, time.GetUtcNow().UtcDateTime),
        };
    }

    /// <summary>The caller of a token; null when it is not good, or the problem that the issuer cannot be asked.</summary>
    public async ValueTask<(Caller? Caller, Problem? Problem)> ReadAsync(string token, CancellationToken left)
    {
        // What cannot be a token of the issuer is refused without it: it need not answer for tokens that are not its own.
        if (issuer is null || !IsIssuers(token)) return (null, null);
        try
        {
            await issuer.GetConfigurationAsync(left);
        }
        catch (InvalidOperationException)
        {
            return (null, Unreachable);
        }
        var result = await reader.ValidateTokenAsync(token, rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject: { Length: > 0 and <= GatewayLimits.SubjectLengthMax } subject } read) return (null, null);
        return (await grants.CallerAsync(RoleGrant.IdOf(read.Issuer, subject), Instant.From(read.ValidTo), left), null);
    }

    /// <summary>True when tokens of an issuer are taken; of any where none is configured, since roles may be granted before it is.</summary>
    public bool Takes(string name) => authority is null || RoleGrant.SameIssuer(name, authority);

    /// <summary>The issuer whose tokens are taken; null for none.</summary>
    public string? Authority => authority;

    /// <summary>Asks the issuer how its tokens are checked, so that the first of them need not wait for it.</summary>
    /// <returns>Why it cannot be asked; null when it answered.</returns>
    public async Task<string?> AskAsync(CancellationToken left)
    {
        if (issuer is null) return null;
        try
        {
            await issuer.GetConfigurationAsync(left);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return (e.InnerException ?? e).Message.Split('\n')[0].TrimEnd();
        }
    }

    public void Dispose() => client?.Dispose();

    private bool IsIssuers(string token)
    {
        try
        {
            return reader.CanReadToken(token) && Takes(reader.ReadJsonWebToken(token).Issuer);
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            // Three parts with dots between, and no token.
            return false;
        }
    }

    // A token must end; clocks of two machines may differ by a minute when it begins.
    private static bool IsInTime(DateTime? from, DateTime? until, DateTime now) => now < until && !(from > now.AddMinutes(1));

    private static readonly Problem Unreachable = new(
        ProblemTypes.NotReady, "The issuer of tokens does not answer, so this one cannot be checked. Send the request again.",
        RetryAfterSeconds: GatewayLimits.RetryUnavailableSeconds);
}
