using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Who the caller is, and where its part of the tree begins.</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/me").WithTags("Access").MapGet("", GetAsync)
            .Named("getMe", "Who the caller is: its roles, its official, and where its part of the tree begins").Reads<MeJson>().Requires(Right.Read, At.Anywhere);

    private static async Task<IResult> GetAsync(HttpContext http, IHierarchyEngine engine)
    {
        var caller = Caller.Of(http);
        var roles = new List<MyRoleJson>(caller.Roles.Count);
        foreach (var held in caller.Roles)
            roles.Add(new MyRoleJson(
                Words.Role.Of(held.Role), held.Unit.ToString(), (await engine.QueryAsync(new GetUnit(held.Unit), http.RequestAborted))?.Name, Paths.Unit(held.Unit)));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new MeJson(caller.Id, roles, ToWire.IdOrNull(caller.Holder), ToWire.TimeOrNull(caller.ExpiresAt), ReferenceEquals(caller, Caller.Local)));
    }
}
