using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>
/// Writes down who did what. Commands carry their note with them, into their own commit. What is no command is written here before it
/// is done: a read of personal data without its entry must not be, whereas an entry of a read that a crash cut off does no harm.
/// </summary>
/// <remarks>The action is the id of the operation, the same as in the API description. Only ids are written, never a text or a name.</remarks>
internal sealed class AuditTrail(IHierarchyEngine engine)
{
    /// <summary>Actions that only the command line knows, beside the operations of the API.</summary>
    public static IReadOnlyList<string> OfTheCommandLine { get; } = ["importUnits", "importHolders"];

    /// <summary>The note of a command, for whoever submits it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="unit">The unit asked.</param>
    /// <param name="command">What is asked.</param>
    public static AuditNote NoteOf(HttpContext http, UnitId unit, Command command)
    {
        var (subject, by) = AuditSubjects.Of(unit, command);
        return new AuditNote(IdOf(Caller.Of(http)), ActionOf(http), Visible(subject, Limits.AuditSubjectLengthMax), By: by);
    }

    /// <summary>Writes an entry for what is no command. Completes when it is durable.</summary>
    /// <param name="http">The request.</param>
    /// <param name="unit">The unit whose chain it goes into; the root for what is outside units.</param>
    /// <param name="subject">The id of what it is about.</param>
    /// <param name="outcome">What becomes of it.</param>
    /// <param name="by">The official or team in whose name.</param>
    /// <exception cref="EngineUnavailableException">Storage takes no writes; then it must not be done either.</exception>
    public ValueTask RecordAsync(HttpContext http, UnitId unit, string subject, AuditOutcome outcome = AuditOutcome.Done, HolderId by = default) =>
        RecordAsync(Caller.Of(http), ActionOf(http), unit, subject, outcome, by);

    /// <summary>Writes an entry for what is done by other ways than a request, such as a hub's method.</summary>
    /// <inheritdoc cref="RecordAsync(HttpContext, UnitId, string, AuditOutcome, HolderId)"/>
    /// <param name="caller">Who.</param>
    /// <param name="action">What: an operation's id.</param>
    /// <param name="unit">Where.</param>
    /// <param name="subject">To what.</param>
    /// <param name="outcome">What becomes of it.</param>
    /// <param name="by">In whose name.</param>
    public ValueTask RecordAsync(Caller caller, string action, UnitId unit, string subject, AuditOutcome outcome = AuditOutcome.Done, HolderId by = default) =>
        // Whoever leaves meanwhile leaves its entry behind all the same.
        engine.Audit.AppendAsync(unit, new AuditNote(IdOf(caller), action, Visible(subject, Limits.AuditSubjectLengthMax), outcome, by));

    /// <summary>Erases, between an entry that says so and one that says how it went.</summary>
    public async Task<Erasure> EraseAsync(HttpContext http, UnitId unit, string subject, Func<ValueTask<Erasure>> eraseAsync)
    {
        await RecordAsync(http, unit, subject, AuditOutcome.Begun);
        var erasure = await eraseAsync();
        await RecordAsync(http, unit, subject, erasure.Verdict == ErasureVerdict.Erased ? AuditOutcome.Done : AuditOutcome.Refused);
        return erasure;
    }

    /// <summary>Changes a key or a grant, between an entry that says so and one that says how it went; both in the root's chain.</summary>
    /// <param name="http">The request.</param>
    /// <param name="subject">The id of the key or the grant.</param>
    /// <param name="changeAsync">Makes the change.</param>
    /// <param name="isDone">Whether it was made.</param>
    public async Task<T> ChangeAsync<T>(HttpContext http, string subject, Func<ValueTask<T>> changeAsync, Func<T, bool> isDone)
    {
        await RecordAsync(http, UnitId.Root, subject, AuditOutcome.Begun);
        var result = await changeAsync();
        await RecordAsync(http, UnitId.Root, subject, isDone(result) ? AuditOutcome.Done : AuditOutcome.Refused);
        return result;
    }

    /// <summary>How the audit log knows a caller.</summary>
    public static string IdOf(Caller caller) => Visible(caller.Id, Limits.AuditCallerLengthMax);

    private static string ActionOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
        ?? throw new InvalidOperationException("An endpoint that is audited has a name; see EndpointContract.Named.");

    // Ids of an identity provider may hold anything. Escaped they are still one id; too long, their beginning is.
    private static string Visible(string id, int lengthMax)
    {
        if (!id.All(c => c is > ' ' and <= '~')) id = Uri.EscapeDataString(id);
        return id.Length <= lengthMax ? id : id[..lengthMax];
    }
}
