using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HierarchySim.Cli;

/// <summary>
/// Sends traces and metrics to a collector, from <see cref="Start"/> until disposed. What is sent is listed in docs/operations.md; it has
/// ids and kinds, and never what somebody wrote.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const string Product = "HierarchySim";

    // The live hub has a meter of its own.
    private const string LiveHub = "HierarchySim.Live";

    // Built into the framework.
    private static readonly string[] FrameworkMeters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Runtime"];

    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private Telemetry(Uri collector)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("hierarchysim", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3));
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Product, "Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server")
            .AddProcessor(new WithoutQuery()).AddOtlpExporter(exporter => Aim(exporter, collector)).Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter([Product, LiveHub, .. FrameworkMeters])
            .AddOtlpExporter((exporter, _) => Aim(exporter, collector)).Build();
    }

    /// <summary>Why an address cannot be a collector's; null when it can, or when there is none.</summary>
    public static string? Refuse(string? otlp) =>
        otlp is null || (Uri.TryCreate(otlp, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0) ? null
        : $"--otlp: '{otlp}' is no http address. Give the collector's, such as http://127.0.0.1:4317.";

    /// <summary>Begins to send; null without a collector.</summary>
    public static Telemetry? Start(string? otlp) => otlp is null ? null : new Telemetry(new Uri(otlp));

    /// <summary>Sends what is left, for a moment at most.</summary>
    public void Dispose()
    {
        const int PatienceMs = 2_000;
        traces.Shutdown(PatienceMs);
        metrics.Shutdown(PatienceMs);
        traces.Dispose();
        metrics.Dispose();
    }

    private static void Aim(OtlpExporterOptions exporter, Uri collector) => (exporter.Endpoint, exporter.Protocol) = (collector, OtlpExportProtocol.Grpc);

    /// <summary>A query may carry a token, where a WebSocket allows no header for it, or a name that is searched for.</summary>
    private sealed class WithoutQuery : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            data.SetTag("url.query", null);
            data.SetTag("url.full", null);
        }
    }
}
