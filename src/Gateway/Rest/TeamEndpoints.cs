using System.ComponentModel;
using HierarchySim.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Teams of officials of one home unit, who hold units together.</summary>
internal static class TeamEndpoints
{
    private const string IdText = "The team's id: the home unit's id, a dash and a number.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var home = api.MapGroup("/units/{id}/teams").WithTags("Officials and teams");
        home.MapPost("", RegisterAsync).Named("registerTeam", "Forms a team of officials of one home unit").Requires(Right.Manage).Takes<TeamRequest, TeamJson>(201);
        home.MapGet("", ListAsync).Named("listTeams", "Teams whose home a unit is, in pages").Requires(Right.Read).Query("cursor", "take").Reads<TeamPageJson>(404);
        var team = api.MapGroup("/teams/{id}").WithTags("Officials and teams");
        team.MapGet("", GetAsync).Named("getTeam", "A team: its members, and what it holds").Requires(Right.Read, At.Team).Reads<TeamJson>(404);
        team.MapPost("/change", ChangeAsync).Named("changeTeam", "Replaces name and members; the units held are told who may act").Requires(Right.Manage, At.Team).Takes<TeamRequest, TeamJson>(200);
        team.MapPost("/end", EndAsync).Named("endTeam", "Dissolves a team; it must hold nothing").Requires(Right.Manage, At.Team).TakesNothing<TeamJson>(200);
    }

    private static Task<IResult> RegisterAsync(string id, HttpContext http, HolderDesk desk) =>
        desk.MakeAsync<HolderId, TeamRequest>(
            HomeKinds.Team, id, http, "register team", (_, request, inputs) => FromWire.RegisterTeam(request, inputs));

    private static Task<IResult> ListAsync(string id, string? cursor, string? take, HolderDesk desk, CancellationToken left) =>
        desk.ListAsync(
            "teams", view => view.Team is not null, (items, next) => new TeamPageJson([.. items.Select(ToWire.TeamItem)], next),
            id, cursor, take, left);

    private static Task<IResult> GetAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.GetAsync(HomeKinds.Team, id, http);

    private static Task<IResult> ChangeAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.ChangeAsync<HolderId, TeamRequest>(HomeKinds.Team, id, http, "change team", FromWire.ChangeTeam);

    private static Task<IResult> EndAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) => desk.ChangeAsync(
        HomeKinds.Team, id, http, "end team", (team, _, _) => new EndTeam(team), NothingRequest.Instance);
}
