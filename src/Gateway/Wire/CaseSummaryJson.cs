using System.ComponentModel;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

// Counts of the open cases of a subtree. Drills and tests are in none of them.

internal sealed record CaseCountsJson(
    [property: Description("Open cases that units of the subtree have custody of.")] int Held,
    [property: Description("Open cases that were raised in the subtree, wherever they are.")] int Raised,
    [property: Description("When the oldest of those held was raised; null when none is held.")] DateTime? OldestRaisedAt,
    [property: Description("The earliest clock of those held; null when none runs.")] DateTime? EarliestDue,
    [property: Description("True when that clock has run out: some are overdue.")] bool Overdue,
    [property: Description("Those held, by category; categories without any are left out.")] IReadOnlyList<CategoryCountJson> Categories);

internal sealed record CategoryCountJson(
    [property: JsonPropertyName("service_code"), Description("Code of the category; null when the catalogue no longer has it.")] string? ServiceCode,
    [property: JsonPropertyName("service_name"), Description("Its name.")] string? ServiceName,
    [property: Description("Its number.")] int Number,
    [property: Description("Open cases held.")] int Held);

internal sealed record ChildCaseCountsJson(
    [property: Description("Id of the child.")] string Unit,
    [property: Description("Its name.")] string Name,
    [property: Description("Code of its level.")] string Level,
    [property: Description("Counts of its subtree.")] CaseCountsJson Cases);

internal sealed record CaseSummaryJson(
    [property: Description("Id of the unit at the top of the subtree.")] string Unit,
    [property: Description("Its name.")] string Name,
    [property: Description("Counts of the subtree, as far as changes have climbed.")] CaseCountsJson Cases,
    [property: Description("The children, in an order that never changes.")] IReadOnlyList<ChildCaseCountsJson> Children,
    [property: Description("Children over all pages.")] int Total,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor,
    [property: Description("Which life of the unit 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);
