using HierarchySim.Core;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>What somebody may do at a unit and everything below it; each includes those before it.</summary>
internal enum Right
{
    /// <summary>See units, counts, directives, cases without their texts, officials in their duties.</summary>
    Read,

    /// <summary>Do an official's work: acknowledge, raise, take, answer, refer, report.</summary>
    Act,

    /// <summary>Direct it: issue directives, register officials and teams, assign.</summary>
    Manage,

    /// <summary>Change what it stands on: units, the catalogue, keys and roles, erasures, imports.</summary>
    Administer,
}

/// <summary>What a caller is at a unit.</summary>
internal enum Role
{
    /// <summary>Reads.</summary>
    Viewer,

    /// <summary>Reads, and acts at the units that its official holds.</summary>
    Official,

    /// <summary>Reads, acts and manages.</summary>
    Manager,

    /// <summary>Everything.</summary>
    Administrator,
}

/// <summary>A role at a unit; it reaches the unit's subtree and nothing else.</summary>
internal readonly record struct RoleAt(Role Role, UnitId Unit);

/// <summary>Who asks. Immutable.</summary>
/// <param name="Id">The caller's lasting name, as command ids, records and the audit know it: never a person's name.</param>
/// <param name="Roles">What it is, and where.</param>
/// <param name="Holder">The official it stands for; <see cref="HolderId.None"/> for none.</param>
/// <param name="ExpiresAt">When it is nobody any more; <see cref="Instant.None"/> for never.</param>
internal sealed record Caller(string Id, IReadOnlyList<RoleAt> Roles, HolderId Holder, Instant ExpiresAt)
{
    /// <summary>Digest of the secret it showed: it is somebody only as long as that secret opens something. Null where there is none.</summary>
    public byte[]? Proof { get; init; }

    /// <summary>Everyone who reaches a gateway without access control: it listens on this machine only.</summary>
    public static Caller Local { get; } = new("local", [new RoleAt(Role.Administrator, UnitId.Root)], HolderId.None, Instant.None);

    /// <summary>Somebody without a token where tokens are required: it reaches pages and health, and has no right anywhere.</summary>
    public static Caller Nobody { get; } = new("nobody", [], HolderId.None, Instant.None);

    /// <summary>The caller of a request; nobody where none was made out.</summary>
    public static Caller Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Features.Get<Caller>() ?? http.Items[typeof(Caller)] as Caller ?? Nobody;
    }

    /// <summary>Says whose request it is. Kept among the items too, which outlive a connection's first request on every transport.</summary>
    public void Enter(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Features.Set(this);
        http.Items[typeof(Caller)] = this;
    }

    /// <summary>True when it is nobody any more.</summary>
    public bool IsOver(Instant now) => ExpiresAt.IsSet && ExpiresAt <= now;
}
