using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Bodies of commands about cases. Names that Open311 GeoReport has are kept.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RaiseCaseRequest(
    [property: JsonPropertyName("service_code"), Description("Code of a category of the catalogue."), MaxLength(Limits.CatalogCodeLengthMax)] string ServiceCode,
    [property: Description("One line."), MaxLength(Limits.CaseTitleLengthMax)] string Title,
    [property: Description("What it is about."), MaxLength(Limits.CaseTextLengthMax)] string Description,
    [property: Description("How to reach whoever raises it. Kept with the texts, apart from the case."), MaxLength(Limits.CaseContactLengthMax)]
    string? Contact = null,
    [property: Description("Whether it is meant (CAP 1.2): Actual when left out. A drill is marked everywhere and counted nowhere."), AllowedValues("Actual", "Exercise", "Test")]
    string? Reality = null,
    [property: Description("Id of the official it is about, who can neither handle it nor read its texts.")] string? Subject = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TakeCaseRequest(
    [property: Description("Id of the official or team that takes it up; the unit itself when left out.")] string? By = null)
{
    public static readonly TakeCaseRequest Instance = new();
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AnswerCaseRequest(
    [property: Description("The answer."), MaxLength(Limits.CaseTextLengthMax)] string Text,
    [property: Description("Id of the official or team that answers; the unit itself when left out.")] string? By = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReferCaseRequest(
    [property: Description("Id of the unit that is competent.")] string To,
    [property: Description("Why this unit is not."), MaxLength(Limits.CaseTextLengthMax)] string Reason,
    [property: Description("Id of the official or team that refers it; the unit itself when left out.")] string? By = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScheduleCaseRequest(
    [property: Description("When the work is to be done, ISO 8601 with offset; the clock from now on.")] string Until,
    [property: Description("What is told to the origin."), MaxLength(Limits.CaseTextLengthMax)] string? Text = null,
    [property: Description("Id of the official or team that schedules it; the unit itself when left out.")] string? By = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DuplicateCaseRequest(
    [property: Description("Id of the other case.")] string Of,
    [property: Description("Id of the official or team that found it; the unit itself when left out.")] string? By = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ReopenCaseRequest(
    [property: Description("What the answer leaves open."), MaxLength(Limits.CaseTextLengthMax)] string Reason);
