using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>
/// Roles of those whom an OIDC issuer knows, as records. Somebody with a good token and no grant is a caller without roles, who can
/// ask who it is and nothing else.
/// </summary>
internal sealed class RoleGrants(IHierarchyEngine engine, TimeProvider time, CallerSignals signals)
{
    public const string CallerPrefix = "oidc-";
    private const string Prefix = "grants/";
    private readonly KeptRoles<RoleGrant> kept = new(time);

    /// <summary>The caller of a grant; without roles when there is none or it was taken back.</summary>
    /// <param name="id">The grant's id.</param>
    /// <param name="expiresAt">When the caller's token ends.</param>
    /// <param name="left">Stops waiting.</param>
    public async ValueTask<Caller> CallerAsync(string id, Instant expiresAt, CancellationToken left) =>
        await kept.GetAsync(id, GetAsync, left) is { RevokedAt.IsSet: false } grant
            ? new Caller(CallerPrefix + id, grant.Roles, grant.Holder, expiresAt)
            : new Caller(CallerPrefix + id, [], HolderId.None, expiresAt);

    /// <summary>The caller of the first of these ids that has a grant, taken back or not; of the first one, without roles, where none has.</summary>
    /// <inheritdoc cref="CallerAsync(string, Instant, CancellationToken)"/>
    /// <param name="ids">Ids under which the grant may be, at least one.</param>
    public async ValueTask<Caller> CallerAsync(IReadOnlyList<string> ids, Instant expiresAt, CancellationToken left)
    {
        foreach (var id in ids)
            if (await kept.GetAsync(id, GetAsync, left) is not null) return await CallerAsync(id, expiresAt, left);
        return await CallerAsync(ids[0], expiresAt, left);
    }

    /// <summary>The first grant there is under these ids, as it is now; null when there is none.</summary>
    public async ValueTask<RoleGrant?> GetFirstAsync(IReadOnlyList<string> ids, CancellationToken left)
    {
        foreach (var id in ids)
            if (await GetAsync(id, left) is { } grant) return grant;
        return null;
    }

    /// <summary>One grant as it is now; null when there is none.</summary>
    public async ValueTask<RoleGrant?> GetAsync(string id, CancellationToken left) =>
        IsId(id) && await engine.Records.GetAsync(Prefix + id, left) is { } record ? Read(record) : null;

    /// <summary>Grants in the order of their ids.</summary>
    public async ValueTask<IReadOnlyList<RoleGrant>> ListAsync(string? after, int take, CancellationToken left) =>
        [.. (await engine.Records.ListAsync(Prefix, after is null ? null : Prefix + after, take, left)).Select(Read).OfType<RoleGrant>()];

    /// <summary>Writes a grant over the one before, which must still be what the caller saw.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="before">What it replaces; null for none.</param>
    /// <param name="beside">Written in the same commit.</param>
    /// <returns>False when somebody else has changed it meanwhile.</returns>
    public async ValueTask<bool> PutAsync(RoleGrant grant, RoleGrant? before, IReadOnlyList<RecordChange> beside)
    {
        var change = new RecordChange(Prefix + grant.Id, grant.ToBytes());
        if (!(await engine.Records.PutTogetherAsync(change, before?.Version ?? 0, beside, CancellationToken.None)).IsWritten) return false;
        kept.Forget(grant.Id);
        signals.Tell(CallerPrefix + grant.Id);
        return true;
    }

    /// <summary>True when there are as many grants as may be kept.</summary>
    public async ValueTask<bool> AreFullAsync(CancellationToken left) => await engine.Records.CountAsync(Prefix, left) >= GatewayLimits.KeysMax;

    private static RoleGrant? Read(EngineRecord record) =>
        RoleGrant.TryParse(record.Value) is { } grant ? grant with { Id = record.Key[Prefix.Length..], Version = record.Version } : null;

    private static bool IsId(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);
}
