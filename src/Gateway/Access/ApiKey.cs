using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>An API key. Its secret is nowhere: a digest of 256 random bits is as good for checking and no use to a thief.</summary>
/// <param name="Id">The part of the token that is no secret.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Roles">What its caller is, and where.</param>
/// <param name="Holder">The official its caller stands for, or none.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Id of the caller who made it.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Digest">SHA-256 of the secret.</param>
internal sealed record ApiKey(
    string Id, string Name, IReadOnlyList<RoleAt> Roles, HolderId Holder, Instant CreatedAt, string CreatedBy, Instant ExpiresAt, byte[] Digest) : IRoleRecord
{
    /// <summary>SHA-256 of the secret before the last rotation; empty for none.</summary>
    public byte[] OldDigest { get; init; } = [];

    /// <summary>Until when the old secret goes on.</summary>
    public Instant OldUntil { get; init; }

    /// <summary>When it was last rotated.</summary>
    public Instant RotatedAt { get; init; }

    /// <summary>When it was revoked.</summary>
    public Instant RevokedAt { get; init; }

    /// <summary>The command that made it, so that a retry is known.</summary>
    public string MadeBy { get; init; } = "";

    /// <summary>True when its secret opens something.</summary>
    public bool IsInForce(Instant now) => !RevokedAt.IsSet && now < ExpiresAt;

    /// <summary>Id of the caller it makes.</summary>
    public string CallerId => ApiKeys.CallerPrefix + Id;

    /// <summary>
    /// The caller that a secret makes; null when it opens nothing now. The secret before a rotation makes one that ends with its grace.
    /// Takes the same time for every wrong secret.
    /// </summary>
    /// <param name="proof">The secret's digest.</param>
    /// <param name="now">The time.</param>
    public Caller? Open(byte[] proof, Instant now)
    {
        var isNew = CryptographicOperations.FixedTimeEquals(proof, Digest);
        var isOld = CryptographicOperations.FixedTimeEquals(proof, OldDigest) & now < OldUntil;
        if (!((isNew | isOld) & IsInForce(now))) return null;
        return new Caller(CallerId, Roles, Holder, isNew || ExpiresAt < OldUntil ? ExpiresAt : OldUntil) { Proof = proof };
    }

    public static byte[] DigestOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        new Stored(
            Name, StoredRole.Of(Roles), Holder.IsValid ? Holder.ToString() : null, CreatedAt.Milliseconds, CreatedBy, ExpiresAt.Milliseconds, Digest, OldDigest,
            OldUntil.Milliseconds, RotatedAt.Milliseconds, RevokedAt.Milliseconds, MadeBy),
        JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for anything else.</summary>
    public static ApiKey? TryParse(string id, ReadOnlySpan<byte> value)
    {
        Stored? stored;
        try
        {
            stored = JsonSerializer.Deserialize<Stored>(value, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
        return stored is null ? null : new ApiKey(
            id, stored.Name, StoredRole.Read(stored.Roles), StoredRole.HolderOf(stored.Holder), new Instant(stored.CreatedAt), stored.CreatedBy,
            new Instant(stored.ExpiresAt), stored.Digest)
        {
            OldDigest = stored.OldDigest,
            OldUntil = new Instant(stored.OldUntil),
            RotatedAt = new Instant(stored.RotatedAt),
            RevokedAt = new Instant(stored.RevokedAt),
            MadeBy = stored.MadeBy,
        };
    }

    private sealed record Stored(
        string Name, List<StoredRole> Roles, string? Holder, long CreatedAt, string CreatedBy, long ExpiresAt, byte[] Digest, byte[] OldDigest, long OldUntil,
        long RotatedAt, long RevokedAt, string MadeBy);
}
