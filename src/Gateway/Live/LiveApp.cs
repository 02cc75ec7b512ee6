using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>The live hub inside the gateway.</summary>
internal static class LiveApp
{
    /// <summary>Adds what the hub needs.</summary>
    public static void AddLiveHub(this IServiceCollection services)
    {
        services.AddSingleton<LiveMeter>();
        services.AddSingleton<Feeds>();
        services.AddSingleton<WatchCounts>();
        services.AddSingleton<WatchPermits>();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<HubLifetimeManager<HierarchyHub>>(provider => provider.GetRequiredService<LiveConnections>());
        services.AddHostedService<LiveEnd>();
        // Every refusal is an exception there, and SignalR logs each with its trace. Defects are logged by the hub itself, once and with their cause.
        services.Configure<LoggerFilterOptions>(log =>
        {
            log.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None);
            log.AddFilter("Microsoft.AspNetCore.SignalR.HubConnectionHandler", LogLevel.None);
        });
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = GatewayLimits.LiveMessageBytesMax;
            options.KeepAliveInterval = TimeSpan.FromSeconds(GatewayLimits.LiveKeepAliveSeconds);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(GatewayLimits.LiveTimeoutSeconds);
            options.HandshakeTimeout = TimeSpan.FromSeconds(GatewayLimits.LiveHandshakeSeconds);
            options.EnableDetailedErrors = false;
        }).AddJsonProtocol(options => WireJson.Configure(options.PayloadSerializerOptions));
    }

    /// <summary>Maps the hub.</summary>
    public static void MapLiveHub(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments(HierarchyHub.Path, StringComparison.OrdinalIgnoreCase), hub => hub.Use(RefuseForeignOrigin));
        app.MapHub<HierarchyHub>(HierarchyHub.Path, options =>
        {
            // The other transports ask again and again, each time as a new request whose caller would have to be proved the same.
            options.Transports = HttpTransportType.WebSockets;
            options.ApplicationMaxBufferSize = GatewayLimits.LiveMessageBytesMax;
            options.TransportMaxBufferSize = GatewayLimits.LiveBufferBytesMax;
        });
    }

    // Browsers let any page open a WebSocket to any server, and say only here whose page it is.
    private static Task RefuseForeignOrigin(HttpContext http, RequestDelegate next) => OriginRule.IsOwn(http.Request) ? next(http) : OriginRule.Foreign.ExecuteAsync(http);

    /// <summary>
    /// Tells clients to move when the server begins to stop. SignalR closes connections at that moment too, without a word; what is
    /// registered later is called first, and this is registered when the host starts.
    /// </summary>
    private sealed class LiveEnd(IHostApplicationLifetime lifetime, LiveConnections connections) : IHostedService
    {
        private CancellationTokenRegistration stopping;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            stopping = lifetime.ApplicationStopping.Register(() => connections.MoveAllAsync().GetAwaiter().GetResult());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            stopping.Dispose();
            return Task.CompletedTask;
        }
    }
}
