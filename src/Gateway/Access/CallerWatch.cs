using System.Collections.Concurrent;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>For whatever outlives a request: tells when a caller's roles have changed, and what the caller is then.</summary>
internal interface ICallerWatch
{
    /// <summary>Is cancelled when what the caller may do changes after this call; ask <see cref="RenewAsync"/> then, and for a new one.</summary>
    CancellationToken ChangeOf(Caller caller);

    /// <summary>The caller as it is now; null when it is nobody any more, because its key was revoked, its grant taken back, or its time is over.</summary>
    ValueTask<Caller?> RenewAsync(Caller caller, CancellationToken left);
}

/// <summary>Signals of changes, by the callers' ids. There are no more than callers that somebody watched.</summary>
internal sealed class CallerSignals
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> signals = new(StringComparer.Ordinal);

    /// <summary>Is cancelled with the caller's next change.</summary>
    public CancellationToken Of(string callerId) => signals.GetOrAdd(callerId, _ => new CancellationTokenSource()).Token;

    /// <summary>A caller's roles have changed.</summary>
    public void Tell(string callerId)
    {
        if (signals.TryRemove(callerId, out var signal)) signal.Cancel();
    }
}

/// <inheritdoc cref="ICallerWatch"/>
internal sealed class CallerWatch(CallerSignals signals, ApiKeys keys, RoleGrants grants, AccessMode mode, TimeProvider time) : ICallerWatch
{
    public CancellationToken ChangeOf(Caller caller) => signals.Of(caller.Id);

    public async ValueTask<Caller?> RenewAsync(Caller caller, CancellationToken left)
    {
        if (caller.IsOver(Instant.From(time.GetUtcNow()))) return null;
        if (caller.Id == Caller.Local.Id) return mode.TokensRequired ? null : Caller.Local;
        if (caller.Id.StartsWith(ApiKeys.CallerPrefix, StringComparison.Ordinal)) return await keys.CallerAsync(caller.Id[ApiKeys.CallerPrefix.Length..], left);
        // A token of the issuer ends when it says so; its roles are ours.
        if (caller.Id.StartsWith(RoleGrants.CallerPrefix, StringComparison.Ordinal))
            return await grants.CallerAsync(caller.Id[RoleGrants.CallerPrefix.Length..], caller.ExpiresAt, left);
        return caller;
    }
}
