using System.Globalization;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Reads of units. Commands about units are in <see cref="UnitCommandEndpoints"/>.</summary>
internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var units = api.MapGroup("/units").WithTags("Units");
        units.MapGet("", FindAsync).Named("findUnits", "Units that had an official code on a day").Requires(Right.Read, At.Asked).Query("code", "level", "asOf").Reads<UnitListJson>();
        units.MapGet("/root", RootAsync).Named("getRoot", "The root of the tree").Requires(Right.Read, At.Anywhere).Reads<UnitJson>(404).Tagged();
        units.MapGet("/{id}", GetAsync).Named("getUnit", "One unit").Requires(Right.Read).Reads<UnitJson>(404).Tagged();
        units.MapGet("/{id}/children", ChildrenAsync).Named("listChildren", "Children of a unit, in pages").Requires(Right.Read).Query("cursor", "take").Reads<UnitPageJson>(404);
        units.MapGet("/{id}/rollup", RollupAsync).Named("getRollup", "Counts of a unit's whole subtree").Requires(Right.Read).Reads<RollupJson>(404).Tagged();
    }

    /// <summary>The edition of a unit that commands change.</summary>
    public static Core.Edition EditionOf(UnitView unit) => Core.Edition.OfUnit(unit.Name, unit.Codes, unit.Closed);

    private static async Task<IResult> FindAsync(string? code, string? level, string? asOf, HttpContext http, IHierarchyEngine engine, AccessGuard guard)
    {
        var inputs = Inputs.OfAddress(engine.Scheme);
        var query = new FindUnitsByCode(inputs.Code("code", code), inputs.LevelOrNull("level", level), inputs.DateOrNull("asOf", asOf));
        if (inputs.Problem is { } wrong) return wrong;
        var (found, caller) = (new List<UnitJson>(), Caller.Of(http));
        foreach (var unit in await engine.QueryAsync(query, http.RequestAborted))
            if (found.Count < Core.Limits.PageItemsMax && await guard.MayReadAsync(caller, unit.Id, http.RequestAborted)) found.Add(ToWire.Unit(unit, engine.Scheme));
        return Results.Json(new UnitListJson(found));
    }

    private static async Task<IResult> RootAsync(HttpContext http, IHierarchyEngine engine, AccessGuard guard)
    {
        if (!await guard.MayReadAsync(Caller.Of(http), Core.UnitId.Root, http.RequestAborted)) return Missing.RootForCaller;
        var unit = await engine.QueryAsync(new GetUnit(Core.UnitId.Root), http.RequestAborted);
        return unit is null ? Missing.Root : EntityTags.Answer(http, EditionOf(unit), unit.Version, ToWire.Unit(unit, engine.Scheme));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IHierarchyEngine engine)
    {
        var inputs = Inputs.OfAddress();
        var unitId = inputs.Unit("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        var unit = await engine.QueryAsync(new GetUnit(unitId), http.RequestAborted);
        return unit is null ? Missing.Unit() : EntityTags.Answer(http, EditionOf(unit), unit.Version, ToWire.Unit(unit, engine.Scheme));
    }

    private static async Task<IResult> ChildrenAsync(string id, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unitId = inputs.Unit("id", id);
        var list = $"children of {unitId}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetChildren(unitId, from, count), left) is not { } page) return Missing.Unit();
        // Children keep their places for ever, so a place is a stable position.
        var next = from + count < page.Total ? Cursor.Write(list, (from + count).ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new UnitPageJson([.. page.Items.Select(unit => ToWire.Unit(unit, engine.Scheme))], page.Total, next));
    }

    private static async Task<IResult> RollupAsync(string id, HttpContext http, IHierarchyEngine engine)
    {
        var inputs = Inputs.OfAddress();
        var unitId = inputs.Unit("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        var unit = await engine.QueryAsync(new GetUnit(unitId), http.RequestAborted);
        return unit is null ? Missing.Unit() : EntityTags.Answer(http, unit.Version, ToWire.Rollup(unit, engine.Scheme));
    }
}
