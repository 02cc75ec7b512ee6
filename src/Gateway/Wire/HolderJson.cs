using System.ComponentModel;

namespace HierarchySim.Gateway;

// Officials and teams as answers show them.

internal sealed record LeaveJson(
    [property: Description("First day.")] DateOnly From,
    [property: Description("Last day.")] DateOnly To);

internal sealed record OfficialJson(
    [property: Description("Identity: the home unit's id, a dash and a number.")] string Id,
    [property: Description("Id of the home unit.")] string Home,
    [property: Description("Name in official duties.")] string Name,
    [property: Description("Codes of the posts it has.")] IReadOnlyList<string> Posts,
    [property: Description("active or ended.")] string State,
    [property: Description("When it left office; null while active.")] DateTime? EndedAt,
    [property: Description("Units it holds today: its own, and its share of each team's, rounded up.")] int Load,
    [property: Description("Units it may hold before the load counts as too great.")] int LoadLimit,
    [property: Description("True when the load is above the limit.")] bool Overloaded,
    [property: Description("True when it is on leave today.")] bool OnLeave,
    [property: Description("Leave to come, running, or over for less than 30 days.")] IReadOnlyList<LeaveJson> Leaves,
    [property: Description("Ids of the teams it is a member of.")] IReadOnlyList<string> Teams,
    [property: Description("Assignments in force or to come, its own and its teams'.")] IReadOnlyList<AssignmentItemJson> Assignments,
    [property: Description("The local day all this is taken for.")] DateOnly Day);

internal sealed record OfficialItemJson(
    [property: Description("Identity.")] string Id,
    [property: Description("Name in official duties.")] string Name,
    [property: Description("Codes of the posts it has.")] IReadOnlyList<string> Posts,
    [property: Description("active or ended.")] string State,
    [property: Description("Units it holds today.")] int Load,
    [property: Description("Units it may hold before the load counts as too great.")] int LoadLimit,
    [property: Description("True when the load is above the limit.")] bool Overloaded,
    [property: Description("True when it is on leave today.")] bool OnLeave,
    [property: Description("Where to see what it holds.")] string Href);

internal sealed record OfficialPageJson(
    [property: Description("By number.")] IReadOnlyList<OfficialItemJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record TeamJson(
    [property: Description("Identity: the home unit's id, a dash and a number; officials and teams share the numbers.")] string Id,
    [property: Description("Id of the home unit.")] string Home,
    [property: Description("Its name.")] string Name,
    [property: Description("Its members.")] IReadOnlyList<MemberJson> Members,
    [property: Description("active or ended.")] string State,
    [property: Description("When it was dissolved; null while active.")] DateTime? EndedAt,
    [property: Description("Units it holds today.")] int Load,
    [property: Description("True when every member is on leave today.")] bool OnLeave,
    [property: Description("Its assignments in force or to come.")] IReadOnlyList<AssignmentItemJson> Assignments,
    [property: Description("The local day all this is taken for.")] DateOnly Day);

internal sealed record MemberJson(
    [property: Description("Id of the official.")] string Official,
    [property: Description("Its name; null when it has left unit state.")] string? Name);

internal sealed record TeamItemJson(
    [property: Description("Identity.")] string Id,
    [property: Description("Its name.")] string Name,
    [property: Description("How many members it has.")] int Members,
    [property: Description("active or ended.")] string State,
    [property: Description("Units it holds today.")] int Load,
    [property: Description("True when every member is on leave today.")] bool OnLeave,
    [property: Description("Where to see its members and what it holds.")] string Href);

internal sealed record TeamPageJson(
    [property: Description("By number.")] IReadOnlyList<TeamItemJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);
