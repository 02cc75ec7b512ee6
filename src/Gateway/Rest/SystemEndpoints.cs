using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>The level scheme, and what the engine says of itself.</summary>
internal static class SystemEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var system = api.MapGroup("").WithTags("System");
        system.MapGet("/scheme", (IHierarchyEngine engine) => Results.Json(ToWire.Scheme(engine.Scheme)))
            .Named("getScheme", "Levels and kinds of the data set").Requires(Right.Read, At.Asked).Reads<SchemeJson>();
        system.MapGet("/status", (IHierarchyEngine engine) => Results.Json(ToWire.Status(engine.Status)))
            .Named("getStatus", "What the engine says of itself").Requires(Right.Read, At.Root).Reads<StatusJson>();
    }
}
