using System.ComponentModel;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

// What was written on a case, for those who handle it.

internal sealed record CaseTextListJson(
    [property: JsonPropertyName("service_request_id"), Description("The case.")] string Case,
    [property: Description("Id of the official it is about; null for nobody.")] string? Subject,
    [property: Description("Texts in the order they were written.")] IReadOnlyList<CaseTextJson> Items);

internal sealed record CaseTextJson(
    [property: Description("Its id.")] string TextId,
    [property: Description("The act it was written with.")] string Act,
    [property: Description("When.")] DateTime At,
    [property: Description("Id of the unit that wrote it.")] string Unit,
    [property: Description("Id of the official or team that wrote it; null for the unit itself.")] string? By,
    [property: Description("present, erased, or missing from the records.")] string State,
    [property: Description("When it was erased; null when it was not.")] DateTime? ErasedAt,
    [property: Description("One line, of what was raised.")] string? Title,
    [property: Description("What was raised.")] string? Description,
    [property: Description("How to reach whoever raised it.")] string? Contact,
    [property: Description("An answer, a reason or a note.")] string? Text);

internal sealed record ErasureJson(
    [property: Description("Id of the text.")] string TextId,
    [property: Description("When it was erased; nobody can read it since.")] DateTime ErasedAt,
    [property: Description("Why some file still holds something of it; the engine goes on clearing it away.")] string Remaining);
