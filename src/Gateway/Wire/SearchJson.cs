using System.ComponentModel;

namespace HierarchySim.Gateway;

// Pages of searches over a subtree. A page may be short, even empty, and still have a next one: a search looks at a bounded number of
// units a page.

internal sealed record FoundUnitsPageJson(
    [property: Description("The units, in the order of the tree: each before what is below it.")] IReadOnlyList<UnitJson> Items,
    [property: Description("Cursor of the next page; null on the last. A page may be short, even empty, and have a next one.")] string? NextCursor);

internal sealed record FoundOfficialJson(
    [property: Description("Identity.")] string Id,
    [property: Description("Name in official duties.")] string Name,
    [property: Description("Codes of the posts it has.")] IReadOnlyList<string> Posts,
    [property: Description("Id of the home unit.")] string Home,
    [property: Description("Its name.")] string HomeName,
    [property: Description("Units it holds today.")] int Load,
    [property: Description("True when the load is above the limit.")] bool Overloaded,
    [property: Description("True when it is on leave today.")] bool OnLeave,
    [property: Description("Where to see what it holds.")] string Href);

internal sealed record FoundOfficialsPageJson(
    [property: Description("In the order of their homes in the tree; those of one home stay together, so a page may be longer than asked for.")]
    IReadOnlyList<FoundOfficialJson> Items,
    [property: Description("Cursor of the next page; null on the last. A page may be short, even empty, and have a next one.")] string? NextCursor);

internal sealed record IssuedItemJson(
    [property: Description("Identity: the issuing unit's id, a dash and a number.")] string Id,
    [property: Description("Id of the unit that issued it.")] string Issuer,
    [property: Description("Its name.")] string IssuerName,
    [property: Description("Code of its level.")] string IssuerLevel,
    [property: Description("1 when issued, one more with every update.")] int Revision,
    [property: Description("One line.")] string Title,
    [property: Description("active, cancelled or superseded.")] string State,
    [property: Description("acknowledge or complete.")] string Require,
    [property: Description("By when; null for no due time.")] DateTime? Due,
    [property: Description("True when it is active, its due time has passed, and not all that is required is done.")] bool Overdue,
    [property: Description("CAP 1.2 urgency.")] string Urgency,
    [property: Description("CAP 1.2 status: Actual, Exercise or Test.")] string Status,
    [property: Description("When it was issued.")] DateTime IssuedAt,
    [property: Description("When it was cancelled or superseded.")] DateTime? EndedAt,
    [property: Description("Since when all that is required is done.")] DateTime? FulfilledAt,
    [property: Description("How far it has come in the issuer's subtree.")] ProgressJson Progress,
    [property: Description("Where the text is.")] string Href);

internal sealed record IssuedPageJson(
    [property: Description("By issuer in the order of the tree, oldest first; those of one issuer stay together, so a page may be longer than asked for.")]
    IReadOnlyList<IssuedItemJson> Items,
    [property: Description("Cursor of the next page; null on the last. A page may be short, even empty, and have a next one.")] string? NextCursor);
