using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Bodies of commands about directives.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IssueDirectiveRequest(
    [property: Description("One line."), MaxLength(Limits.DirectiveTitleLengthMax)] string Title,
    [property: Description("Codes of the levels whose units must act; the issuer's own level or levels below."), MinLength(1), MaxLength(Limits.LevelsMax)]
    IReadOnlyList<string> TargetLevels,
    [property: Description("What they must do."), AllowedValues("acknowledge", "complete")] string Require,
    [property: Description("How soon to act (CAP 1.2)."), AllowedValues("Immediate", "Expected", "Future", "Past", "Unknown")] string Urgency,
    [property: Description("Whether it is meant (CAP 1.2). Always said, so that a drill never looks like the real thing."), AllowedValues("Actual", "Exercise", "Test")]
    string Status,
    [property: Description("The text."), MaxLength(Limits.DirectiveTextLengthMax)] string? Body = null,
    [property: Description("By when: ISO 8601 with offset. Left out or null for no due time.")] string? Due = null,
    [property: Description("Id of a directive in force of the same unit that this one replaces.")] string? Supersedes = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record UpdateDirectiveRequest(
    [property: Description("The title from now on."), MaxLength(Limits.DirectiveTitleLengthMax)] string Title,
    [property: Description("The text from now on."), MaxLength(Limits.DirectiveTextLengthMax)] string Body,
    [property: Description("The due time from now on: ISO 8601 with offset. Always said; null takes the due time away.")] string? Due,
    [property: Description("The urgency from now on (CAP 1.2)."), AllowedValues("Immediate", "Expected", "Future", "Past", "Unknown")] string Urgency);

/// <summary>A body without members; it may be left out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NothingRequest
{
    public static readonly NothingRequest Instance = new();
}
