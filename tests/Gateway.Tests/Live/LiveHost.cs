using System.Diagnostics.Metrics;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Engine.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway.Tests;

/// <summary>The gateway on a free port of the loopback address, as real clients reach it, over the reference engine.</summary>
internal sealed class LiveHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ReferenceHarness harness;
    private readonly MeterListener meters = new();
    private readonly Dictionary<string, long> metered = [];
    private TaskCompletionSource counted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveHost(WebApplication app, ReferenceHarness harness, StubEngine engine)
    {
        (this.app, this.harness, Engine, Desk) = (app, harness, engine, new Desk(harness, engine));
        var scope = app.Services.GetRequiredService<IMeterFactory>();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LiveMeter.Name && instrument.Meter.Scope == scope) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument, value));
        meters.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument, value));
        meters.Start();
    }

    public StubEngine Engine { get; }

    public Desk Desk { get; }

    public Uri Address => new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    /// <param name="time">The gateway's clock; the machine's with hasty timers when left out.</param>
    /// <param name="more">Services that take the place of the gateway's own.</param>
    /// <param name="caller">Who asks, by the request; everybody when left out.</param>
    public static async Task<LiveHost> StartAsync(TimeProvider? time = null, Action<IServiceCollection>? more = null, Func<HttpContext, Caller?>? caller = null)
    {
        var harness = new ReferenceHarness();
        var engine = new StubEngine(await harness.StartAsync(LevelSchemes.Get("three-tier")));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(time ?? new HastyTimers());
        builder.Services.AddSingleton<IHierarchyEngine>(engine);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMinutes(1));
        more?.Invoke(builder.Services);
        builder.Services.AddHierarchyGateway();
        var app = builder.Build();
        app.MapHierarchyGateway();
        // After the gateway has made out whose request it is.
        if (caller is not null)
            app.Use((http, next) =>
            {
                if (caller(http) is { } who) http.Features.Set(who);
                return next(http);
            });
        var host = new LiveHost(app, harness, engine);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>A metric of the hub, by the last part of its name.</summary>
    public long Metric(string name)
    {
        lock (metered) return metered.GetValueOrDefault("hierarchysim.live." + name);
    }

    /// <summary>Waits until a metric is as it must become; looks again whenever one has changed.</summary>
    public async Task UntilMetricAsync(string name, Func<long, bool> holds)
    {
        while (true)
        {
            Task next;
            lock (metered) next = counted.Task;
            if (holds(Metric(name))) return;
            await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Stops the server as an operator would.</summary>
    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        meters.Dispose();
        await harness.DisposeAsync();
    }

    private void Count(Instrument instrument, long value)
    {
        lock (metered)
        {
            metered[instrument.Name] = metered.GetValueOrDefault(instrument.Name) + value;
            counted.SetResult();
            counted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
