using System.ComponentModel;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Searches over a unit's subtree, itself included: units, and officials. Cases are in <see cref="UnitCaseEndpoints"/>.</summary>
internal static class SubtreeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var subtree = api.MapGroup("/units/{id}/subtree").WithTags("Subtrees");
        subtree.MapGet("", UnitsAsync).Named("findUnitsInSubtree", "Units of a subtree by level, kind and whether they are open, in pages").Requires(Right.Read)
            .Query("level", "kind", "open", "cursor", "take").Reads<FoundUnitsPageJson>(404);
        subtree.MapGet("/officials", OfficialsAsync).Named("findOfficialsInSubtree", "Active officials whose homes lie in a subtree, by name and post, in pages").Requires(Right.Read)
            .Query("name", "post", "cursor", "take").Reads<FoundOfficialsPageJson>(404);
    }

    private static async Task<IResult> UnitsAsync(
        string id, string? level, [Description("Code of a kind; any kind when left out.")] string? kind,
        [Description("true for open units, false for closed ones; both when left out.")] string? open, string? cursor, string? take, IHierarchyEngine engine,
        CancellationToken left)
    {
        var inputs = Inputs.OfAddress(engine.Scheme);
        var top = inputs.Unit("id", id);
        KindIndex? ofKind = kind is null ? null : inputs.Kind("kind", kind);
        bool? isOpen = open is null ? null : inputs.Flag("open", open);
        var criterion = new UnitIs(inputs.LevelOrNull("level", level), ofKind, isOpen);
        var list = $"subtree of {top} {criterion}";
        var (after, count) = (inputs.Path(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new FindUnits(top, criterion, after, count), left) is not { } found) return Missing.Unit();
        return Results.Json(new FoundUnitsPageJson([.. found.Items.Select(unit => ToWire.Unit(unit, engine.Scheme))], Inputs.CursorOf(list, found.Next)));
    }

    private static async Task<IResult> OfficialsAsync(
        string id, [Description("Part of the name; case and diacritics do not count. Any name when left out.")] string? name,
        [Description("Code of a post; any post when left out.")] string? post, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress(engine.Scheme);
        var top = inputs.Unit("id", id);
        var officials = new OfficialFilter(
            inputs.TextOrNull("name", name, Limits.HolderNameLengthMax, nameof(Limits.HolderNameLengthMax)),
            inputs.TextOrNull("post", post, Limits.CatalogCodeLengthMax, nameof(Limits.CatalogCodeLengthMax)));
        var list = $"officials below {top} named '{name}' with post '{post}'";
        var (after, count) = (inputs.Path(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new FindUnits(top, new IsHomeTo(officials), after, count), left) is not { } homes) return Missing.Unit();
        var (items, next) = (new List<FoundOfficialJson>(), homes.Next);
        for (var i = 0; i < homes.Items.Count; i++)
        {
            var home = homes.Items[i];
            if (await HolderReading.PageAsync(engine, home.Id, view => view.Official is { } official && officials.Fits(official), 0, Limits.OfficialsPerUnitMax, left) is { } page)
                items.AddRange(page.Items.Select(view => ToWire.FoundOfficial(view, home)));
            if (items.Count < count || i == homes.Items.Count - 1) continue;
            next = homes.Places[i];
            break;
        }
        return Results.Json(new FoundOfficialsPageJson(items, Inputs.CursorOf(list, next)));
    }
}
