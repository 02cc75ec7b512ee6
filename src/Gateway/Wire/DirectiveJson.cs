using System.ComponentModel;

namespace HierarchySim.Gateway;

// Directives as answers show them: at the issuer with their text, at a unit as a standing.

internal sealed record ProgressJson(
    [property: Description("Units meant, as far as known.")] int Targets,
    [property: Description("Of them, units that have it.")] int Delivered,
    [property: Description("Of them, units that acknowledged, late or not.")] int Acknowledged,
    [property: Description("Of them, units that acknowledged after the due time then in force.")] int AcknowledgedLate,
    [property: Description("Units that completed, late or not.")] int Completed,
    [property: Description("Of them, units that completed after the due time then in force.")] int CompletedLate,
    [property: Description("True until every unit below has reported: the numbers may still grow by themselves.")] bool Counting);

internal sealed record DirectiveJson(
    [property: Description("Identity: the issuing unit's id, a dash and a number.")] string Id,
    [property: Description("Id of the unit that issued it.")] string Issuer,
    [property: Description("1 when issued, one more with every update.")] int Revision,
    [property: Description("One line.")] string Title,
    [property: Description("The text.")] string Body,
    [property: Description("active, cancelled or superseded.")] string State,
    [property: Description("Codes of the levels whose units must act.")] IReadOnlyList<string> TargetLevels,
    [property: Description("acknowledge or complete.")] string Require,
    [property: Description("By when; null for no due time.")] DateTime? Due,
    [property: Description("CAP 1.2 urgency.")] string Urgency,
    [property: Description("CAP 1.2 status: Actual, Exercise or Test.")] string Status,
    [property: Description("The directive it replaces.")] string? Supersedes,
    [property: Description("When it was issued.")] DateTime IssuedAt,
    [property: Description("When it was cancelled or superseded.")] DateTime? EndedAt,
    [property: Description("Since when all that is required is done.")] DateTime? FulfilledAt,
    [property: Description("How far it has come in the issuer's subtree.")] ProgressJson Progress,
    [property: Description("Where to follow its progress.")] string ProgressHref,
    [property: Description("Which life of the issuer 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);

internal sealed record StandingJson(
    [property: Description("Id of the unit.")] string Unit,
    [property: Description("Id of the directive.")] string Directive,
    [property: Description("The revision that has reached the unit.")] int Revision,
    [property: Description("active, cancelled or superseded, as far as the unit has heard.")] string State,
    [property: Description("Codes of the levels whose units must act.")] IReadOnlyList<string> TargetLevels,
    [property: Description("acknowledge or complete.")] string Require,
    [property: Description("By when; null for no due time.")] DateTime? Due,
    [property: Description("CAP 1.2 urgency.")] string Urgency,
    [property: Description("CAP 1.2 status: Actual, Exercise or Test.")] string Status,
    [property: Description("When it was issued.")] DateTime IssuedAt,
    [property: Description("True when the unit itself must act; others pass it on.")] bool IsTarget,
    [property: Description("When the unit acknowledged.")] DateTime? AcknowledgedAt,
    [property: Description("True when that was after the due time then in force.")] bool AcknowledgedLate,
    [property: Description("When the unit completed.")] DateTime? CompletedAt,
    [property: Description("True when that was after the due time then in force.")] bool CompletedLate,
    [property: Description("True when the unit itself has not done what is required and the due time has passed, as of 'asOf'.")] bool Overdue,
    [property: Description("Progress of the unit's subtree.")] ProgressJson Progress,
    [property: Description("Where the text is.")] string DirectiveHref,
    [property: Description("Which life of the unit 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);

internal sealed record StandingPageJson(
    [property: Description("Standings, oldest issue first.")] IReadOnlyList<StandingJson> Items,
    [property: Description("Directives over all pages.")] int Total,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record DirectiveProgressJson(
    [property: Description("Id of the directive.")] string Directive,
    [property: Description("active, cancelled or superseded, as far as the unit has heard.")] string State,
    [property: Description("Progress of the unit's subtree.")] ProgressJson Progress);

internal sealed record SubtreeProgressJson(
    [property: Description("Id of the directive.")] string Directive,
    [property: Description("Id of the unit at the top of the subtree.")] string Unit,
    [property: Description("How far it has come.")] ProgressJson Progress,
    [property: Description("Which life of the unit 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);

internal sealed record ChildProgressJson(
    [property: Description("Id of the child.")] string Unit,
    [property: Description("Its name.")] string Name,
    [property: Description("Its subtree's progress, as it last reported.")] ProgressJson Progress);

internal sealed record ChildProgressPageJson(
    [property: Description("Id of the directive.")] string Directive,
    [property: Description("Id of the parent.")] string Unit,
    [property: Description("The children, in an order that never changes.")] IReadOnlyList<ChildProgressJson> Items,
    [property: Description("Children over all pages.")] int Total,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor,
    [property: Description("Which life of the parent 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);
