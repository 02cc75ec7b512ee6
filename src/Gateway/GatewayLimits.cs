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

    /// <summary>Requests of one caller that wait for events at one time.</summary>
    public const int EventsWaitingPerCallerMax = 100;

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

    /// <summary>Links from units to their parents that are kept in each of two generations, to tell whose subtree something is in.</summary>
    public const int UnitLinksKeptMax = 131_072;

    /// <summary>Characters of a token; more cannot be one of ours nor a sensible issuer's.</summary>
    public const int TokenLengthMax = 16 * 1024;

    /// <summary>Roles of one key or grant.</summary>
    public const int RolesPerCallerMax = 32;

    /// <summary>API keys that are kept, revoked ones among them; as many grants.</summary>
    public const int KeysMax = 10_000;

    /// <summary>Hours for which a request that changed keys or grants is remembered, and how many of them are.</summary>
    public const int DoneRequestHours = 24, DoneRequestsMax = 20_000;

    /// <summary>Characters of a key's name.</summary>
    public const int KeyNameLengthMax = 80;

    /// <summary>Days a key is valid when nobody says, and at most.</summary>
    public const int KeyDaysDefault = 365, KeyDaysMax = 3_650;

    /// <summary>Seconds for which a rotated key's old secret may go on.</summary>
    public const int KeyGraceSecondsMax = 7 * 24 * 3_600;

    /// <summary>Seconds between two notes of a key's last use.</summary>
    public const int KeyUseNotedSeconds = 60;

    /// <summary>Seconds after which a key or grant that another gateway may have changed is read again.</summary>
    public const int RolesKeptSeconds = 5;

    /// <summary>Keys and grants kept in memory.</summary>
    public const int RolesKeptMax = 20_000;

    /// <summary>Characters of an issuer and of a subject.</summary>
    public const int IssuerLengthMax = 400, SubjectLengthMax = 255;

    /// <summary>Seconds in which an issuer must have answered.</summary>
    public const int IssuerSecondsMax = 10;

    // ----- the live hub -----

    /// <summary>Frames a second of one watch, beside one that its reader was late for.</summary>
    public const int LiveFramesPerSecondMax = 5;

    /// <summary>Bytes of views in one frame; the last of them may go beyond it.</summary>
    public const int LiveFrameBytesMax = 64 * 1024;

    /// <summary>Live connections of this server.</summary>
    public const int LiveConnectionsMax = 20_000;

    /// <summary>Watches of one connection.</summary>
    public const int WatchesPerConnectionMax = 50;

    /// <summary>Watches of one caller over all its connections.</summary>
    public const int WatchesPerCallerMax = 500;

    /// <summary>Views of units, directives and cases kept for all watches together; one that many watch counts once.</summary>
    public const int LiveViewsMax = 400_000;

    /// <summary>Levels below the unit that one watch of a directive may cover.</summary>
    public const int DirectiveWatchDepthMax = 1;

    /// <summary>Bytes of one message from a client; calls are short.</summary>
    public const int LiveMessageBytesMax = 8 * 1024;

    /// <summary>Bytes that wait for a client that does not read, before its streams rest.</summary>
    public const int LiveBufferBytesMax = 32 * 1024;

    /// <summary>Seconds of silence after which the server pings.</summary>
    public const int LiveKeepAliveSeconds = 15;

    /// <summary>Seconds without a word from a client after which it counts as gone; clients ping every 15 s by themselves.</summary>
    public const int LiveTimeoutSeconds = 45;

    /// <summary>Seconds for the first message of a connection.</summary>
    public const int LiveHandshakeSeconds = 10;

    /// <summary>Seconds that clients have to take a goodbye, when the server stops and when their caller is nobody any more.</summary>
    public const int LiveGoodbyeSeconds = 2;
}
