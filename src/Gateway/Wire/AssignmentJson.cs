using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Assignments: what makes and ends one, and how it looks at its home and at the units held.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AssignRequest(
    [property: Description("Id of an active official or team of the home unit.")] string Holder,
    [property: Description("Code of a role of the catalogue."), MaxLength(Limits.CatalogCodeLengthMax)] string Role,
    [property: Description("First day, yyyy-MM-dd.")] string From,
    [property: Description("Ids of units below the home, one or two levels down as the scheme allows."), MinLength(1), MaxLength(Limits.UnitsPerAssignmentMax)]
    IReadOnlyList<string> Units,
    [property: Description("Last day, yyyy-MM-dd; left out or null for no end.")] string? To = null,
    [property: Description("Name of the set of units; needed for more than one."), MaxLength(Limits.SetNameLengthMax)] string? SetName = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EndAssignmentRequest(
    [property: Description("Its last day, yyyy-MM-dd, at most the one it had. A day before its first means that it never came into force.")] string On);

internal sealed record AssignmentJson(
    [property: Description("Identity: the home unit's id, a dash and a number.")] string Id,
    [property: Description("Id of the home unit.")] string Home,
    [property: Description("Id of the official or team.")] string Holder,
    [property: Description("Name of the official or team; null when it has left unit state.")] string? HolderName,
    [property: Description("Code of the role.")] string Role,
    [property: Description("True when two holders of one home in this role at one unit overlap.")] bool Exclusive,
    [property: Description("First day.")] DateOnly From,
    [property: Description("Last day; null while open.")] DateOnly? To,
    [property: Description("Name of the set of units; null for a single unit without one.")] string? SetName,
    [property: Description("coming, inForce or ended.")] string State,
    [property: Description("When the home unit saw that it is over.")] DateTime? EndedAt,
    [property: Description("The units, in the order of the request.")] IReadOnlyList<HeldUnitJson> Units);

internal sealed record HeldUnitJson(
    [property: Description("Id of the unit.")] string Unit,
    [property: Description("Its name.")] string? Name,
    [property: Description("travelling (on its way to the unit), coming, inForce, ended or refused.")] string Status,
    [property: Description("Where it was refused: notFound, level, closed or full.")] string? Reason,
    [property: Description("The reason in a sentence.")] string? Detail);

internal sealed record AssignmentItemJson(
    [property: Description("Identity.")] string Id,
    [property: Description("Id of the official or team.")] string Holder,
    [property: Description("Code of the role.")] string Role,
    [property: Description("First day.")] DateOnly From,
    [property: Description("Last day; null while open.")] DateOnly? To,
    [property: Description("Name of the set of units.")] string? SetName,
    [property: Description("coming, inForce or ended.")] string State,
    [property: Description("Ids of the units that have it or may have it soon.")] IReadOnlyList<string> Units,
    [property: Description("Units it is still travelling to.")] int Travelling,
    [property: Description("Units that refused.")] int Refused,
    [property: Description("Where to see it unit by unit.")] string Href);

internal sealed record AssignmentPageJson(
    [property: Description("By number.")] IReadOnlyList<AssignmentItemJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record UnitHoldersJson(
    [property: Description("Id of the unit held.")] string Unit,
    [property: Description("True when somebody who is not on leave holds it today.")] bool Covered,
    [property: Description("Who holds it, today or from a later day on, in the order in which they came.")] IReadOnlyList<DutyJson> Items);

internal sealed record DutyJson(
    [property: Description("Id of the assignment.")] string Assignment,
    [property: Description("Id of the official or team.")] string Holder,
    [property: Description("Name of the official or team; null when its home no longer knows it.")] string? HolderName,
    [property: Description("official or team; null when its home no longer knows it.")] string? HolderKind,
    [property: Description("Id of the holder's home unit.")] string Home,
    [property: Description("Code of the role.")] string Role,
    [property: Description("True when two holders of one home in this role at one unit overlap.")] bool Exclusive,
    [property: Description("First day.")] DateOnly From,
    [property: Description("Last day; null while open.")] DateOnly? To,
    [property: Description("coming or inForce.")] string State,
    [property: Description("True when it is in force and the holder is not on leave.")] bool Present,
    [property: Description("Days without the holder.")] IReadOnlyList<LeaveJson> Absences,
    [property: Description("Ids of a team's members, who may act for it.")] IReadOnlyList<string> Members);
