using System.ComponentModel;

namespace HierarchySim.Gateway;

// The scheme, the engine and imports as answers show them.

internal sealed record SchemeJson(
    [property: Description("Stable name of the scheme.")] string Code,
    [property: Description("Offset from UTC at which the scheme's dates are local.")] string UtcOffset,
    [property: Description("Levels from the root down.")] IReadOnlyList<LevelJson> Levels,
    [property: Description("Kinds of unit, over all levels.")] IReadOnlyList<KindJson> Kinds);

internal sealed record LevelJson(
    [property: Description("Stable name for machines.")] string Code,
    [property: Description("English name.")] string Name,
    [property: Description("Official Vietnamese name.")] string NameVi,
    [property: Description("Codes of the levels whose units may parent units of this one.")] IReadOnlyList<string> Parents,
    [property: Description("Codes of the levels whose units officials of this level may hold.")] IReadOnlyList<string> MayHold,
    [property: Description("Digits of an official code; 0 when the level has none.")] int CodeDigits);

internal sealed record KindJson(
    [property: Description("Stable name for machines.")] string Code,
    [property: Description("Code of its level.")] string Level,
    [property: Description("English name.")] string Name,
    [property: Description("Official Vietnamese name.")] string NameVi,
    [property: Description("False for bodies that sit in the tree without a territory.")] bool HasTerritory);

internal sealed record StatusJson(
    [property: Description("Which engine.")] string Engine,
    [property: Description("ready, reloading, readOnly or stopping.")] string Condition,
    [property: Description("Why it does not take work; null while ready.")] string? Reason,
    [property: Description("Units loaded.")] long Units,
    [property: Description("Commands, queries and messages that wait inside.")] long Waiting,
    [property: Description("Everything committed until then is in lists and searches; null before the first.")] DateTime? ReadModelsAsOf);

internal sealed record HealthJson(
    [property: Description("live or ready.")] string Status,
    [property: Description("Condition of the engine.")] string Condition,
    [property: Description("What is not as it should be; null when all is.")] string? Reason);

internal sealed record ImportJson(
    [property: Description("Identity.")] string Id,
    [property: Description("Name of the file.")] string File,
    [property: Description("When it began.")] DateTime StartedAt,
    [property: Description("When it ended; null while it runs.")] DateTime? FinishedAt,
    [property: Description("running, completed, interrupted or failed.")] string State,
    [property: Description("Units the file asks for, synthesised ones included.")] int UnitsPlanned,
    [property: Description("Of them, units that are durable.")] int UnitsDone,
    [property: Description("Units that existed and got another name.")] int Renamed,
    [property: Description("Rows that were refused.")] int Refused,
    [property: Description("Of the units done, those that no list names.")] int Synthetic);

internal sealed record ImportPageJson(
    [property: Description("Imports in the order of their ids.")] IReadOnlyList<ImportJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);
