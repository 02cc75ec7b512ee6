using System.ComponentModel;

namespace HierarchySim.Gateway;

// Units as answers show them.

internal sealed record UnitJson(
    [property: Description("Identity; base 32, never reused.")] string Id,
    [property: Description("Id of the parent; null for the root.")] string? Parent,
    [property: Description("Code of its level in the scheme.")] string Level,
    [property: Description("Code of its kind in the scheme.")] string Kind,
    [property: Description("Official name.")] string Name,
    [property: Description("First day.")] DateOnly Opened,
    [property: Description("Last day; null while open.")] DateOnly? Closed,
    [property: Description("True when it stands for a unit that no list names.")] bool Synthetic,
    [property: Description("Official codes, oldest first. A code alone identifies nothing: it may belong to another unit at another time.")]
    IReadOnlyList<CodeJson> Codes,
    [property: Description("Units it was made from.")] IReadOnlyList<string> Predecessors,
    [property: Description("Units that took its place.")] IReadOnlyList<string> Successors,
    [property: Description("Children it has ever had.")] int ChildCount,
    [property: Description("Directives it holds.")] int DirectiveCount,
    [property: Description("Which life of the unit 'version' counts in. The greater (incarnation, version) is the newer view.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);

internal sealed record CodeJson(
    [property: Description("Digits, as in the official list.")] string Value,
    [property: Description("First day.")] DateOnly ValidFrom,
    [property: Description("Last day; null while valid.")] DateOnly? ValidTo);

internal sealed record UnitListJson([property: Description("The units found; empty when there are none.")] IReadOnlyList<UnitJson> Items);

internal sealed record UnitPageJson(
    [property: Description("The units, in an order that never changes.")] IReadOnlyList<UnitJson> Items,
    [property: Description("Units over all pages.")] int Total,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record RollupJson(
    [property: Description("Id of the unit at the top of the subtree.")] string Unit,
    [property: Description("Open units of the subtree, itself included, from the root's level down.")] IReadOnlyList<LevelCountJson> UnitsByLevel,
    [property: Description("Open units at all levels.")] long Units,
    [property: Description("Progress of each directive the unit holds, oldest first.")] IReadOnlyList<DirectiveProgressJson> Directives,
    [property: Description("Which life of the unit 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);

internal sealed record LevelCountJson(
    [property: Description("Code of the level.")] string Level,
    [property: Description("Open units of this level.")] int Units);

internal sealed record UnitsOpenedJson(
    [property: Description("Id of the parent.")] string Parent,
    [property: Description("When the parent linked them.")] DateTime At,
    [property: Description("Ids of the new units, in the order of the request. They come into being right after.")] IReadOnlyList<string> Children,
    [property: Description("Where to see them.")] string Href);
