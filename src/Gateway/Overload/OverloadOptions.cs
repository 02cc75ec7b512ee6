namespace HierarchySim.Gateway;

/// <summary>How much a gateway takes on. The host may register its own before it adds the gateway; these are the defaults.</summary>
public sealed record OverloadOptions
{
    /// <summary>Requests a second that one caller may send for long.</summary>
    public int RequestsPerSecond { get; init; } = GatewayLimits.CallerRequestsPerSecondMax;

    /// <summary>Requests that one caller may send at once after a pause.</summary>
    public int RequestsAtOnce { get; init; } = GatewayLimits.CallerRequestsAtOnceMax;

    /// <summary>Requests under /api at work at one time; more are turned away.</summary>
    public int RequestsInFlight { get; init; } = GatewayLimits.RequestsInFlightMax;

    /// <summary>Work that may wait inside the engine before new commands are turned away; reads and what was accepted go on.</summary>
    public int EngineWaiting { get; init; } = GatewayLimits.EngineWaitingMax;

    /// <summary>Views kept for all watches of the live hub together; a watch that would need more is turned away.</summary>
    public int LiveViews { get; init; } = GatewayLimits.LiveViewsMax;

    /// <summary>Seconds that <see cref="Drain"/> may take at most.</summary>
    public const int DrainSecondsMax = GatewayLimits.DrainSecondsMax;

    /// <summary>How long requests are still served after the stop began and readiness failed; at most <see cref="DrainSecondsMax"/>.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.Zero;
}
