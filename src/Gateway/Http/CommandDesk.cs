using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>
/// Carries a command from its request to its answer: the key, the body, what the body means, the door, the engine's verdict.
/// Handlers read the address before and say what the answer looks like after.
/// </summary>
internal sealed class CommandDesk(IHierarchyEngine engine, CommandDoor door)
{
    // What the core knows a thing by, and where callers wrote it.
    private static readonly Dictionary<string, string> WireFields = new() { ["official"] = "id", ["team"] = "id", ["assignment"] = "id", ["by"] = "holder" };

    /// <summary>Where commands go.</summary>
    public IHierarchyEngine Engine => engine;

    /// <summary>Runs a command.</summary>
    /// <param name="http">The request.</param>
    /// <param name="unit">The unit asked.</param>
    /// <param name="operation">What is asked, apart from the body.</param>
    /// <param name="whenEmpty">What a missing body means; null where there must be one.</param>
    /// <param name="read">What the body means; what is wrong with it stays in the inputs.</param>
    /// <param name="answer">The answer to an accepted command, now or again.</param>
    public async Task<IResult> RunAsync<TRequest>(
        HttpContext http, UnitId unit, string operation, TRequest? whenEmpty, Func<TRequest, Inputs, CommandDraft> read, Func<CommandAnswer, Task<IResult>> answer)
        where TRequest : class
    {
        var sent = await KeyedBody.ReadAsync(http.Request, whenEmpty);
        if (sent.Problem is { } unreadable) return unreadable;
        var inputs = Inputs.OfBody(engine.Scheme);
        var draft = read(sent.Value, inputs);
        if (inputs.Problem is { } broken) return broken;
        if (IfMatch.TryRead(http, out var condition) is { } unconditional) return unconditional;

        using var passage = door.Enter(http, unit, sent.Key, operation, sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        var (command, wrong) = await draft.MakeAsync(passage.Id, http.RequestAborted);
        if (wrong is not null) return wrong;
        var (accepted, refused) = await passage.SubmitAsync(unit, condition.Apply(command!), draft.Records(passage.Id));
        return refused is null ? await answer(accepted) : draft.Reword(Renamed(refused));
    }

    private static Problem Renamed(Problem refused) =>
        refused.Field is { } field && WireFields.TryGetValue(field, out var wire)
            ? refused with { Field = wire, Detail = wire + refused.Detail[field.Length..] }
            : refused;
}

/// <summary>A command that may need the engine, or its own id, to be made.</summary>
/// <param name="MakeAsync">Makes it, or says why it cannot be made.</param>
internal sealed record CommandDraft(Func<CommandId, CancellationToken, ValueTask<(Command? Command, Problem? Problem)>> MakeAsync)
{
    /// <summary>Records to be written in its commit.</summary>
    public Func<CommandId, IReadOnlyList<RecordChange>> Records { get; init; } = _ => [];

    /// <summary>Says a refusal in the caller's own words, where the gateway knows better what was sent.</summary>
    public Func<Problem, Problem> Reword { get; init; } = refused => refused;

    /// <summary>A command that needs nothing more.</summary>
    public static implicit operator CommandDraft(Command command) => new((_, _) => ValueTask.FromResult<(Command?, Problem?)>((command, null)));
}
