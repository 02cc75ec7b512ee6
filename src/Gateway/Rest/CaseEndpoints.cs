using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>One case, as its origin keeps it.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/cases").WithTags("Cases").MapGet("/{id}", GetAsync)
            .Named("getCase", "A case and its path so far, without any text").Requires(Right.Read, At.Case).Reads<CaseJson>(404);

    private static async Task<IResult> GetAsync(string id, IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var caseId = inputs.Case("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        return await ViewAsync(caseId, engine, time, left) is { } view ? Results.Json(view) : Missing.Case();
    }

    /// <summary>A case with its path and the names of the units in it; null when there is none.</summary>
    public static async Task<CaseJson?> ViewAsync(CaseId id, IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        if (await engine.QueryAsync(new GetCase(id), left) is not { } file) return null;
        var names = await UnitNames.OfAsync(engine, file, left);
        return ToWire.Case(file, names, engine.Scheme, engine.Catalog, Instant.From(time.GetUtcNow()));
    }
}
