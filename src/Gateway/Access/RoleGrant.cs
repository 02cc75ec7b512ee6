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
    /// <remarks>A grant that was read keeps the id it is stored under, also where its issuer has other names by now.</remarks>
    public string Id { get; init; } = IdOf(Issuer, Subject);

    /// <summary>The id of a new grant.</summary>
    public static string IdOf(string issuer, string subject) => Digest(issuer.TrimEnd('/'), subject);

    /// <summary>
    /// Ids under which a grant may be stored, the one of a new grant first. Data sets have grants whose issuer was written with a slash
    /// at its end, and ids of that writing.
    /// </summary>
    /// <param name="issuers">The names of one issuer.</param>
    /// <param name="subject">The issuer's name for somebody.</param>
    public static IReadOnlyList<string> IdsOf(IEnumerable<string> issuers, string subject) =>
        [.. issuers.SelectMany(issuer => new[] { IdOf(issuer, subject), Digest(issuer.TrimEnd('/') + "/", subject) }).Distinct(StringComparer.Ordinal)];

    private static string Digest(string issuer, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer.Length}:{issuer}|{subject}")).AsSpan(0, 16));

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
