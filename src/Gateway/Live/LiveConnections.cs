using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>All live connections: how many there are, and their orderly end.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Design", "CA1001", Justification = "Watches look at the token until the last of them is over; without a timer it has no handle to free.")]
internal sealed class LiveConnections(LiveMeter meter, TimeProvider time, ILogger<DefaultHubLifetimeManager<HierarchyHub>> log)
    : DefaultHubLifetimeManager<HierarchyHub>(log)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> open = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource moving = new();

    /// <summary>Connections there are.</summary>
    public int Count => open.Count;

    /// <summary>Cancelled when clients are told to move; new ones are told at once.</summary>
    public CancellationToken Moving => moving.Token;

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (open.TryAdd(connection.ConnectionId, connection)) meter.ConnectionBegan();
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        if (open.TryRemove(connection.ConnectionId, out _)) meter.ConnectionEnded();
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>
    /// Ends every watch with the problem <c>moved</c>, then every connection with a close that says the same and allows clients to
    /// reconnect. A client that does not read is not waited for longer than <see cref="GatewayLimits.LiveGoodbyeSeconds"/>.
    /// </summary>
    public async Task MoveAllAsync()
    {
        await moving.CancelAsync().ConfigureAwait(false);
        var problem = LiveProblem.Of(LiveProblems.Moved);
        var goodbyes = Task.WhenAll(open.Values.Select(connection => SayGoodbyeAsync(connection, problem)));
        try
        {
            await goodbyes.WaitAsync(TimeSpan.FromSeconds(GatewayLimits.LiveGoodbyeSeconds), time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The end of the server closes what is left.
        }
    }

    /// <summary>
    /// Ends one connection whose caller is nobody any more, or cannot be asked about: its watches end first, with the problem; then it is closed with the same
    /// problem, and cut off where the client does not leave. It may reconnect unless its session has ended: other reasons pass.
    /// </summary>
    /// <param name="id">The connection's id.</param>
    /// <param name="why">Why; null when the client has left, and then there is nothing to do. All of them move by <see cref="MoveAllAsync"/>.</param>
    public async Task EndAsync(string id, Problem? why)
    {
        if (why is null || why == LiveProblems.Moved || !open.TryGetValue(id, out var connection)) return;
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(GatewayLimits.LiveGoodbyeSeconds), time, connection.ConnectionAborted).ConfigureAwait(false);
            await connection.WriteAsync(new CloseMessage(LiveProblem.Of(why).ToString(), allowReconnect: why.Type != ProblemTypes.SessionEnded)).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(GatewayLimits.LiveGoodbyeSeconds), time, connection.ConnectionAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone already.
        }
        connection.Abort();
    }

    private static async Task SayGoodbyeAsync(HubConnectionContext connection, LiveProblem problem)
    {
        try
        {
            await connection.WriteAsync(new InvocationMessage(nameof(IHierarchyClient.Moved), [problem])).ConfigureAwait(false);
            await connection.WriteAsync(new CloseMessage(problem.ToString(), allowReconnect: true)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // It is gone already.
        }
    }
}
