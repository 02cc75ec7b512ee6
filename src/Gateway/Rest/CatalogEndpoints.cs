using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>The catalogue: what cases, reports and assignments are decided with.</summary>
internal static class CatalogEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var catalog = api.MapGroup("/catalog").WithTags("Catalogue");
        catalog.MapGet("", (HttpContext http, CatalogDesk desk) => desk.Answer(http))
            .Named("getCatalog", "The whole catalogue, in the form PUT takes").Requires(Right.Read, At.Asked).Reads<CatalogJson>();
        catalog.MapPut("", ReplaceAsync).Named("replaceCatalog", "Puts another catalogue in use; what was decided before stays").Requires(Right.Administer, At.Root).Replaces<CatalogJson>();
        catalog.MapGet("/categories", (IHierarchyEngine engine) => Results.Json(new CategoryListJson(ToWire.Categories(engine.Catalog, engine.Scheme))))
            .Named("listCategories", "Kinds of cases, with their competent level and limits").Requires(Right.Read, At.Asked).Reads<CategoryListJson>();
        catalog.MapGet("/forms", (IHierarchyEngine engine) => Results.Json(new ReportFormListJson(ToWire.Forms(engine.Catalog, engine.Scheme))))
            .Named("listForms", "Forms of reports, every version").Requires(Right.Read, At.Asked).Reads<ReportFormListJson>();
        catalog.MapGet("/roles", (IHierarchyEngine engine) => Results.Json(new RoleListJson(ToWire.Roles(engine.Catalog))))
            .Named("listRoles", "Roles of assignments").Requires(Right.Read, At.Asked).Reads<RoleListJson>();
        catalog.MapGet("/posts", (IHierarchyEngine engine) => Results.Json(new PostListJson(ToWire.Posts(engine.Catalog))))
            .Named("listPosts", "Posts of officials").Requires(Right.Read, At.Asked).Reads<PostListJson>();
        catalog.MapGet("/calendar", Calendar).Named("getCalendar", "Working days, of all years or of one").Requires(Right.Read, At.Asked).Query("year").Reads<CalendarJson>();
    }

    private static IResult Calendar(string? year, IHierarchyEngine engine)
    {
        var inputs = Inputs.OfAddress();
        var wanted = inputs.YearOrNull("year", year);
        return inputs.Problem is { } wrong ? wrong : Results.Json(ToWire.Calendar(engine.Catalog.Calendar, wanted));
    }

    private static async Task<IResult> ReplaceAsync(HttpContext http, IHierarchyEngine engine, CatalogDesk desk, AuditTrail audit)
    {
        var body = await RequestBody.ReadTextAsync(http.Request);
        if (body.Problem is { } unreadable) return unreadable;
        if (IfMatch.TryRead(http, out var condition) is { } unconditional) return unconditional;
        using var turn = await desk.EnterAsync(http.RequestAborted);
        if (!condition.Allows(desk.Edition)) return IfMatch.Failed;
        await audit.RecordAsync(http, UnitId.Root, AuditSubjects.Catalog, AuditOutcome.Begun);
        // Whoever leaves now must not keep what follows from being written down.
        var refused = await engine.SetCatalogAsync(body.Value!, CancellationToken.None);
        await audit.RecordAsync(http, UnitId.Root, AuditSubjects.Catalog, refused is null ? AuditOutcome.Done : AuditOutcome.Refused);
        return refused is { } refusal ? RefusalProblems.From(refusal) : desk.Replaced(http);
    }
}
