namespace HierarchySim.Gateway;

/// <summary>Problems that only the hub has.</summary>
internal static class LiveProblems
{
    public static readonly Problem Moved = new(
        ProblemTypes.Moved, "This server is stopping. Connect anew; the first frames are a fresh snapshot.", RetryAfterSeconds: 1);

    public static readonly Problem SessionEnded = new(
        ProblemTypes.SessionEnded, "The token this connection began with has ended, or its caller is nobody any more. Connect with a new token.");

    public static readonly Problem TooManyConnections = Problem.Of(
        ProblemTypes.Overloaded, "connection", $"this server keeps at most {GatewayLimits.LiveConnectionsMax} live connections (LiveConnectionsMax)",
        "Close what is not used, and try again later", nameof(GatewayLimits.LiveConnectionsMax)) with
    { RetryAfterSeconds = GatewayLimits.RetryUnavailableSeconds };

    public static readonly Problem TooManyOnConnection = Problem.Of(
        ProblemTypes.LimitReached, "connection", $"one connection has at most {GatewayLimits.WatchesPerConnectionMax} watches (WatchesPerConnectionMax)",
        "End a watch, or watch a unit further up with more levels", nameof(GatewayLimits.WatchesPerConnectionMax));

    public static readonly Problem TooManyOfCaller = Problem.Of(
        ProblemTypes.LimitReached, "caller", $"one caller has at most {GatewayLimits.WatchesPerCallerMax} watches over all its connections (WatchesPerCallerMax)",
        "End a watch, or close connections that are not used", nameof(GatewayLimits.WatchesPerCallerMax));

    /// <summary>All watches together would keep too much.</summary>
    public static Problem TooManyViews(int max) => Problem.Of(
        ProblemTypes.Overloaded, "server", $"all watches together keep at most {max} views (LiveViewsMax)", "Watch fewer levels, or try again later",
        nameof(GatewayLimits.LiveViewsMax)) with
    { RetryAfterSeconds = GatewayLimits.RetryUnavailableSeconds };

    public static readonly Problem Defect = new(
        ProblemTypes.Internal, "This is a defect of the server, not of the call. Watch again; if it keeps failing, report it with the time.");

    /// <summary>A watch that ran ended with the engine's run; what changed meanwhile is in the next one's first frames.</summary>
    public static Problem Reconnect(string reason) => new(
        ProblemTypes.Reconnect, $"The watch ended: {reason}. Watch again; the first frames are a fresh snapshot.", RetryAfterSeconds: 1);
}
