using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Http;

namespace HierarchySim.Gateway;

/// <summary>The header that makes a retry the same command. Every POST carries it.</summary>
internal static class IdempotencyKey
{
    /// <summary>Its name.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The header of an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Says in the answer that an earlier request did it.</summary>
    public static void MarkReplayed(HttpContext http) => http.Response.Headers[ReplayedHeader] = "true";

    /// <summary>Reads it, or says what is wrong with it.</summary>
    public static Problem? TryRead(HttpRequest request, out string key)
    {
        var values = request.Headers[Header];
        key = values.Count == 1 ? values[0] ?? "" : "";
        if (values.Count == 0 || (values.Count == 1 && key.Length == 0))
            return Problem.Of(
                ProblemTypes.KeyMissing, Header, "every POST carries this header, so that a retry gets the first answer instead of doing it twice",
                $"Add a fresh value for each new command, such as '{Header}: 2f1c9c2e-7a51-4d0b-9a43-0c6a6c1d7f10', and keep it for retries");
        return values.Count == 1 && key.Length <= Limits.CommandKeyLengthMax && key.All(c => c is > ' ' and <= '~') ? null
            : Problem.Of(
                ProblemTypes.InvalidParameter, Header, $"one key of 1 to {Limits.CommandKeyLengthMax} visible ASCII characters is allowed (CommandKeyLengthMax)",
                "Choose another key, such as a UUID", nameof(Limits.CommandKeyLengthMax));
    }

    /// <summary>
    /// The command's id. The operation counts as part of the body: two operations without a body would otherwise look alike
    /// under one key.
    /// </summary>
    public static CommandId ToCommandId(string caller, UnitId unit, string key, string operation, ReadOnlySpan<byte> body) =>
        CommandIds.Create(caller, unit, key, [.. Encoding.UTF8.GetBytes(operation), (byte)'\n', .. body]);
}
