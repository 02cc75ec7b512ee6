using System.Runtime.CompilerServices;
using HierarchySim.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace HierarchySim.Gateway;

/// <summary>
/// The live hub. Each method is a stream that goes on until its reader leaves; each takes one object; each error is a problem as
/// REST has it (<see cref="LiveProblem"/>). It changes nothing: commands are REST's.
/// </summary>
/// <remarks>
/// A stream asks for its next frame only when the connection has taken the last, so a reader that does not read stops its own streams
/// and nothing else: what it misses is not kept for it, the feed has the latest of everything once for all.
/// </remarks>
internal sealed class HierarchyHub(
    Feeds feeds, AccessGuard guard, WatchPermits permits, WatchCounts counts, CallerRates rates, LiveConnections connections, LiveMeter meter)
    : Hub<IHierarchyClient>
{
    /// <summary>Where it is.</summary>
    public const string Path = TokenKeeper.HubPath;

    public override async Task OnConnectedAsync()
    {
        if (connections.Moving.IsCancellationRequested) throw LiveProblem.Exception(LiveProblems.Moved);
        if (connections.Count > GatewayLimits.LiveConnectionsMax) throw LiveProblem.Exception(LiveProblems.TooManyConnections);
        // A connection may last without a watch; it ends with its caller all the same.
        var permit = await WatchPermit.AskAsync(permits, CallerHere, (_, _) => ValueTask.FromResult<Problem?>(null), Context.ConnectionAborted);
        Context.Items[typeof(WatchPermit)] = permit;
        var id = Context.ConnectionId;
        permit.Ended.UnsafeRegister(_ => _ = connections.EndAsync(id, permit.Why), null);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[typeof(WatchPermit)] as WatchPermit)?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>A unit and levels below it, at most <see cref="Limits.UnitsPerWatchMax"/> units: all of them, then those that changed.</summary>
    [HubMethodName("Watch")]
    public async IAsyncEnumerable<UnitsFrame> WatchAsync(Call<WatchRequest> call, [EnumeratorCancellation] CancellationToken left)
    {
        var request = Require(call);
        var inputs = new Inputs(ProblemTypes.Invalid);
        var unit = inputs.Unit("unitId", request.UnitId);
        var depth = inputs.Within("depth", request.Depth, Limits.WatchDepthMax, nameof(Limits.WatchDepthMax));
        using var counted = Enter(inputs);
        using var watch = await BeginAsync((caller, stop) => guard.CheckAsync(caller, Right.Read, unit, stop, "unitId"), new UnitsSource(unit, depth), left);
        while (await watch.NextAsync() is { } frame) yield return new UnitsFrame(frame.Items, frame.More);
    }

    /// <summary>A directive's progress at its issuer, or at a unit below, and at the children.</summary>
    [HubMethodName("WatchDirective")]
    public async IAsyncEnumerable<UnitsFrame> WatchDirectiveAsync(Call<WatchDirectiveRequest> call, [EnumeratorCancellation] CancellationToken left)
    {
        var request = Require(call);
        var inputs = new Inputs(ProblemTypes.Invalid);
        var directive = inputs.Directive("directiveId", request.DirectiveId);
        var named = request.UnitId is null ? UnitId.None : inputs.Unit("unitId", request.UnitId);
        var depth = inputs.Within("depth", request.Depth, GatewayLimits.DirectiveWatchDepthMax, nameof(GatewayLimits.DirectiveWatchDepthMax));
        using var counted = Enter(inputs);
        var unit = named.IsValid ? named : await StandpointAsync(directive, left);
        var missing = named.IsValid ? Missing.Unit("unitId") : Missing.Directive("directiveId");
        using var watch = await BeginAsync((caller, stop) => guard.CheckAsync(caller, Right.Read, unit, missing, stop), new DirectiveSource(directive, unit, depth), left);
        while (await watch.NextAsync() is { } frame) yield return new UnitsFrame(frame.Items, frame.More);
    }

    /// <summary>A case as its origin keeps it: status, path and custody, no texts.</summary>
    [HubMethodName("WatchCase")]
    public async IAsyncEnumerable<CaseFrame> WatchCaseAsync(Call<WatchCaseRequest> call, [EnumeratorCancellation] CancellationToken left)
    {
        var request = Require(call);
        var inputs = new Inputs(ProblemTypes.Invalid);
        var id = inputs.Case("caseId", request.CaseId);
        using var counted = Enter(inputs);
        using var watch = await BeginAsync((caller, stop) => guard.CheckCaseAsync(caller, Right.Read, id, stop, "caseId"), new CaseSource(id), left);
        while (await watch.NextAsync() is { } frame) yield return new CaseFrame(frame.Items[0]);
    }

    private HttpContext HttpHere => Context.GetHttpContext() ?? throw new InvalidOperationException("The hub is reached over HTTP only.");

    private Caller CallerHere => Caller.Of(HttpHere);

    private static T Require<T>(Call<T> call)
        where T : class => call.Fault is { } fault ? throw LiveProblem.Exception(fault) : call.Value!;

    // Before anything is asked of the engine: whoever calls again and again, or has too many watches, must cost nothing.
    private IDisposable Enter(Inputs inputs)
    {
        if (inputs.Problem is { } wrong) throw LiveProblem.Exception(wrong);
        if (rates.Take(HttpHere) is { } tooOften) throw LiveProblem.Exception(tooOften);
        return counts.Add(Context.ConnectionId, CallerHere);
    }

    // Whoever the directive has reached follows it from there, as far as it may look.
    private async ValueTask<UnitId> StandpointAsync(DirectiveId directive, CancellationToken left)
    {
        try
        {
            return await guard.StandpointAsync(CallerHere, directive, left);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw LiveProblem.Exception(permits.Problem(e));
        }
    }

    private async Task<LiveWatch> BeginAsync(PermitCheck check, LiveSource source, CancellationToken left)
    {
        var permit = await WatchPermit.AskAsync(permits, CallerHere, check, left);
        return new LiveWatch(feeds.Join(source), permit, permits, meter);
    }
}
