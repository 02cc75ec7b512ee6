using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway;

/// <summary>The audit log: who did what in a subtree, for those who manage it.</summary>
internal static class AuditEndpoints
{
    /// <summary>Adds what writes and reads the log.</summary>
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditReading>();
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/audit").WithTags("Audit").MapGet("", ListAsync)
            .Named("listAudit", "Who did what: accepted commands, reads of personal data and changes outside units, newest first").Requires(Right.Manage, At.Asked)
            .Query("unit", "scope", "caller", "action", "from", "to", "cursor", "take").Reads<AuditPageJson>(403, 404);

    private static async Task<IResult> ListAsync(
        [Description("Id of the unit; your own, or the root, when left out.")] string? unit,
        [Description("subtree: the unit's entries and those of all below it; unit: its own alone. subtree when left out.")] string? scope,
        [Description("The only caller wanted; all when left out.")] string? caller,
        [Description("The only action wanted, an operation's id; all when left out.")] string? action,
        [Description("The earliest time wanted, in ISO 8601.")] string? from,
        [Description("Entries before this time, in ISO 8601.")] string? to,
        string? cursor, string? take, HttpContext http, IHierarchyEngine engine, AuditReading reading, AccessGuard guard, EndpointDataSource endpoints)
    {
        var left = http.RequestAborted;
        var inputs = Inputs.OfAddress();
        var top = inputs.UnitOrOwn("unit", unit, Caller.Of(http));
        var reach = scope is null ? ListScope.Subtree : inputs.Word("scope", scope, Words.Scope);
        var start = inputs.TimeOrNone("from", from);
        var query = new AuditQuery(
            reach == ListScope.Unit ? top : UnitId.None,
            inputs.AuditId("caller", caller, Limits.AuditCallerLengthMax, nameof(Limits.AuditCallerLengthMax)),
            inputs.AuditAction("action", action, endpoints),
            start, inputs.TimeAfter("to", to, start, "from"), Take: inputs.Take(take));
        var list = $"audit of {reach} {top} by {caller} of {action} from {query.From} to {query.To}";
        query = query with { Before = Before(inputs, list, cursor) };
        if (inputs.Problem is { } wrong) return wrong;
        if (await guard.CheckAsync(Caller.Of(http), Right.Manage, top, left, "unit") is { } refused) return refused;
        // The root's chain begins before the root does: an import is written down first.
        if (top != UnitId.Root && await engine.QueryAsync(new GetUnit(top), left) is null) return Missing.Unit("unit");
        var page = await reading.PageAsync(query, top, left);
        http.Response.Headers.CacheControl = "no-store";
        var next = page.Next > 0 ? Cursor.Write(list, page.Next.ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new AuditPageJson([.. page.Items.Select(ToWire.AuditEntry)], next));
    }

    private static long Before(Inputs inputs, string list, string? cursor) =>
        inputs.Position(list, cursor) is { } position && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
}
