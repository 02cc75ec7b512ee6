using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>The roles of somebody whom an OIDC issuer knows. They are kept here and never read from a token.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Subject">The issuer's lasting name for somebody.</param>
/// <param name="Roles">What the caller is, and where.</param>
/// <param name="Holder">The official the caller stands for, or none.</param>
/// <param name="GrantedAt">When these roles were granted.</param>
/// <param name="GrantedBy">Id of the caller who granted them.</param>
internal sealed record RoleGrant(string Issuer, string Subject, IReadOnlyList<RoleAt> Roles, HolderId Holder, Instant GrantedAt, string GrantedBy) : IRoleRecord
{
    /// <summary>When they were taken back.</summary>
    public Instant RevokedAt { get; init; }

    /// <summary>Which writing of its record this was; 0 for one not written yet.</summary>
    public long Version { get; init; }

    /// <summary>A grant's id: a digest, so that callers are known everywhere without the issuer's name for them.</summary>
    public string Id => IdOf(Issuer, Subject);

    /// <summary>True for two ways to write one issuer: with a slash at its end and without.</summary>
    public static bool SameIssuer(string? one, string other) => string.Equals(one?.TrimEnd('/'), other.TrimEnd('/'), StringComparison.Ordinal);

    public static string IdOf(string issuer, string subject)
    {
        issuer = issuer.TrimEnd('/');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer.Length}:{issuer}|{subject}")).AsSpan(0, 16));
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Stored(
            Issuer, Subject, StoredRole.Of(Roles), Holder.IsValid ? Holder.ToString() : null, GrantedAt.Milliseconds, GrantedBy, RevokedAt.Milliseconds),
        JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for anything else.</summary>
    public static RoleGrant? TryParse(ReadOnlySpan<byte> value)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(value, JsonSerializerOptions.Web) is not { } stored ? null
                : new RoleGrant(
                    stored.Issuer, stored.Subject, StoredRole.Read(stored.Roles), StoredRole.HolderOf(stored.Holder), new Instant(stored.GrantedAt), stored.GrantedBy)
                { RevokedAt = new Instant(stored.RevokedAt) };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Stored(string Issuer, string Subject, List<StoredRole> Roles, string? Holder, long GrantedAt, string GrantedBy, long RevokedAt);
}
