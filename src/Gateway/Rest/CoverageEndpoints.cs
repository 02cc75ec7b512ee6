using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Who holds what in a subtree: its numbers, and the units where something is amiss.</summary>
internal static class CoverageEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var unit = api.MapGroup("/units/{id}").WithTags("Coverage");
        unit.MapGet("/coverage", CoverageAsync).Named("getCoverage", "Counts of a subtree, and of each child's in pages").Requires(Right.Read).Query("cursor", "take").Reads<CoverageJson>(404);
        MapList<UncoveredPageJson>(
            unit, "uncovered", HoldingCriterion.Uncovered, "listUncovered", "Units of a subtree that officials may hold and nobody holds today, in pages",
            (engine, found, next, _) => Task.FromResult(new UncoveredPageJson(Units(engine, found), next)));
        MapList<OverlappingPageJson>(
            unit, "overlapping", HoldingCriterion.Overlapping, "listOverlapping", "Units of a subtree at which holders of one home overlap, and who, in pages", OverlappingAsync);
        MapList<OverloadedPageJson>(
            unit, "overloaded", HoldingCriterion.Overloaded, "listOverloaded", "Home units of a subtree with an official above its load limit, and who, in pages", OverloadedAsync);
    }

    /// <summary>Makes a page of the units found and the cursor of the next page.</summary>
    private delegate Task<TPage> PageOf<TPage>(IHierarchyEngine engine, IReadOnlyList<UnitView> found, string? next, CancellationToken left);

    private static void MapList<TPage>(RouteGroupBuilder unit, string path, HoldingCriterion criterion, string operation, string summary, PageOf<TPage> pageOf) =>
        unit.MapGet("/" + path, (string id, string? level, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left) =>
                ListAsync(criterion, id, level, cursor, take, pageOf, engine, left))
            .Named(operation, summary).Requires(Right.Read).Query("level", "cursor", "take").Reads<TPage>(404);

    private static async Task<IResult> ListAsync<TPage>(
        HoldingCriterion criterion, string id, string? level, string? cursor, string? take, PageOf<TPage> pageOf, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress(engine.Scheme);
        var (top, only) = (inputs.Unit("id", id), inputs.LevelOrNull("level", level));
        var list = $"{criterion} below {top} at {only?.Index}";
        var (after, count) = (inputs.Path(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new FindUnits(top, new HoldingIs(criterion, only), after, count), left) is not { } found) return Missing.Unit();
        return Results.Json(await pageOf(engine, found.Items, Inputs.CursorOf(list, found.Next), left));
    }

    private static async Task<OverlappingPageJson> OverlappingAsync(IHierarchyEngine engine, IReadOnlyList<UnitView> found, string? next, CancellationToken left)
    {
        var overlaps = new List<OverlapJson>(found.Count);
        foreach (var unit in found) overlaps.Add(new OverlapJson(unit.Id.ToString(), await HolderReading.OverlapsAsync(engine, unit.Id, left)));
        return new OverlappingPageJson(Units(engine, found), overlaps, next);
    }

    private static async Task<OverloadedPageJson> OverloadedAsync(IHierarchyEngine engine, IReadOnlyList<UnitView> found, string? next, CancellationToken left)
    {
        var officials = new List<OfficialItemJson>();
        foreach (var unit in found)
            if (await HolderReading.PageAsync(engine, unit.Id, holder => holder.IsOverloaded, 0, Limits.OfficialsPerUnitMax, left) is { } page)
                officials.AddRange(page.Items.Select(ToWire.OfficialItem));
        return new OverloadedPageJson(Units(engine, found), officials, next);
    }

    private static UnitJson[] Units(IHierarchyEngine engine, IReadOnlyList<UnitView> found) => [.. found.Select(unit => ToWire.Unit(unit, engine.Scheme))];

    private static async Task<IResult> CoverageAsync(string id, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        var list = $"coverage of {unit}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetUnit(unit), left) is not { } view || await engine.QueryAsync(new GetChildren(unit, from, count), left) is not { } page)
            return Missing.Unit();
        var next = from + count < page.Total ? Cursor.Write(list, (from + count).ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new CoverageJson(
            unit.ToString(), ToWire.Coverage(view, engine.Scheme), [.. page.Items.Select(child => ToWire.ChildCoverage(child, engine.Scheme))], page.Total, next,
            view.Version.Incarnation, view.Version.Count, ToWire.Time(view.AsOf)));
    }
}
