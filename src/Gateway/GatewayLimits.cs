using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>Bounds that only the gateway has; all others are in <see cref="Limits"/>.</summary>
internal static class GatewayLimits
{
    /// <summary>Bytes of one request's body.</summary>
    public const int RequestBodyBytesMax = 1024 * 1024;

    /// <summary>Objects and lists inside one another in a body.</summary>
    public const int RequestBodyDepthMax = 16;

    /// <summary>Items of a page when the caller does not say.</summary>
    public const int PageItemsDefault = 100;

    /// <summary>Characters of a cursor; more cannot be one of ours.</summary>
    public const int CursorLengthMax = 400;

    /// <summary>First and last year of a date: outside of them it is a slip of the pen.</summary>
    public const int DateYearMin = 1800, DateYearMax = 2199;

    /// <summary>Days of age that a list can be asked for.</summary>
    public const int AgeDaysMax = 36_500;

    /// <summary>Requests a second that one caller may send for long.</summary>
    public const int CallerRequestsPerSecondMax = 2_000;

    /// <summary>Requests that one caller may send at once after a pause.</summary>
    public const int CallerRequestsAtOnceMax = 10_000;

    /// <summary>Callers whose rates are remembered at one time.</summary>
    public const int CallerBucketsMax = 100_000;

    /// <summary>Requests under /api at work at one time.</summary>
    public const int RequestsInFlightMax = 4_000;

    /// <summary>Commands, queries and messages that may wait inside the engine before new commands are turned away.</summary>
    public const int EngineWaitingMax = Limits.ShardDoorMax / 2;

    /// <summary>Connections open at one time, and of them those that were upgraded, such as watches over WebSockets.</summary>
    public const int ConnectionsMax = 25_000, UpgradedConnectionsMax = 20_000;

    /// <summary>Bytes of one request's headers, and how many headers it may have.</summary>
    public const int RequestHeadersBytesMax = 32 * 1024, RequestHeadersMax = 100;

    /// <summary>Seconds within which a request's headers must have come.</summary>
    public const int RequestHeadersSeconds = 15;

    /// <summary>Seconds after which an idle connection is closed.</summary>
    public const int IdleConnectionSeconds = 120;

    /// <summary>Longest time between failing readiness and stopping.</summary>
    public const int DrainSecondsMax = 120;

    /// <summary>Seconds a caller should wait when the engine has too much to do, or the same command is at work.</summary>
    public const int RetryBusySeconds = 1;

    /// <summary>Seconds a caller should wait while the engine takes no work at all.</summary>
    public const int RetryUnavailableSeconds = 5;
}
