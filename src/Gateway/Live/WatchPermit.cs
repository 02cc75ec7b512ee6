using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>Asks the guard whether a caller may go on watching one thing: why not, or null.</summary>
internal delegate ValueTask<Problem?> PermitCheck(Caller caller, CancellationToken left);

/// <summary>
/// One watch's permission to go on. It is asked for at the start, again whenever the caller's roles change, and it ends with the
/// caller's token and with the server.
/// </summary>
internal sealed class WatchPermit : IDisposable
{
    private readonly WatchPermits office;
    private readonly Caller caller;
    private readonly PermitCheck check;
    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenRegistration moving;
    private IDisposable? listening;
    private ITimer? expiry;
    private Problem? why;
    private long untilMs;

    private WatchPermit(WatchPermits office, Caller caller, PermitCheck check, CancellationToken left)
    {
        (this.office, this.caller, this.check, untilMs) = (office, caller, check, caller.ExpiresAt.Milliseconds);
        ending = CancellationTokenSource.CreateLinkedTokenSource(left);
        moving = office.Connections.Moving.UnsafeRegister(_ => End(LiveProblems.Moved), null);
    }

    /// <summary>Ends with the permission, or when the reader leaves.</summary>
    public CancellationToken Ended => ending.Token;

    /// <summary>Why it was taken away; null when the reader just left.</summary>
    public Problem? Why => Volatile.Read(ref why);

    /// <summary>Asks for permission.</summary>
    /// <exception cref="Microsoft.AspNetCore.SignalR.HubException">It is not given.</exception>
    public static async Task<WatchPermit> AskAsync(WatchPermits office, Caller caller, PermitCheck check, CancellationToken left)
    {
        var permit = new WatchPermit(office, caller, check, left);
        try
        {
            // It listens first: a change while it asks is not missed.
            permit.listening = office.Changes.Listen(caller.Id, () => _ = permit.AskAgainAsync());
            permit.expiry = office.Time.CreateTimer(_ => permit.CheckExpiry(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await permit.AskAgainAsync().ConfigureAwait(false);
            if (permit.Why is { } refused) throw LiveProblem.Exception(refused);
            return permit;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        listening?.Dispose();
        expiry?.Dispose();
        moving.Dispose();
        // A timer or a change on its way may still end it: the source has no handle to free.
    }

    private void CheckExpiry()
    {
        if (new Instant(Volatile.Read(ref untilMs)) is not { IsSet: true } until) return;
        // A timer takes less than fifty days; a longer token is looked at again.
        var left = until.ToDateTimeOffset() - office.Time.GetUtcNow();
        if (left <= TimeSpan.Zero) End(LiveProblems.SessionEnded);
        else expiry?.Change(left < TimerMax ? left : TimerMax, Timeout.InfiniteTimeSpan);
    }

    private async Task AskAgainAsync()
    {
        try
        {
            var now = await office.Changes.NowAsync(caller, Ended).ConfigureAwait(false);
            if (now is null)
            {
                End(LiveProblems.SessionEnded);
                return;
            }
            // A rotation gives the secret that was shown an earlier end.
            Volatile.Write(ref untilMs, now.ExpiresAt.Milliseconds);
            CheckExpiry();
            if (await check(now, Ended).ConfigureAwait(false) is { } refused) End(refused);
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            // It has ended anyway.
        }
        catch (Exception e)
        {
            // Who cannot be asked about may not go on: a watch is begun again, a leak is not taken back.
            End(office.Problem(e));
        }
    }

    private void End(Problem reason)
    {
        Interlocked.CompareExchange(ref why, reason, null);
        ending.Cancel();
    }

    private static readonly TimeSpan TimerMax = TimeSpan.FromDays(40);
}
