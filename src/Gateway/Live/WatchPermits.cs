using HierarchySim.Engine;
using Microsoft.Extensions.Logging;

namespace HierarchySim.Gateway;

/// <summary>What permits are decided with.</summary>
internal sealed class WatchPermits(ICallerWatch changes, LiveConnections connections, TimeProvider time, ILogger<WatchPermits> log)
{
    public ICallerWatch Changes => changes;

    public LiveConnections Connections => connections;

    public TimeProvider Time => time;

    /// <summary>The problem for what went wrong while deciding.</summary>
    public Problem Problem(Exception exception)
    {
        if (exception is EngineUnavailableException unavailable) return RefusalProblems.From(unavailable.Refusal, "unitId");
        log.LogError(exception, "Whether a watch may go on cannot be decided");
        return LiveProblems.Defect;
    }
}
