using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>How far imports have come. They are started by the command line; this only shows what it wrote down.</summary>
internal static class ImportEndpoints
{
    private const string List = "imports";

    public static void Map(IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports");
        imports.MapGet("", ListAsync).Named("listImports", "Imports, in pages").Requires(Right.Read, At.Root).Query("cursor", "take").Reads<ImportPageJson>();
        imports.MapGet("/{id}", GetAsync).Named("getImport", "One import").Requires(Right.Read, At.Root).Reads<ImportJson>(404);
    }

    private static async Task<IResult> ListAsync(string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var (after, count) = (inputs.Position(List, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        var records = await engine.Records.ListAsync(ImportStatusRecord.KeyPrefix, after, count, left);
        // A full page may be the last one; then the next is empty.
        var next = records.Count == count ? Cursor.Write(List, records[^1].Key) : null;
        return Results.Json(new ImportPageJson(
            [.. records.Select(record => ImportStatusRecord.TryParse(record.Value)).OfType<ImportStatusRecord>().Select(ToWire.Import)], next));
    }

    private static async Task<IResult> GetAsync(string id, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var importId = inputs.ImportId("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        var record = await engine.Records.GetAsync(ImportStatusRecord.KeyOf(importId), left);
        return record is not null && ImportStatusRecord.TryParse(record.Value) is { } import
            ? Results.Json(ToWire.Import(import))
            : Problem.Of(ProblemTypes.NotFound, "id", "no import has this id", "List them with GET /api/v1/imports");
    }
}
