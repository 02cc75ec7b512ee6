using System.ComponentModel;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

// Cases as answers show them: ids and facts, never a text. Names that Open311 GeoReport has are kept.

internal sealed record CaseJson(
    [property: JsonPropertyName("service_request_id"), Description("Identity: the origin's id, a dash and a number.")] string Id,
    [property: JsonPropertyName("service_code"), Description("Code of its category.")] string ServiceCode,
    [property: JsonPropertyName("service_name"), Description("Name of its category; null when the catalogue no longer has it.")] string? ServiceName,
    [property: Description("open or closed (Open311).")] string Status,
    [property: JsonPropertyName("status_notes"), Description("The fine status in a sentence.")] string StatusNotes,
    [property: Description("received, investigating, scheduled, notCompetentHere, reopened; or answered, resolved, duplicate, withdrawn.")] string FineStatus,
    [property: JsonPropertyName("requested_datetime"), Description("When it was raised.")] DateTime RequestedAt,
    [property: JsonPropertyName("updated_datetime"), Description("When its origin last heard of it.")] DateTime UpdatedAt,
    [property: JsonPropertyName("expected_datetime"), Description("By when the custodian is to answer; null while no clock runs.")] DateTime? ExpectedAt,
    [property: JsonPropertyName("agency_responsible"), Description("Name of the unit that has custody; null while it travels, and when closed.")] string? AgencyResponsible,
    [property: Description("Id of the unit that has custody; null while it travels, and when closed.")] string? Custodian,
    [property: Description("True while it travels from unit to unit: only reads are accepted then.")] bool InTransit,
    [property: Description("True when it is open and its clock has run out.")] bool Overdue,
    [property: Description("Actual, Exercise or Test.")] string Reality,
    [property: Description("1, and one more with every reopening.")] int Opening,
    [property: Description("Id of the unit that raised it.")] string Origin,
    [property: Description("When it closed; null while open.")] DateTime? ClosedAt,
    [property: Description("True while a withdrawal is on its way to whoever has it.")] bool WithdrawalRequested,
    [property: Description("Where it is.")] string Href,
    [property: Description("Its life so far, oldest first.")] IReadOnlyList<CaseStepJson> Path);

internal sealed record CaseStepJson(
    [property: Description("When.")] DateTime At,
    [property: Description("raised, received, taken, scheduled, referred, escalated, answered, duplicate, withdrawn, confirmed, reopened, bounced or withdrawalRequested.")] string Act,
    [property: Description("Id of the unit that acted.")] string Unit,
    [property: Description("Its name.")] string? UnitName,
    [property: Description("Code of its level.")] string Level,
    [property: Description("Id of the official or team that acted; null for the unit itself.")] string? By,
    [property: Description("The clock that runs since.")] DateTime? Due,
    [property: Description("Id of the unit it was referred to.")] string? To,
    [property: Description("That unit's name.")] string? ToName,
    [property: Description("Id of the case it duplicates.")] string? Other,
    [property: Description("Id of what was written; those who handle the case read it among its texts.")] string? TextId);

internal sealed record CaseActJson(
    [property: JsonPropertyName("service_request_id"), Description("The case.")] string Case,
    [property: Description("What was done: take, answer, refer, schedule, duplicate, confirm, reopen or withdraw.")] string Act,
    [property: Description("Id of the unit that acted.")] string Unit,
    [property: Description("When it took effect.")] DateTime At,
    [property: Description("Where to follow the case.")] string Href);

internal sealed record CaseItemJson(
    [property: JsonPropertyName("service_request_id"), Description("Identity: the origin's id, a dash and a number.")] string Id,
    [property: JsonPropertyName("service_code"), Description("Code of its category.")] string ServiceCode,
    [property: JsonPropertyName("service_name"), Description("Name of its category; null when the catalogue no longer has it.")] string? ServiceName,
    [property: Description("open or closed (Open311).")] string Status,
    [property: Description("received, investigating, scheduled, notCompetentHere, reopened; or answered, resolved, duplicate, withdrawn.")] string FineStatus,
    [property: JsonPropertyName("requested_datetime"), Description("When it was raised.")] DateTime RequestedAt,
    [property: JsonPropertyName("expected_datetime"), Description("By when the custodian is to answer; null while no clock runs.")] DateTime? ExpectedAt,
    [property: JsonPropertyName("agency_responsible"), Description("Name of the unit that has custody; null while it travels, and when closed.")] string? AgencyResponsible,
    [property: Description("Id of the unit that has custody; null while it travels, and when closed.")] string? Custodian,
    [property: Description("Code of that unit's level.")] string? Level,
    [property: Description("Since when it has custody.")] DateTime? ReceivedAt,
    [property: Description("Id of the official or team that took it up; null for nobody.")] string? Handler,
    [property: Description("Whole seconds from when it was raised until now, or until it closed.")] long AgeSeconds,
    [property: Description("True when it is open and its clock has run out.")] bool Overdue,
    [property: Description("Actual, Exercise or Test.")] string Reality,
    [property: Description("1, and one more with every reopening.")] int Opening,
    [property: Description("When it closed; null while open.")] DateTime? ClosedAt,
    [property: Description("Where it is.")] string Href);

internal sealed record CasePageJson(
    [property: Description("Cases: raised ones newest first, held ones oldest first, stuck ones the most pressing first.")] IReadOnlyList<CaseItemJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);
