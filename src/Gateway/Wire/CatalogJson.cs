using System.ComponentModel;
using System.Text.Json.Serialization;

namespace HierarchySim.Gateway;

// The catalogue as answers show it, in the form of its file: what GET gives, PUT takes.

internal sealed record CatalogJson(
    [property: Description("Codes of the levels that the entries mean.")] IReadOnlyList<string> Levels,
    [property: Description("Units one official may hold before the load counts as too great.")] int LoadLimit,
    [property: Description("Working days.")] CalendarJson Calendar,
    [property: Description("Kinds of cases, by number.")] IReadOnlyList<CategoryJson> Categories,
    [property: Description("Forms of reports, every version.")] IReadOnlyList<ReportFormJson> Forms,
    [property: Description("Roles of assignments.")] IReadOnlyList<RoleJson> Roles,
    [property: Description("Posts of officials.")] IReadOnlyList<PostJson> Posts);

internal sealed record CalendarJson(
    [property: Description("Days of the week that are off.")] IReadOnlyList<string> Weekend,
    [property: Description("Years whose holidays are entered; in others, weekends alone are days off.")] IReadOnlyList<int> Years,
    [property: Description("Holidays, in order.")] IReadOnlyList<HolidayJson> Holidays,
    [property: Description("Days of a weekend that are worked, in order.")] IReadOnlyList<DateOnly> ExtraWorkingDays);

internal sealed record HolidayJson(
    [property: Description("The day.")] DateOnly Date,
    [property: Description("Vietnamese name.")] string Name,
    [property: Description("English name.")] string EnglishName);

internal sealed record CategoryJson(
    [property: Description("Stable number.")] int Number,
    [property: Description("Grows whenever its terms change.")] int Version,
    [property: Description("Stable name for machines: the service_code of a case.")] string Code,
    [property: Description("Vietnamese name.")] string Name,
    [property: Description("English name.")] string EnglishName,
    [property: Description("Code of the lowest level with the authority to settle such a case.")] string Competent,
    [property: Description("How long each level may keep it, by the level's code; a level that is not there has no limit.")]
    IReadOnlyDictionary<string, TierLimitJson> Limits,
    [property: Description("True when no new case may be raised in it.")] bool Retired);

internal sealed record TierLimitJson(
    [property: Description("Days the calendar calls working days."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? WorkingDays = null,
    [property: Description("Days of any kind."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Days = null,
    [property: Description("Hours on the clock."), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Hours = null);

internal sealed record ReportFormJson(
    [property: Description("Stable name for machines; the same for all versions.")] string Code,
    [property: Description("From 1; a version never changes.")] int Version,
    [property: Description("Vietnamese name.")] string Name,
    [property: Description("English name.")] string EnglishName,
    [property: Description("Codes of the levels whose units owe it; empty ends the form.")] IReadOnlyList<string> Levels,
    [property: Description("week, month, quarter or year.")] string Period,
    [property: Description("Due at the end of this many days after the period's last day.")] int DueDays,
    [property: Description("The version is for periods that begin on or after this day.")] DateOnly From,
    [property: Description("Characters of the note; 0 for none.")] int NoteLengthMax,
    [property: Description("What it asks, in order.")] IReadOnlyList<ReportFieldJson> Fields);

internal sealed record ReportFieldJson(
    [property: Description("Stable name for machines.")] string Code,
    [property: Description("Vietnamese name.")] string Name,
    [property: Description("English name.")] string EnglishName,
    [property: Description("Least value allowed.")] long Min,
    [property: Description("Greatest value allowed.")] long Max);

internal sealed record RoleJson(
    [property: Description("Stable name for machines.")] string Code,
    [property: Description("Vietnamese name.")] string Name,
    [property: Description("English name.")] string EnglishName,
    [property: Description("True when two holders of one home unit, both in this role at one unit, overlap.")] bool Exclusive);

internal sealed record PostJson(
    [property: Description("Stable name for machines.")] string Code,
    [property: Description("Vietnamese name.")] string Name,
    [property: Description("English name.")] string EnglishName,
    [property: Description("Code of a post that whoever has this one has too; null for none.")] string? AlsoHolds);

internal sealed record CategoryListJson([property: Description("Kinds of cases, by number.")] IReadOnlyList<CategoryJson> Items);

internal sealed record ReportFormListJson([property: Description("Forms of reports, every version.")] IReadOnlyList<ReportFormJson> Items);

internal sealed record RoleListJson([property: Description("Roles of assignments.")] IReadOnlyList<RoleJson> Items);

internal sealed record PostListJson([property: Description("Posts of officials.")] IReadOnlyList<PostJson> Items);
