using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>For whatever outlives a request: tells when a caller's roles have changed, and what the caller is then.</summary>
internal interface ICallerWatch
{
    /// <summary>Calls back, on any thread and soon, whenever a caller's roles or secret changed or it is nobody any more.</summary>
    /// <param name="callerId">The caller's lasting name, <see cref="Caller.Id"/>.</param>
    /// <param name="changed">What to call. It does not block and does not throw.</param>
    /// <returns>Ends it.</returns>
    IDisposable Listen(string callerId, Action changed);

    /// <summary>The caller as it is by now; null when it is nobody any more, because its key was revoked, its secret rotated away, or its time is over.</summary>
    /// <param name="caller">As it was.</param>
    /// <param name="left">Stops waiting.</param>
    ValueTask<Caller?> NowAsync(Caller caller, CancellationToken left);
}

/// <inheritdoc cref="ICallerWatch"/>
internal sealed class CallerWatch(CallerSignals signals, ApiKeys keys, RoleGrants grants, AccessMode mode, TimeProvider time) : ICallerWatch
{
    public IDisposable Listen(string callerId, Action changed) => signals.Listen(callerId, changed);

    public async ValueTask<Caller?> NowAsync(Caller caller, CancellationToken left)
    {
        if (caller.IsOver(Instant.From(time.GetUtcNow()))) return null;
        if (caller.Id == Caller.Local.Id) return mode.TokensRequired ? null : Caller.Local;
        if (caller.Id.StartsWith(ApiKeys.CallerPrefix, StringComparison.Ordinal))
            return caller.Proof is { } proof ? await keys.FindCallerAsync(caller.Id[ApiKeys.CallerPrefix.Length..], proof, left) : null;
        // A token of the issuer ends when it says so; its roles are ours.
        if (caller.Id.StartsWith(RoleGrants.CallerPrefix, StringComparison.Ordinal))
            return await grants.CallerAsync(caller.Id[RoleGrants.CallerPrefix.Length..], caller.ExpiresAt, left);
        return caller;
    }
}
