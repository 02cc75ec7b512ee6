using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Directives as one unit holds them: its standings, and what it does about them.</summary>
internal static class StandingEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var held = api.MapGroup("/units/{id}/directives").WithTags("Directives at a unit");
        held.MapGet("", ListAsync).Named("listStandings", "Directives a unit holds, in pages").Requires(Right.Read).Query("state", "overdue", "issuer", "cursor", "take").Reads<StandingPageJson>(404);
        held.MapGet("/{directiveId}", GetAsync)
            .Named("getStanding", "A directive as one unit and its subtree see it").Requires(Right.Read).Reads<StandingJson>(404).Tagged();
        held.MapPost("/{directiveId}/acknowledge", AcknowledgeAsync)
            .Named("acknowledgeDirective", "The unit acknowledges a directive").Requires(Right.Act).TakesNothing<StandingJson>(200);
        held.MapPost("/{directiveId}/complete", CompleteAsync)
            .Named("completeDirective", "The unit reports a directive completed, and with it acknowledged").Requires(Right.Act).TakesNothing<StandingJson>(200);
    }

    private static async Task<IResult> ListAsync(
        string id, [Description("active, cancelled or superseded, as far as the unit has heard; all when left out.")] string? state, string? overdue,
        [Description("Id of the unit that issued them; all when left out.")] string? issuer, string? cursor, string? take, IHierarchyEngine engine,
        CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        DirectiveState? only = state is null ? null : inputs.Word("state", state, Words.State);
        var (late, from) = (inputs.Flag("overdue", overdue), issuer is null ? UnitId.None : inputs.Unit("issuer", issuer));
        var list = $"directives at {unit} {state} {late} {from}";
        var (position, count) = (inputs.Position(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetUnit(unit), left) is not { } view) return Missing.Unit();
        // Directives leave a unit, so their places move; the order by issue does not.
        var wanted = view.Directives.Where(standing =>
            (only is not { } state || ToWire.StateOf(standing.Flags) == state) && (!late || standing.IsOverdue) && (!from.IsValid || standing.Spec.Id.Issuer == from)).ToList();
        var ordered = wanted.Select(standing => (Key: KeyOf(standing.Spec), Standing: standing)).OrderBy(item => item.Key, StringComparer.Ordinal);
        var after = ordered.Where(item => position is null || string.CompareOrdinal(item.Key, position) > 0).ToArray();
        var next = after.Length > count ? Cursor.Write(list, after[count - 1].Key) : null;
        return Results.Json(new StandingPageJson(
            [.. after.Take(count).Select(item => ToWire.Standing(unit, item.Standing, engine.Scheme))], wanted.Count, next));
    }

    private static async Task<IResult> GetAsync(string id, string directiveId, HttpContext http, IHierarchyEngine engine)
    {
        var inputs = Inputs.OfAddress();
        var (unit, directive) = (inputs.Unit("id", id), inputs.Directive("directiveId", directiveId));
        if (inputs.Problem is { } wrong) return wrong;
        return await engine.QueryAsync(new GetStanding(unit, directive), http.RequestAborted) is { } standing
            ? EntityTags.Answer(http, standing.Version, ToWire.Standing(unit, standing, engine.Scheme), standing.IsOverdue)
            : await Missing.StandingAsync(engine, unit, "id", "directiveId", http.RequestAborted);
    }

    private static Task<IResult> AcknowledgeAsync(string id, string directiveId, HttpContext http, CommandDesk desk) =>
        ActAsync(id, directiveId, "acknowledge", http, desk, directive => new AcknowledgeDirective(directive));

    private static Task<IResult> CompleteAsync(string id, string directiveId, HttpContext http, CommandDesk desk) =>
        ActAsync(id, directiveId, "complete", http, desk, directive => new CompleteDirective(directive));

    private static async Task<IResult> ActAsync(string id, string directiveId, string operation, HttpContext http, CommandDesk desk, Func<DirectiveId, Command> act)
    {
        var address = Inputs.OfAddress();
        var (unit, directive) = (address.Unit("id", id), address.Directive("directiveId", directiveId));
        if (address.Problem is { } wrong) return wrong;
        CommandDraft draft = act(directive);
        draft = draft with { Reword = refused => refused.Field == "directive" ? refused with { Field = "directiveId" } : refused };
        return await desk.RunAsync(http, unit, $"{operation} {directive}", NothingRequest.Instance, (_, _) => draft, async _ =>
            await desk.Engine.QueryAsync(new GetStanding(unit, directive), http.RequestAborted) is { } standing
                ? Results.Json(ToWire.Standing(unit, standing, desk.Engine.Scheme))
                : await Missing.StandingAsync(desk.Engine, unit, "id", "directiveId", http.RequestAborted));
    }

    private static string KeyOf(DirectiveSpec spec) =>
        string.Create(CultureInfo.InvariantCulture, $"{spec.IssuedAt.Milliseconds:D15} {spec.Id.Issuer.Value:D19} {spec.Id.Number:D10}");
}
