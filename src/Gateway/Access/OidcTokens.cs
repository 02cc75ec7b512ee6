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
        // What cannot be a token of any issuer is refused without asking.
        if (issuer is null || IssuerIn(token) is not { } named) return (null, null);
        if ((await AskAsync(left)).Announced is not { } announced) return (null, Unreachable);
        // Another issuer's token is no reason to fetch keys anew, which one that fails its check would be.
        if (!IsOurs(named, announced)) return (null, null);
        var result = await reader.ValidateTokenAsync(token, rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject: { Length: > 0 and <= GatewayLimits.SubjectLengthMax } subject } read) return (null, null);
        return (await grants.CallerAsync(RoleGrant.IdsOf(NamesOf(announced), subject), Instant.From(read.ValidTo), left), null);
    }

    /// <summary>
    /// The names that grants of an issuer may be stored under, the one in its tokens first; any issuer has its own where none is
    /// configured, since roles may be granted before it is. A problem when tokens of this issuer are not taken.
    /// </summary>
    /// <param name="name">The issuer, by the authority's address or as it announces itself.</param>
    /// <param name="left">Stops waiting.</param>
    public async ValueTask<(IReadOnlyList<string> Names, Problem? Problem)> NamesAsync(string name, CancellationToken left)
    {
        if (authority is null) return ([name], null);
        var announced = (await AskAsync(left)).Announced;
        if (IsOurs(name, announced)) return (NamesOf(announced), null);
        return ([], announced is null ? Unreachable : Problem.Of(
            ProblemTypes.Invalid, "issuer", $"this server takes tokens of {announced} and of no other issuer", "Name that one, or start the server with --oidc-authority for the other"));
    }

    /// <summary>The address of the issuer whose tokens are taken; null for none. In its tokens it may have another name.</summary>
    public string? Authority => authority;

    /// <summary>Asks the issuer how its tokens are checked, unless that is known.</summary>
    /// <returns>The issuer's name in its tokens, or why it cannot be asked; neither where there is none.</returns>
    public async ValueTask<(string? Announced, string? Reason)> AskAsync(CancellationToken left)
    {
        if (issuer is null) return (null, null);
        try
        {
            return ((await issuer.GetConfigurationAsync(left)).Issuer is { Length: > 0 } announced ? announced : authority, null);
        }
        catch (InvalidOperationException e)
        {
            return (null, (e.InnerException ?? e).Message.Split('\n')[0].TrimEnd());
        }
    }

    /// <summary>True for two ways to write one issuer: with a slash at its end and without.</summary>
    public static bool IsSame(string one, string other) => string.Equals(one.TrimEnd('/'), other.TrimEnd('/'), StringComparison.Ordinal);

    public void Dispose() => client?.Dispose();

    // Many issuers announce another name than the address they are asked at (OpenID Connect Discovery, section 4.3, forbids it; Entra, AD FS and proxies do it).
    private bool IsOurs(string name, string? announced) => IsSame(name, authority!) || (announced is not null && IsSame(name, announced));

    private string[] NamesOf(string? announced) => announced is null || IsSame(announced, authority!) ? [authority!] : [announced, authority!];

    private string? IssuerIn(string token)
    {
        try
        {
            return reader.CanReadToken(token) && reader.ReadJsonWebToken(token).Issuer is { Length: > 0 } named ? named : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            // Three parts with dots between, and no token.
            return null;
        }
    }

    // A token must end; clocks of two machines may differ by a minute when it begins.
    private static bool IsInTime(DateTime? from, DateTime? until, DateTime now) => now < until && !(from > now.AddMinutes(1));

    private static readonly Problem Unreachable = new(
        ProblemTypes.NotReady, "The issuer of tokens does not answer, so this one cannot be checked. Send the request again.",
        RetryAfterSeconds: GatewayLimits.RetryUnavailableSeconds);
}
