using System.Diagnostics.Metrics;

namespace HierarchySim.Gateway;

/// <summary>The hub's metrics; their names are documented in docs/live.md and never change.</summary>
internal sealed class LiveMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "HierarchySim.Live";

    private readonly Meter meter;
    private readonly UpDownCounter<int> connections;
    private readonly UpDownCounter<int> watches;
    private readonly Counter<long> frames;
    private readonly Counter<long> published;

    public LiveMeter(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        connections = meter.CreateUpDownCounter<int>("hierarchysim.live.connections", description: "Live connections.");
        watches = meter.CreateUpDownCounter<int>("hierarchysim.live.watches", description: "Watches over all connections.");
        frames = meter.CreateCounter<long>("hierarchysim.live.frames", description: "Frames handed to connections; a watch whose reader does not read gets none.");
        published = meter.CreateCounter<long>("hierarchysim.live.items", description: "Views written, each once for all who watch it.");
    }

    public void ConnectionBegan() => connections.Add(1);

    public void ConnectionEnded() => connections.Add(-1);

    public void WatchBegan() => watches.Add(1);

    public void WatchEnded() => watches.Add(-1);

    public void Framed() => frames.Add(1);

    public void Published(int items) => published.Add(items);

    public void Dispose() => meter.Dispose();
}
