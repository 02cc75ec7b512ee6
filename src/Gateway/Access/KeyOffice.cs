using System.Buffers.Binary;
using System.Security.Cryptography;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>What an operator asks for: one role at one unit.</summary>
/// <param name="Name">What the key is for.</param>
/// <param name="Role">viewer, official, manager or administrator.</param>
/// <param name="Unit">Id of the unit; null for the root.</param>
/// <param name="Holder">Id of the official it stands for; null for none.</param>
/// <param name="Days">Days until it ends.</param>
public sealed record KeyOrder(string Name, string Role, string? Unit, string? Holder, int Days);

/// <summary>A key as an operator sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="State">active, expired or revoked.</param>
/// <param name="Roles">Each as role@unit.</param>
/// <param name="Holder">The official it stands for; null for none.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null for never.</param>
public sealed record KeyLine(string Id, string Name, string State, IReadOnlyList<string> Roles, string? Holder, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt);

/// <summary>
/// Keys without a server: for the first one, which no caller could make, and for operators who have the data folder and with it
/// everything. A server sees what is done here when it starts.
/// </summary>
public sealed class KeyOffice
{
    private readonly IHierarchyEngine engine;
    private readonly TimeProvider time;
    private readonly ApiKeys keys;

    /// <summary>An office over an engine.</summary>
    public KeyOffice(IHierarchyEngine engine, TimeProvider time)
    {
        this.engine = engine;
        this.time = time;
        keys = new ApiKeys(engine, time, new CallerSignals(), new AccessMode(new AccessOptions()));
    }

    /// <summary>Words for roles, for help texts.</summary>
    public static string RoleWords => Words.Role.ToString();

    /// <summary>Days a key is valid at most.</summary>
    public static int DaysMax => GatewayLimits.KeyDaysMax;

    /// <summary>True when a data set has a key, in force or not: then a server over it requires tokens.</summary>
    public static ValueTask<bool> HasKeysAsync(IHierarchyEngine engine, CancellationToken cancellation = default) => ApiKeys.AnyAsync(engine, cancellation);

    /// <summary>Makes a key.</summary>
    /// <returns>The key and its token, which nobody can read later; or why not, with the next step.</returns>
    public async Task<(KeyLine? Key, string? Token, string? Refusal)> MakeAsync(KeyOrder order, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        var inputs = new Inputs(ProblemTypes.Invalid);
        var role = new RoleAtJson(order.Role, order.Unit ?? UnitId.Root.ToString());
        var (roles, holder) = RoleDesk.Read([role], order.Holder, inputs);
        var name = inputs.Text("name", order.Name, GatewayLimits.KeyNameLengthMax, nameof(GatewayLimits.KeyNameLengthMax));
        if (order.Days is < 1 or > GatewayLimits.KeyDaysMax) inputs.Fail("days", $"a key is valid for 1 to {GatewayLimits.KeyDaysMax} days (KeyDaysMax)", "Correct it", 0);
        if (inputs.Problem is { } wrong) return (null, null, wrong.Detail);
        if (await new RoleDesk(engine, new AccessGuard(engine, new UnitLines(engine))).CheckGivingAsync(Caller.Local, roles, holder, cancellation).ConfigureAwait(false) is { } refused)
            return (null, null, refused.Detail);
        var end = Instant.From(time.GetUtcNow()).PlusMs(order.Days * 24L * 3_600_000);
        var made = await keys.MakeAsync(new NewKey(name, roles, holder, end), Caller.Local.Id, NewCommand(), [], cancellation).ConfigureAwait(false);
        if (made.Key is not { } key) return (null, null, made.Problem!.Detail);
        await NoteAsync("makeKey", key.Id, cancellation).ConfigureAwait(false);
        return (LineOf(key, Instant.None), made.Token, null);
    }

    /// <summary>All keys, revoked ones too, by id.</summary>
    public async Task<IReadOnlyList<KeyLine>> ListAsync(CancellationToken cancellation = default)
    {
        var lines = new List<KeyLine>();
        for (string? after = null; await keys.ListAsync(after, Limits.PageItemsMax, cancellation).ConfigureAwait(false) is { Count: > 0 } page; after = page[^1].Id)
            foreach (var key in page) lines.Add(LineOf(key, await keys.LastUsedAsync(key.Id, cancellation).ConfigureAwait(false)));
        return lines;
    }

    /// <summary>Gives a key another secret under the same roles; the one before ends at once.</summary>
    /// <returns>The key and its token, which nobody can read later; or why not, with the next step.</returns>
    public async Task<(KeyLine? Key, string? Token, string? Refusal)> RotateAsync(string id, CancellationToken cancellation = default)
    {
        var rotated = await keys.RotateAsync(id, 0, [], cancellation).ConfigureAwait(false);
        if (rotated.Key is not { } key) return (null, null, rotated.Problem!.Detail);
        await NoteAsync("rotateKey", id, cancellation).ConfigureAwait(false);
        return (LineOf(key, await keys.LastUsedAsync(id, cancellation).ConfigureAwait(false)), rotated.Token, null);
    }

    /// <summary>Ends a key for good; null when there is none.</summary>
    /// <returns>The key, and whether it had been revoked before.</returns>
    public async Task<(KeyLine Key, bool WasRevoked)?> RevokeAsync(string id, CancellationToken cancellation = default)
    {
        if (await keys.GetAsync(id, cancellation).ConfigureAwait(false) is { RevokedAt.IsSet: true } before)
            return (LineOf(before, await keys.LastUsedAsync(id, cancellation).ConfigureAwait(false)), true);
        if (await keys.RevokeAsync(id, [], cancellation).ConfigureAwait(false) is not { } key) return null;
        await NoteAsync("revokeKey", id, cancellation).ConfigureAwait(false);
        return (LineOf(key, await keys.LastUsedAsync(id, cancellation).ConfigureAwait(false)), false);
    }

    // The same words as over the API, so that one search finds both.
    private ValueTask NoteAsync(string action, string key, CancellationToken cancellation) =>
        engine.Audit.AppendAsync(UnitId.Root, new AuditNote(AuditTrail.IdOf(Caller.Local), action, key), cancellation);

    private KeyLine LineOf(ApiKey key, Instant lastUsed) => new(
        key.Id, key.Name, key.RevokedAt.IsSet ? "revoked" : key.IsInForce(Instant.From(time.GetUtcNow())) ? "active" : "expired",
        [.. key.Roles.Select(held => $"{Words.Role.Of(held.Role)}@{held.Unit}")], key.Holder.IsValid ? key.Holder.ToString() : null,
        key.ExpiresAt.ToDateTimeOffset(), lastUsed.IsSet ? lastUsed.ToDateTimeOffset() : null);

    // An operator's command is never sent twice by itself.
    private static CommandId NewCommand()
    {
        Span<byte> random = stackalloc byte[24];
        RandomNumberGenerator.Fill(random);
        return new CommandId(
            BinaryPrimitives.ReadUInt64LittleEndian(random), BinaryPrimitives.ReadUInt64LittleEndian(random[8..]), BinaryPrimitives.ReadUInt64LittleEndian(random[16..]));
    }
}
