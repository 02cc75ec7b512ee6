using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Bodies of commands about officials and teams.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record OfficialRequest(
    [property: Description("Name in official duties."), MaxLength(Limits.HolderNameLengthMax)] string Name,
    [property: Description("Codes of the posts it has in the catalogue; empty for none."), MaxLength(Limits.PostsPerOfficialMax)] IReadOnlyList<string> Posts,
    [property: Description("Units it may hold before the load counts as too great. Left out or null for the catalogue's."), Range(1, Limits.LoadPerOfficialMax)]
    int? LoadLimit = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TeamRequest(
    [property: Description("Its name."), MaxLength(Limits.HolderNameLengthMax)] string Name,
    [property: Description("Ids of active officials of the same home unit."), MinLength(1), MaxLength(Limits.TeamMembersMax)] IReadOnlyList<string> Members);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RecordLeaveRequest(
    [property: Description("First day, yyyy-MM-dd.")] string From,
    [property: Description("Last day, yyyy-MM-dd; today or later.")] string To);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CancelLeaveRequest([property: Description("The leave's first day, yyyy-MM-dd, which names it.")] string From);
