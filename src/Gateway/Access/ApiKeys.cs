using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>What is to be made a key of.</summary>
internal sealed record NewKey(string Name, IReadOnlyList<RoleAt> Roles, HolderId Holder, Instant ExpiresAt);

/// <summary>A key that was made or rotated.</summary>
/// <param name="Key">The key; null when there are too many, or another request has the same name.</param>
/// <param name="Token">The token, this once; null for a retry.</param>
/// <param name="Problem">Why there is none.</param>
internal readonly record struct MadeKey(ApiKey? Key, string? Token, Problem? Problem)
{
    /// <summary>True when an earlier request did it.</summary>
    public bool IsRepeated => Key is not null && Token is null;
}

/// <summary>
/// API keys: <c>hsk_ID_SECRET</c>, with a secret of 256 random bits. Kept as records, revoked ones too, so that who had access stays to
/// be seen. A retry of the request that made a key finds the key by the command's id, but its secret is not there any more to be told.
/// </summary>
internal sealed class ApiKeys(IHierarchyEngine engine, TimeProvider time, CallerSignals signals, AccessMode mode)
{
    public const string TokenPrefix = "hsk_", CallerPrefix = "key-";
    private const string Prefix = "keys/", UsePrefix = "key-uses/";
    private const int SecretBytes = 32;
    private readonly KeptRoles<ApiKey> kept = new(time);
    private readonly ConcurrentDictionary<string, long> noted = new(StringComparer.Ordinal);

    private Instant Now => Instant.From(time.GetUtcNow());

    /// <summary>The caller a token makes; null when it opens nothing.</summary>
    public async ValueTask<Caller?> FindCallerAsync(string token, CancellationToken left)
    {
        var parts = token[TokenPrefix.Length..].Split('_', 2);
        if (parts.Length != 2 || !IsId(parts[0]) || await FindCallerAsync(parts[0], ApiKey.DigestOf(parts[1]), left) is not { } caller) return null;
        NoteUse(parts[0]);
        return caller;
    }

    /// <summary>The caller that a key makes of a secret now; null when it makes none, or the secret has been rotated away.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="proof">The secret's digest.</param>
    /// <param name="left">Stops waiting.</param>
    public async ValueTask<Caller?> FindCallerAsync(string id, byte[] proof, CancellationToken left) =>
        await kept.GetAsync(id, ReadAsync, left) is { } key ? key.Open(proof, Now) : null;

    /// <summary>One key as it is now; null when there is none.</summary>
    public ValueTask<ApiKey?> GetAsync(string id, CancellationToken left) => IsId(id) ? ReadAsync(id, left) : ValueTask.FromResult<ApiKey?>(null);

