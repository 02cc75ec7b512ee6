using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HierarchySim.Gateway;

/// <summary>The feed of committed events, for integrations.</summary>
internal static class EventEndpoints
{
    /// <summary>The header that says where to go on, for those who do not read links.</summary>
    public const string NextHeader = "Events-Next";

    private const string List = "events";

    /// <summary>Adds what reads events.</summary>
    public static void AddEventFeed(this IServiceCollection services)
    {
        services.AddSingleton<EventFeed>();
    }

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/events").WithTags("Events").MapGet("", ReadAsync)
            .Named("readEvents", "Committed events of a subtree as a CloudEvents batch, oldest first; the header Events-Next says where to go on")
            .Requires(Right.Read, At.Asked)
            .Query("after", "unit", "take", "wait").ReadsBatch<CloudEventJson[]>(CloudEventJson.BatchMediaType, 403, 404, 410);

    private static async Task<IResult> ReadAsync(
        [Description("Events-Next of the answer before; 'latest' for what comes from now on; the beginning when left out.")] string? after,
        [Description("Id of the unit whose events, and those of all below it, are wanted; your own, or the root, when left out.")] string? unit,
        string? take,
        [Description("Seconds to wait while there is nothing, 0 to 30; 0 when left out.")] string? wait,
        HttpContext http, IHierarchyEngine engine, EventFeed feed, AccessGuard guard, ICallerWatch callers)
    {
        var left = http.RequestAborted;
        var inputs = Inputs.OfAddress();
        var (cursor, top) = (inputs.EventsAfter(List, after), inputs.UnitOrOwn("unit", unit, Caller.Of(http)));
        var (count, patience) = (inputs.Take(take), inputs.Wait(wait));
        if (inputs.Problem is { } wrong) return wrong;
        if (await guard.CheckAsync(Caller.Of(http), Right.Read, top, left, "unit") is { } refused) return refused;
        if (await engine.QueryAsync(new GetUnit(top), left) is null) return top == UnitId.Root ? Missing.Root : Missing.Unit("unit");
        var batch = await feed.ReadAsync(cursor, top, count, patience, Caller.Of(http), left);
        if (patience > TimeSpan.Zero && await CheckAgainAsync(Caller.Of(http), top, guard, callers, left) is { } ended) return ended;
        var next = Cursor.Write(List, batch.Next.Text);
        http.Response.Headers[NextHeader] = next;
        http.Response.Headers.Link = string.Create(
            CultureInfo.InvariantCulture, $"<{Paths.Api}/events?after={next}&unit={top}&take={count}&wait={(int)patience.TotalSeconds}>; rel=\"next\"");
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(batch.Items.Select(item => ToWire.CloudEvent(item, engine.Scheme)), contentType: CloudEventJson.BatchMediaType);
    }

    // Whoever waited may have lost its roles, or its token, meanwhile.
    private static async ValueTask<Problem?> CheckAgainAsync(Caller caller, UnitId top, AccessGuard guard, ICallerWatch callers, CancellationToken left) =>
        await callers.NowAsync(caller, left) is not { } now ? CallerIdentity.NotInForce : await guard.CheckAsync(now, Right.Read, top, left, "unit");
}
