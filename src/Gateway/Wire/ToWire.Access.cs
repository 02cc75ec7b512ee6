using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Callers, keys and grants.
internal static partial class ToWire
{
    public static IReadOnlyList<RoleAtJson> RolesAt(IEnumerable<RoleAt> roles) => [.. roles.Select(held => new RoleAtJson(Words.Role.Of(held.Role), held.Unit.ToString()))];

    public static KeyJson Key(ApiKey key, Instant lastUsed, Instant now) => new(
        key.Id, key.Name, key.RevokedAt.IsSet ? "revoked" : key.IsInForce(now) ? "active" : "expired", RolesAt(key.Roles), IdOrNull(key.Holder), key.CallerId,
        Time(key.CreatedAt), key.CreatedBy, Time(key.ExpiresAt), TimeOrNull(key.RotatedAt), key.OldUntil > now ? Time(key.OldUntil) : null, TimeOrNull(lastUsed),
        TimeOrNull(key.RevokedAt));

    public static GrantJson Grant(RoleGrant grant) => new(
        grant.Id, grant.Issuer, grant.Subject, grant.RevokedAt.IsSet ? "revoked" : "active", RolesAt(grant.Roles), IdOrNull(grant.Holder),
        RoleGrants.CallerPrefix + grant.Id, Time(grant.GrantedAt), grant.GrantedBy, TimeOrNull(grant.RevokedAt));

    public static DemoTokenJson DemoToken(DemoToken token) => new(token.Name, RolesAt(token.Caller.Roles), IdOrNull(token.Caller.Holder), token.Token);
}
