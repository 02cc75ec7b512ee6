using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
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
        home.MapPost("", RegisterAsync).Named("registerTeam", "Forms a team of officials of one home unit").Takes<TeamRequest, TeamJson>(201);
        home.MapGet("", ListAsync).Named("listTeams", "Teams whose home a unit is, in pages").Query("cursor", "take").Reads<TeamPageJson>(404);
        var team = api.MapGroup("/teams/{id}").WithTags("Officials and teams");
        team.MapGet("", GetAsync).Named("getTeam", "A team: its members, and what it holds").Reads<TeamJson>(404);
        team.MapPost("/change", ChangeAsync).Named("changeTeam", "Replaces name and members; the units held are told who may act").Takes<TeamRequest, TeamJson>(200);
        team.MapPost("/end", EndAsync).Named("endTeam", "Dissolves a team; it must hold nothing").TakesNothing<TeamJson>(200);
    }

    private static async Task<IResult> RegisterAsync(string id, HttpContext http, CommandDesk desk)
    {
        var address = Inputs.OfAddress();
        var home = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync<TeamRequest>(http, home, "register team", null, (request, inputs) => FromWire.RegisterTeam(request, inputs), answer =>
        {
            var team = new HolderId(home, answer.Number);
            http.Response.Headers.Location = Paths.Team(team);
            return ViewAsync(team, StatusCodes.Status201Created, desk.Engine, http.RequestAborted);
        });
    }

    private static async Task<IResult> ListAsync(string id, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var home = inputs.Unit("id", id);
        var list = $"teams of {home}";
        var (after, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await HolderReading.PageAsync(engine, home, view => view.Team is not null, after, count, left) is not var (items, next)) return Missing.Unit();
        return Results.Json(new TeamPageJson(
            [.. items.Select(ToWire.TeamItem)], next > 0 ? Cursor.Write(list, next.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private static async Task<IResult> GetAsync([Description(IdText)] string id, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var team = inputs.Holder("id", id);
        return inputs.Problem is { } wrong ? wrong : await ViewAsync(team, StatusCodes.Status200OK, engine, left);
    }

    private static Task<IResult> ChangeAsync([Description(IdText)] string id, HttpContext http, CommandDesk desk) =>
        ActAsync<TeamRequest>(id, "change team", null, http, desk, FromWire.ChangeTeam);

    private static Task<IResult> EndAsync([Description(IdText)] string id, HttpContext http, CommandDesk desk) =>
        ActAsync(id, "end team", NothingRequest.Instance, http, desk, (team, _, _) => new EndTeam(team));

    private static async Task<IResult> ActAsync<TRequest>(
        string id, string operation, TRequest? whenEmpty, HttpContext http, CommandDesk desk, Func<HolderId, TRequest, Inputs, Command> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var team = address.Holder("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync(
            http, team.Home, $"{operation} {team}", whenEmpty, (request, inputs) => read(team, request, inputs),
            _ => ViewAsync(team, StatusCodes.Status200OK, desk.Engine, http.RequestAborted));
    }

    private static async Task<IResult> ViewAsync(HolderId team, int status, IHierarchyEngine engine, CancellationToken left) =>
        await HolderReading.TeamAsync(engine, team, left) is { } view ? Results.Json(view, statusCode: status) : Missing.Team();
}