    /// <summary>Keys in the order of their ids.</summary>
    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? after, int take, CancellationToken left) =>
        [.. (await engine.Records.ListAsync(Prefix, after is null ? null : Prefix + after, take, left))
            .Select(record => ApiKey.TryParse(record.Key[Prefix.Length..], record.Value)).OfType<ApiKey>()];

    /// <summary>When a key was last used, to the minute; <see cref="Instant.None"/> for never.</summary>
    public async ValueTask<Instant> LastUsedAsync(string id, CancellationToken left) =>
        await engine.Records.GetAsync(UsePrefix + id, left) is { } record
        && long.TryParse(Encoding.UTF8.GetString(record.Value), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new Instant(at) : Instant.None;

    /// <summary>The id of the key that a command makes.</summary>
    public static string IdOf(CommandId command) => Base32.Write(command.High);

    /// <summary>Makes a key, or finds the one that this command made.</summary>
    /// <param name="made">What is to be made.</param>
    /// <param name="by">Id of the caller who makes it.</param>
    /// <param name="command">The command.</param>
    /// <param name="beside">Written in the same commit.</param>
    /// <param name="left">Stops waiting.</param>
    public async ValueTask<MadeKey> MakeAsync(NewKey made, string by, CommandId command, IReadOnlyList<RecordChange> beside, CancellationToken left)
    {
        var (id, name) = (IdOf(command), NameOf(command));
        if (await ReadAsync(id, left) is { } earlier) return Repeated(earlier, earlier.MadeBy, name);
        if (await engine.Records.CountAsync(Prefix, left) >= GatewayLimits.KeysMax) return new MadeKey(null, null, TooMany);
        var secret = NewSecret();
        var key = new ApiKey(id, made.Name, made.Roles, made.Holder, Now, by, made.ExpiresAt, ApiKey.DigestOf(secret)) { MadeBy = name };
        var outcome = await engine.Records.PutTogetherAsync(new RecordChange(Prefix + id, key.ToBytes()), 0, beside, CancellationToken.None);
        // Another request of the same name came first, with the same body or with another.
        if (!outcome.IsWritten) return await ReadAsync(id, left) is { } first ? Repeated(first, first.MadeBy, name) : new MadeKey(null, null, DoneRequests.Reused);
        kept.Forget(id);
        mode.KeyMade();
        signals.Tell(Caller.Local.Id);
        return new MadeKey(key, TokenPrefix + id + "_" + secret, null);
    }

    /// <summary>Gives a key another secret; the one before goes on for a grace, or ends at once.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="graceSeconds">Seconds for which the old secret goes on.</param>
    /// <param name="beside">Written in the same commit.</param>
    /// <param name="left">Stops waiting.</param>
    public async ValueTask<MadeKey> RotateAsync(string id, int graceSeconds, IReadOnlyList<RecordChange> beside, CancellationToken left)
    {
        var secret = NewSecret();
        var key = await ChangeAsync(id, old => !old.IsInForce(Now) ? old : old with
        {
            Digest = ApiKey.DigestOf(secret),
            OldDigest = graceSeconds > 0 ? old.Digest : [],
            OldUntil = graceSeconds > 0 ? Now.PlusMs(graceSeconds * 1_000L) : Instant.None,
            RotatedAt = Now,
        }, beside, left);
        if (key is null) return new MadeKey(null, null, Missing);
        return key.IsInForce(Now) ? new MadeKey(key, TokenPrefix + id + "_" + secret, null) : new MadeKey(null, null, Over);
    }

    /// <summary>Ends a key at once and for good; null when there is none. One that was ended before stays as it is.</summary>
    /// <param name="id">The key's id.</param>
    /// <param name="beside">Written in the same commit.</param>
    /// <param name="left">Stops waiting.</param>
    public ValueTask<ApiKey?> RevokeAsync(string id, IReadOnlyList<RecordChange> beside, CancellationToken left) =>
        ChangeAsync(id, old => old.RevokedAt.IsSet ? old : old with { RevokedAt = Now, OldDigest = [], OldUntil = Instant.None }, beside, left);

    /// <summary>True when a data set has a key, in force or not.</summary>
    public static async ValueTask<bool> AnyAsync(IHierarchyEngine engine, CancellationToken left) =>
        (await engine.Records.ListAsync(Prefix, null, 1, left)).Count > 0;

    public static Problem Missing { get; } = Problem.Of(ProblemTypes.NotFound, "id", "no key has this id", "List them with GET /api/v1/keys");

    private async ValueTask<ApiKey?> ChangeAsync(string id, Func<ApiKey, ApiKey> change, IReadOnlyList<RecordChange> beside, CancellationToken left)
    {
        while (IsId(id) && await engine.Records.GetAsync(Prefix + id, left) is { } record && ApiKey.TryParse(id, record.Value) is { } old)
        {
            var key = change(old);
            if (ReferenceEquals(key, old)) return old;
            if (!(await engine.Records.PutTogetherAsync(new RecordChange(Prefix + id, key.ToBytes()), record.Version, beside, CancellationToken.None)).IsWritten) continue;
            kept.Forget(id);
            signals.Tell(CallerPrefix + id);
            return key;
        }
        return null;
    }

    private async ValueTask<ApiKey?> ReadAsync(string id, CancellationToken left) =>
        await engine.Records.GetAsync(Prefix + id, left) is { } record ? ApiKey.TryParse(id, record.Value) : null;

    private void NoteUse(string id)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var before = noted.GetOrAdd(id, 0);
        if (now - before < GatewayLimits.KeyUseNotedSeconds * 1_000L || !noted.TryUpdate(id, now, before)) return;
        _ = WriteUseAsync(id, now);
    }

    // Nobody waits for this note, and where storage takes no writes it is left out: reads go on.
    private async Task WriteUseAsync(string id, long at)
    {
        try
        {
            await engine.Records.PutAsync(UsePrefix + id, Encoding.UTF8.GetBytes(at.ToString(CultureInfo.InvariantCulture)), CancellationToken.None);
        }
        catch (Exception e) when (e is EngineUnavailableException or ObjectDisposedException)
        {
            noted.TryUpdate(id, 0, at);
        }
    }

    private static MadeKey Repeated(ApiKey earlier, string madeBy, string name) =>
        madeBy == name ? new MadeKey(earlier, null, null) : new MadeKey(null, null, DoneRequests.Reused);

    // What a key's record says of the request that made it: whose Idempotency-Key it was under, and a digest of its body.
    private static string NameOf(CommandId command) => string.Create(CultureInfo.InvariantCulture, $"{command.High:x16}{command.Low:x16}{command.BodyHash:x16}");

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private static bool IsId(string text) => text.Length is > 0 and <= Base32.LengthMax && text.All(char.IsAsciiLetterOrDigit);

    private static readonly Problem TooMany = Problem.Of(
        ProblemTypes.LimitReached, "keys", $"at most {GatewayLimits.KeysMax} keys are kept, revoked ones among them (KeysMax)", "Rotate keys instead of making new ones",
        nameof(GatewayLimits.KeysMax));

    /// <summary>The key opens nothing any more.</summary>
    public static Problem Over { get; } = Problem.Of(ProblemTypes.Conflict, "id", "the key has expired or was revoked", "Make another one");
}
