using System.ComponentModel;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Directives by where they were issued: at one unit, or anywhere in its subtree.</summary>
internal static class IssuedEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGroup("/units/{id}").WithTags("Directives").MapGet("/issued", ListAsync)
            .Named("listIssuedDirectives", "Directives that a unit, or any unit of its subtree, issued, in pages").Requires(Right.Read)
            .Query("scope", "level", "state", "urgency", "status", "overdue", "cursor", "take").Reads<IssuedPageJson>(404);

    private static async Task<IResult> ListAsync(
        string id, [Description("unit for those the unit itself issued, subtree for all below it too; unit when left out.")] string? scope, string? level,
        [Description("active, cancelled or superseded; all when left out.")] string? state,
        [Description("CAP 1.2 urgency; any when left out.")] string? urgency,
        [Description("Actual, Exercise or Test; all when left out.")] string? status, string? overdue, string? cursor, string? take, IHierarchyEngine engine,
        TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress(engine.Scheme);
        var top = inputs.Unit("id", id);
        var wide = inputs.WordOr("scope", scope, Words.Scope, ListScope.Unit) == ListScope.Subtree;
        var filter = new Filter(
            state is null ? null : inputs.Word("state", state, Words.State), urgency is null ? null : inputs.Word("urgency", urgency, Words.Urgency),
            status is null ? null : inputs.Word("status", status, Words.Status), inputs.Flag("overdue", overdue), Instant.From(time.GetUtcNow()));
        var only = inputs.LevelOrNull("level", level);
        if (only is not null && !wide) inputs.Fail("level", "one unit has one level", "Leave it out, or ask for scope=subtree", 0);
        var list = $"issued below {top} {wide} {only} {state} {urgency} {status} {overdue}";
        var (after, count) = (inputs.Path(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (!wide)
        {
            if (await engine.QueryAsync(new GetUnit(top), left) is not { } unit) return Missing.Unit();
            return Results.Json(new IssuedPageJson([.. await OfUnitAsync(unit, filter, engine, left)], null));
        }
        if (await engine.QueryAsync(new FindUnits(top, new HasIssued(only), after, count), left) is not { } issuers) return Missing.Unit();
        var (items, next) = (new List<IssuedItemJson>(), issuers.Next);
        for (var i = 0; i < issuers.Items.Count; i++)
        {
            items.AddRange(await OfUnitAsync(issuers.Items[i], filter, engine, left));
            if (items.Count < count || i == issuers.Items.Count - 1) continue;
            next = issuers.Places[i];
            break;
        }
        return Results.Json(new IssuedPageJson(items, Inputs.CursorOf(list, next)));
    }

    // At most as many as one unit may issue, so that a unit's directives stay together on a page.
    private static async Task<List<IssuedItemJson>> OfUnitAsync(UnitView unit, Filter filter, IHierarchyEngine engine, CancellationToken left)
    {
        var found = new List<IssuedItemJson>();
        foreach (var standing in unit.Directives.Where(standing => standing.Spec.Id.Issuer == unit.Id))
            if (await engine.QueryAsync(new GetDirective(standing.Spec.Id), left) is { } view && filter.Fits(view.Directive))
                found.Add(ToWire.Issued(view, unit, engine.Scheme, filter.IsOverdue(view.Directive)));
        return found;
    }

    private sealed record Filter(DirectiveState? State, Urgency? Urgency, Reality? Reality, bool Overdue, Instant Now)
    {
        public bool Fits(IssuedDirective issued) =>
            (State is not { } state || issued.State == state) && (Urgency is not { } urgency || issued.Spec.Urgency == urgency)
            && (Reality is not { } reality || issued.Spec.Reality == reality) && (!Overdue || IsOverdue(issued));

        public bool IsOverdue(IssuedDirective issued) => issued.State == DirectiveState.Active && !issued.FulfilledAt.IsSet && issued.Spec.IsLate(Now);
    }
}
