using System.ComponentModel;

namespace HierarchySim.Gateway;

// Who holds what in a subtree.

internal sealed record CoverageJson(
    [property: Description("Id of the unit at the top of the subtree.")] string Unit,
    [property: Description("Counts of the subtree, the unit itself included.")] CoverageCountsJson Counts,
    [property: Description("Counts of each child's subtree, as the child last told, in an order that never changes.")] IReadOnlyList<ChildCoverageJson> Children,
    [property: Description("Children over all pages.")] int Total,
    [property: Description("Cursor of the next page of children; null on the last.")] string? NextCursor,
    [property: Description("Which life of the unit 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long Version,
    [property: Description("When the view was taken.")] DateTime AsOf);

internal sealed record ChildCoverageJson(
    [property: Description("Id of the child.")] string Unit,
    [property: Description("Its name.")] string Name,
    [property: Description("Code of its level.")] string Level,
    [property: Description("Counts of its subtree.")] CoverageCountsJson Counts);

internal sealed record CoverageCountsJson(
    [property: Description("Levels that officials may hold.")] IReadOnlyList<LevelCoverageJson> Levels,
    [property: Description("Active officials whose home is in the subtree.")] int Officials,
    [property: Description("Of them, those on leave today.")] int OnLeave,
    [property: Description("Active teams.")] int Teams,
    [property: Description("Units at which holders of one home overlap.")] int Overlapped,
    [property: Description("Officials whose load is above their limit.")] int Overloaded);

internal sealed record LevelCoverageJson(
    [property: Description("Code of the level.")] string Level,
    [property: Description("Open units of the level.")] int Units,
    [property: Description("Of them, units held today by somebody who is not on leave.")] int Covered,
    [property: Description("Of them, units that nobody holds today.")] int Uncovered);

internal sealed record UncoveredPageJson(
    [property: Description("The units, in the order of the tree.")] IReadOnlyList<UnitJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record OverlappingPageJson(
    [property: Description("The units, in the order of the tree.")] IReadOnlyList<UnitJson> Items,
    [property: Description("Who overlaps at each of them, in the same order.")] IReadOnlyList<OverlapJson> Overlaps,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record OverlapJson(
    [property: Description("Id of the unit held.")] string Unit,
    [property: Description("The assignments that overlap today. Empty when that has ended since the unit was found.")] IReadOnlyList<DutyJson> Holders);

internal sealed record OverloadedPageJson(
    [property: Description("The home units, in the order of the tree.")] IReadOnlyList<UnitJson> Items,
    [property: Description("Their officials above the load limit: by home in the same order, then by number.")] IReadOnlyList<OfficialItemJson> Officials,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);
