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

    /// <summary>Parents of units that are remembered to tell whose subtree something is in.</summary>
    public const int ParentsKeptMax = 262_144;

    /// <summary>Reads of the audit log that one page of it may take.</summary>
    public const int AuditReadsPerPageMax = 8;

    /// <summary>Events that one request looks at; where few of them are wanted, its batch is short and the reader goes on.</summary>
    public const int EventsPerReadMax = 20_000;

    /// <summary>Seconds that a request for events may wait.</summary>
    public const int EventsWaitSecondsMax = 30;

    /// <summary>Milliseconds between two looks of a waiting request at events that turn out to be others'.</summary>
    public const int EventsLookEveryMs = 100;

    /// <summary>Requests that wait for events at one time.</summary>
    public const int EventsWaitingMax = 1_000;

    /// <summary>Seconds a caller should wait when the engine has too much to do, or the same command is at work.</summary>
    public const int RetryBusySeconds = 1;

    /// <summary>Seconds a caller should wait while the engine takes no work at all.</summary>
    public const int RetryUnavailableSeconds = 5;
}
