using HierarchySim.Engine;
using HierarchySim.Gateway;

namespace HierarchySim.Cli.Commands;

/// <summary>Where <c>serve</c> listens and whom it lets in, as the command line says.</summary>
/// <param name="Urls">Addresses to listen on.</param>
/// <param name="Hosts">Further names of this server, or null.</param>
/// <param name="Demo">True for a demo.</param>
/// <param name="Authority">OIDC issuer, or null.</param>
/// <param name="Audience">Audience of its tokens, or null.</param>
internal sealed record ServePlan(string Urls, string? Hosts, bool Demo, string? Authority, string? Audience)
{
    /// <summary>What can be told before the folder is touched; null when nothing is wrong.</summary>
    /// <param name="beyond">The first address that other machines can reach; null for none.</param>
    /// <param name="folder">The data folder.</param>
    public string? Refusal(string? beyond, string folder)
    {
        if (Authority is not null && !IsIssuer(Authority))
            return $"--oidc-authority: '{Authority}' is no https address without query. Give the issuer's address, such as https://login.example.org/realm.";
        if (Authority is null != Audience is null) return "--oidc-authority and --oidc-audience: one needs the other. Give both, or neither.";
        if (beyond is null) return null;
        if (Demo) return $"--urls: '{beyond}' can be reached from other machines, and a demo lets everybody do everything. Use 127.0.0.1, [::1] or localhost.";
        return Authority is null && !Directory.Exists(folder) ? NoKeys(beyond, folder) : null;
    }

    /// <summary>Why a server that others can reach does not start without keys.</summary>
    public static string NoKeys(string beyond, string folder) =>
        $"--urls: '{beyond}' can be reached from other machines, and there is no key to tell callers by. Make the first key:  hierarchysim keys create --name TEXT --data {folder}"
        + "   or name an issuer of tokens with --oidc-authority, or use 127.0.0.1, [::1] or localhost.";

    /// <summary>Whom the server lets in. Keys, in force or not, and an issuer make it ask everybody for a token.</summary>
    public async Task<AccessOptions> AccessAsync(IHierarchyEngine engine) => new()
    {
        IsDemo = Demo,
        RequireTokens = !Demo && (Authority is not null || await KeyOffice.HasKeysAsync(engine).ConfigureAwait(false)),
        OidcAuthority = Authority,
        OidcAudience = Audience,
    };

    private static bool IsIssuer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;
}
