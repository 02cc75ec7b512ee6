using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.SignalR;

namespace HierarchySim.Gateway;

/// <summary>
/// A problem as the hub tells it: the members of a REST problem, with the seconds to wait that REST has in a header. A client goes on
/// trying after 429 and 5xx, and gives up after any other status.
/// </summary>
/// <param name="Type">What kind of error; a stable path on this server that explains it.</param>
/// <param name="Title">The kind in a few words.</param>
/// <param name="Status">The HTTP status that REST gives it.</param>
/// <param name="Detail">What is wrong, which rule it breaks, and the next step.</param>
/// <param name="Field">The member concerned; null when there is none.</param>
/// <param name="Limit">Name of the limit that was met; null when there is none.</param>
/// <param name="RetryAfter">Seconds to wait before trying again; null when there is no such time.</param>
public sealed record LiveProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter)
{
    internal static LiveProblem Of(Problem problem) => new(
        problem.Type.Uri, problem.Type.Title, problem.Type.Status, problem.Detail, problem.Field, problem.Limit,
        problem.RetryAfterSeconds > 0 ? problem.RetryAfterSeconds : null);

    /// <summary>The problem as JSON: what errors of the hub end with.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, WireJson.Options);

    /// <summary>
    /// The exception that carries a problem to a client. SignalR puts words of its own before the message of this type and of no other,
    /// so clients read from the first brace on.
    /// </summary>
    internal static HubException Exception(Problem problem) => new(Of(problem).ToString());
}
