using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

// Callers, keys and grants.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RoleAtJson(
    [property: Description("What a caller is there."), AllowedValues("viewer", "official", "manager", "administrator")] string Role,
    [property: Description("Id of the unit; the role reaches its subtree and nothing else.")] string Unit);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record MakeKeyRequest(
    [property: Description("What the key is for. No person's name."), MaxLength(GatewayLimits.KeyNameLengthMax)] string Name,
    [property: Description("What its caller is, and where."), MinLength(1), MaxLength(GatewayLimits.RolesPerCallerMax)] IReadOnlyList<RoleAtJson> Roles,
    [property: Description("Id of the official it stands for; needed for the role 'official'.")] string? Holder = null,
    [property: Description("When it ends, ISO 8601 with offset, within ten years; in a year when left out.")] string? ExpiresAt = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RotateKeyRequest(
    [property: Description("Seconds for which the old secret goes on; it ends at once when left out."), Range(0, GatewayLimits.KeyGraceSecondsMax)] int? GraceSeconds = null)
{
    public static readonly RotateKeyRequest Instance = new();
}

internal sealed record KeyJson(
    [property: Description("The key's id.")] string Id,
    [property: Description("What it is for.")] string Name,
    [property: Description("active, expired or revoked."), AllowedValues("active", "expired", "revoked")] string State,
    [property: Description("What its caller is, and where.")] IReadOnlyList<RoleAtJson> Roles,
    [property: Description("Id of the official it stands for; null for none.")] string? Holder,
    [property: Description("Its caller's id, as the audit has it.")] string Caller,
    [property: Description("When it was made.")] DateTime CreatedAt,
    [property: Description("Id of the caller who made it.")] string CreatedBy,
    [property: Description("When it ends.")] DateTime ExpiresAt,
    [property: Description("When it got its present secret; null when that is its first.")] DateTime? RotatedAt,
    [property: Description("Until when its old secret goes on; null when it does not.")] DateTime? OldSecretUntil,
    [property: Description("When it was last used, to the minute; null for never.")] DateTime? LastUsedAt,
    [property: Description("When it was revoked; null when it was not.")] DateTime? RevokedAt);

internal sealed record MadeKeyJson(
    [property: Description("The token to send, this once: nobody can read it later. Null in the answer to a retry; rotate the key when the first answer was lost.")] string? Token,
    [property: Description("The key.")] KeyJson Key);

internal sealed record KeyPageJson(
    [property: Description("Keys whose every role the caller administers.")] IReadOnlyList<KeyJson> Items,
    [property: Description("Where the next page begins; null on the last.")] string? NextCursor);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record GrantRequest(
    [property: Description("The issuer, as its tokens name it."), MaxLength(GatewayLimits.IssuerLengthMax)] string Issuer,
    [property: Description("The issuer's lasting name for somebody, as its tokens have it."), MaxLength(GatewayLimits.SubjectLengthMax)] string Subject,
    [property: Description("What the caller is from now on, and where."), MinLength(1), MaxLength(GatewayLimits.RolesPerCallerMax)] IReadOnlyList<RoleAtJson> Roles,
    [property: Description("Id of the official the caller stands for; needed for the role 'official'.")] string? Holder = null);

internal sealed record GrantJson(
    [property: Description("The grant's id.")] string Id,
    [property: Description("The issuer.")] string Issuer,
    [property: Description("The issuer's name for the caller.")] string Subject,
    [property: Description("active or revoked."), AllowedValues("active", "revoked")] string State,
    [property: Description("What the caller is, and where.")] IReadOnlyList<RoleAtJson> Roles,
    [property: Description("Id of the official the caller stands for; null for none.")] string? Holder,
    [property: Description("The caller's id, as the audit has it.")] string Caller,
    [property: Description("When these roles were granted.")] DateTime GrantedAt,
    [property: Description("Id of the caller who granted them.")] string GrantedBy,
    [property: Description("When they were taken back; null when they were not.")] DateTime? RevokedAt);

internal sealed record GrantPageJson(
    [property: Description("Grants whose every role the caller administers.")] IReadOnlyList<GrantJson> Items,
    [property: Description("Where the next page begins; null on the last.")] string? NextCursor);

internal sealed record MeJson(
    [property: Description("The caller's id, as the audit has it.")] string Caller,
    [property: Description("What it is, and where its trees begin.")] IReadOnlyList<MyRoleJson> Roles,
    [property: Description("Id of the official it stands for; null for none.")] string? Holder,
    [property: Description("When its token ends; null for never.")] DateTime? ExpiresAt,
    [property: Description("True where everybody without a token may do everything, because the server can be reached from its own machine only.")] bool Open);

internal sealed record MyRoleJson(
    [property: Description("What it is there."), AllowedValues("viewer", "official", "manager", "administrator")] string Role,
    [property: Description("Id of the unit, where its tree begins.")] string Unit,
    [property: Description("The unit's name; null when there is no such unit yet.")] string? Name,
    [property: Description("Where the unit is read.")] string Href);

internal sealed record DemoTokensJson(
    [property: Description("That this is a demo.")] string Warning,
    [property: Description("A token for each role.")] IReadOnlyList<DemoTokenJson> Tokens);

internal sealed record DemoTokenJson(
    [property: Description("The role's name.")] string Name,
    [property: Description("What it is, and where.")] IReadOnlyList<RoleAtJson> Roles,
    [property: Description("Id of the official it stands for; null for none.")] string? Holder,
    [property: Description("The token, good until the demo stops.")] string Token);
