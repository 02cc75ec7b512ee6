using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Samples;

/// <summary>Watches a unit and levels below it for ever: it connects anew after every loss and keeps the newer view of each unit.</summary>
public sealed class LiveClient(Uri server, string unitId, int depth, string? token = null) : IConnectionFactory
{
    private readonly EndPoint hubAddress = new UriEndPoint(new UriBuilder(server) { Scheme = server.Scheme == "https" ? "wss" : "ws", Path = "/hubs/hierarchy" }.Uri);
    public Dictionary<string, JsonElement> Units { get; } = [];
    public event Action<JsonElement>? Changed;
    public event Action<string> Failed = _ => { };

    public async Task RunAsync(CancellationToken ending)
    {
        for (var waitS = 0.5; ; waitS = Math.Min(waitS * 2, 15))
        {
            try
            {
                var builder = new HubConnectionBuilder();
                builder.Services.AddSingleton(hubAddress).AddSingleton<IConnectionFactory>(this);
                await using var hub = builder.Build();
                await hub.StartAsync(ending);
                await foreach (var frame in hub.StreamAsync<JsonElement>("Watch", new { unitId, depth }, ending))
                    foreach (var unit in frame.GetProperty("units").EnumerateArray()) (waitS, _) = (0.5, Keep(unit));
            }
            catch (Exception e) when (!(ending.IsCancellationRequested && e is OperationCanceledException))
            {
                Failed(await ServerProblem.WhyAsync(e, server, token, ending));
            }
            await Task.Delay(TimeSpan.FromSeconds(waitS * Random.Shared.NextDouble()), ending); // Not all clients at the same time.
        }
    }

    async ValueTask<ConnectionContext> IConnectionFactory.ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        if (token is not null) socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
        var stream = WebSocketStream.Create(socket, WebSocketMessageType.Text, ownsWebSocket: true);
        return new DefaultConnectionContext { Transport = new Duplex(PipeReader.Create(stream), PipeWriter.Create(stream)) };
    }

    private bool Keep(JsonElement unit)
    {
        if (Units.TryGetValue(unit.GetProperty("id").GetString()!, out var known) && Version(known).CompareTo(Version(unit)) >= 0) return false;
        Changed?.Invoke(Units[unit.GetProperty("id").GetString()!] = unit);
        return true;
    }

    private static (long, long) Version(JsonElement unit) => (unit.GetProperty("incarnation").GetInt64(), unit.GetProperty("version").GetInt64());

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
