using System.Collections.Concurrent;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Where commands go in. It makes a request's command id and lets one request of an id through at a time; a second one that
/// overtakes the first is told to wait, since the first answer does not exist yet.
/// </summary>
internal sealed class CommandDoor(IHierarchyEngine engine)
{
    // Bounded by the requests that are open.
    private readonly ConcurrentDictionary<(ulong, ulong), byte> inFlight = new();

    /// <summary>Lets a request in; leave by disposing.</summary>
    /// <param name="http">The request.</param>
    /// <param name="unit">The unit asked.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="operation">What is asked, apart from the body.</param>
    /// <param name="body">The body as it was sent.</param>
    public Passage Enter(HttpContext http, UnitId unit, string key, string operation, ReadOnlyMemory<byte> body)
    {
        var id = IdempotencyKey.ToCommandId(Caller.Of(http), unit, key, operation, body.Span);
        return new Passage(this, http, unit, id, inFlight.TryAdd((id.High, id.Low), 0) ? null : InFlight);
    }

    private static readonly Problem InFlight = Problem.Of(
        ProblemTypes.KeyInFlight, IdempotencyKey.Header, "a request with this key at this unit has not been answered yet",
        "Wait the seconds in Retry-After and send the same request again") with
    { RetryAfterSeconds = GatewayLimits.RetryBusySeconds };

    /// <summary>One request on its way through the door.</summary>
    internal readonly struct Passage(CommandDoor door, HttpContext http, UnitId unit, CommandId id, Problem? problem) : IDisposable
    {
        /// <summary>Why it may not pass; null when it may.</summary>
        public Problem? Problem => problem;

        /// <summary>The command's id.</summary>
        public CommandId Id => id;

        /// <summary>Submits; a refusal is a problem, an accepted command an answer.</summary>
        /// <param name="command">What is asked.</param>
        /// <param name="unitField">What the caller knows the unit by.</param>
        public async Task<(CommandAnswer Answer, Problem? Problem)> SubmitAsync(Command command, string unitField = "id")
        {
            // When the caller leaves, only the waiting ends; the command takes effect and a retry gets its answer.
            var answer = await door.Engine.SubmitAsync(id, unit, command, http.RequestAborted);
            if (answer.Verdict == Verdict.Repeated) http.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
            return (answer, answer.Refusal is { } refusal ? RefusalProblems.From(refusal, unitField) : null);
        }

        public void Dispose()
        {
            if (problem is null) door.inFlight.TryRemove((id.High, id.Low), out _);
        }
    }

    private IHierarchyEngine Engine => engine;
}
