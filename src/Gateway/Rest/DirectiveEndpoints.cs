using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Directives at their issuer, and their progress anywhere in its subtree.</summary>
internal static class DirectiveEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var directives = api.MapGroup("/directives").WithTags("Directives");
        directives.MapGet("/{id}", GetAsync).Named("getDirective", "A directive with its text").Requires(Right.Read, At.Receiver).Reads<DirectiveJson>(404).Tagged();
        directives.MapGet("/{id}/progress", ProgressAsync)
            .Named("getDirectiveProgress", "Progress over the issuer's subtree").Requires(Right.Read, At.Issuer).Reads<SubtreeProgressJson>(404).Tagged();
        directives.MapGet("/{id}/progress/children", ChildProgressAsync)
            .Named("listDirectiveProgress", "Progress of each child of the issuer, or of any unit below it, in pages").Requires(Right.Read, At.Part)
            .Query("unit", "cursor", "take").Reads<ChildProgressPageJson>(404);
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IHierarchyEngine engine, AccessGuard guard)
    {
        var inputs = Inputs.OfAddress();
        var directive = inputs.Directive("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetDirective(directive), http.RequestAborted) is not { } view) return Missing.Directive();
        // Whoever the directive has reached reads its text, with the progress of its own part of the tree.
        var from = await guard.StandpointAsync(Caller.Of(http), directive, http.RequestAborted);
        if (from != directive.Issuer)
        {
            if (await engine.QueryAsync(new GetStanding(from, directive), http.RequestAborted) is not { } standing) return Missing.Directive();
            view = view with { Standing = standing };
        }
        return EntityTags.Answer(http, Edition.Of(view.Directive), view.Standing.Version, ToWire.Directive(view, engine.Scheme));
    }

    private static async Task<IResult> ProgressAsync(string id, HttpContext http, IHierarchyEngine engine)
    {
        var inputs = Inputs.OfAddress();
        var directive = inputs.Directive("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        return await engine.QueryAsync(new GetStanding(directive.Issuer, directive), http.RequestAborted) is { } standing
            ? EntityTags.Answer(http, standing.Version, ToWire.SubtreeProgress(directive.Issuer, standing))
            : Missing.Directive();
    }

    private static async Task<IResult> ChildProgressAsync(
        string id, string? unit, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var directive = inputs.Directive("id", id);
        var parent = unit is null ? directive.Issuer : inputs.Unit("unit", unit);
        var list = $"progress of {directive} at {parent}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetChildProgress(parent, directive, from, count), left) is not { } page)
            return unit is null ? Missing.Directive() : await Missing.StandingAsync(engine, parent, "unit", "id", left);
        var next = from + count < page.Total ? Cursor.Write(list, (from + count).ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new ChildProgressPageJson(
            directive.ToString(), parent.ToString(), [.. page.Items.Select(ToWire.ChildProgress)], page.Total, next, page.Version.Incarnation,
            page.Version.Count, ToWire.Time(page.AsOf)));
    }
}
