namespace HierarchySim.Gateway;

/// <summary>What tokens mean: API keys, a demo's tokens, tokens of the issuer. Each kind is known by how it begins.</summary>
internal sealed class Tokens(ApiKeys keys, DemoTokens demo, OidcTokens oidc, AccessMode mode)
{
    /// <summary>Whose token it is; nobody when it is not good, or the problem that this cannot be found out now.</summary>
    public async ValueTask<(Caller? Caller, Problem? Problem)> ReadAsync(string token, CancellationToken left)
    {
        if (token.StartsWith(ApiKeys.TokenPrefix, StringComparison.Ordinal)) return (await keys.FindCallerAsync(token, left), null);
        if (token.StartsWith(DemoTokens.TokenPrefix, StringComparison.Ordinal)) return (mode.IsDemo ? demo.Find(token) : null, null);
        return await oidc.ReadAsync(token, left);
    }
}
