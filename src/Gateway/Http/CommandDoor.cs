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
        var request = new KeyedRequest(Caller.Of(http).Id, key, operation, body);
        var id = request.IdAt(unit);
        return new Passage(this, http, unit, request, id, inFlight.TryAdd((id.High, id.Low), 0) ? null : InFlight);
    }

    /// <summary>
    /// Lets a request in that does not say which unit it is for. Two of one key wait for each other wherever they are going, for
    /// where that is may change between them.
    /// </summary>
    public Passage EnterAnywhere(HttpContext http, string key, string operation, ReadOnlyMemory<byte> body) =>
        Enter(http, UnitId.None, key, operation, body);

    private static readonly Problem InFlight = Problem.Of(
        ProblemTypes.KeyInFlight, IdempotencyKey.Header, "a request with this key at this unit has not been answered yet",
        "Wait the seconds in Retry-After and send the same request again") with
    { RetryAfterSeconds = GatewayLimits.RetryBusySeconds };

    /// <summary>One request on its way through the door.</summary>
    internal readonly struct Passage(CommandDoor door, HttpContext http, UnitId unit, KeyedRequest request, CommandId id, Problem? problem) : IDisposable
    {
        /// <summary>Why it may not pass; null when it may.</summary>
        public Problem? Problem => problem;

        /// <summary>The command's id at the unit entered for.</summary>
        public CommandId Id => id;

        /// <summary>Submits; a refusal is a problem, an accepted command an answer.</summary>
        /// <param name="command">What is asked.</param>
        /// <param name="unitField">What the caller knows the unit by.</param>
        public Task<(CommandAnswer Answer, Problem? Problem)> SubmitAsync(Command command, string unitField = "id") => SubmitAsync(unit, command, [], unitField);

        /// <summary>Submits to a unit, with records to be written in the same commit.</summary>
        /// <param name="to">The unit; one of the caller's choosing where the passage is for anywhere.</param>
        /// <param name="command">What is asked.</param>
        /// <param name="records">Written when the command is accepted, not when it is repeated.</param>
        /// <param name="unitField">What the caller knows the unit by.</param>
        public async Task<(CommandAnswer Answer, Problem? Problem)> SubmitAsync(
            UnitId to, Command command, IReadOnlyList<RecordChange> records, string unitField = "id")
        {
            // When the caller leaves, only the waiting ends; the command takes effect and a retry gets its answer.
            using var span = GatewayTelemetry.Begin(command, to);
            var answer = await door.Engine.SubmitAsync(request.IdAt(to), to, command, records, AuditTrail.NoteOf(http, to, command), http.RequestAborted);
            span.End(answer.Verdict, answer.Refusal);
            if (answer.Verdict == Verdict.Repeated) IdempotencyKey.MarkReplayed(http);
            return (answer, answer.Refusal is { } refusal ? RefusalProblems.From(refusal, unitField) : null);
        }

        public void Dispose()
        {
            if (problem is null) door.inFlight.TryRemove((id.High, id.Low), out _);
        }
    }

    private IHierarchyEngine Engine => engine;
}

/// <summary>What a command's id is made of, but for the unit.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Key">The caller's key.</param>
/// <param name="Operation">What is asked, apart from the body.</param>
/// <param name="Body">The body as it was sent.</param>
internal readonly record struct KeyedRequest(string Caller, string Key, string Operation, ReadOnlyMemory<byte> Body)
{
    /// <summary>The command's id at a unit.</summary>
    public CommandId IdAt(UnitId unit) => IdempotencyKey.ToCommandId(Caller, unit, Key, Operation, Body.Span);
}
