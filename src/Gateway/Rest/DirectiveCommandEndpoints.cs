using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>
/// What an issuer does with directives: issue, update, cancel. All three are committed at the issuer when they are answered
/// and go down after that; the view's progress says how far.
/// </summary>
internal static class DirectiveCommandEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var commands = api.MapGroup("").WithTags("Directives");
        commands.MapPost("/units/{id}/directives", IssueAsync)
            .Named("issueDirective", "Issues a directive for a unit's subtree").Requires(Right.Manage).Takes<IssueDirectiveRequest, DirectiveJson>(201);
        commands.MapPost("/directives/{id}/update", UpdateAsync)
            .Named("updateDirective", "Replaces text, due time and urgency of a directive in force").Requires(Right.Manage, At.Issuer).Takes<UpdateDirectiveRequest, DirectiveJson>(200);
        commands.MapPost("/directives/{id}/cancel", CancelAsync).Named("cancelDirective", "Cancels a directive in force").Requires(Right.Manage, At.Issuer).TakesNothing<DirectiveJson>(200);
    }

    private static async Task<IResult> IssueAsync(string id, HttpContext http, IHierarchyEngine engine, CommandDoor door)
    {
        var address = Inputs.OfAddress();
        var unit = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        if (IdempotencyKey.TryRead(http.Request, out var key) is { } badKey) return badKey;
        var body = await RequestBody.ReadAsync<IssueDirectiveRequest>(http.Request);
        if (body.Problem is { } unreadable) return unreadable;
        var inputs = Inputs.OfBody(engine.Scheme);
        var command = FromWire.Issue(body.Value!, inputs);
        if (inputs.Problem is { } broken) return broken;

        using var passage = door.Enter(http, unit, key, "issue", body.Bytes);
        if (passage.Problem is { } busy) return busy;
        var (answer, refused) = await passage.SubmitAsync(command);
        if (refused is not null) return refused;
        var directive = new DirectiveId(unit, answer.Number);
        http.Response.Headers.Location = Paths.Directive(directive);
        return await ViewAsync(directive, StatusCodes.Status201Created, engine, http);
    }

    private static Task<IResult> UpdateAsync(string id, HttpContext http, IHierarchyEngine engine, CommandDoor door) =>
        ChangeAsync<UpdateDirectiveRequest>(id, "update", null, http, engine, door, FromWire.Update);

    private static Task<IResult> CancelAsync(string id, HttpContext http, IHierarchyEngine engine, CommandDoor door) =>
        ChangeAsync(id, "cancel", NothingRequest.Instance, http, engine, door, (directive, _, _) => new WithdrawDirective(directive));

    private static async Task<IResult> ChangeAsync<TRequest>(
        string id, string operation, TRequest? whenEmpty, HttpContext http, IHierarchyEngine engine, CommandDoor door,
        Func<DirectiveId, TRequest, Inputs, Command> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var directive = address.Directive("id", id);
        if (address.Problem is { } wrong) return wrong;
        if (IdempotencyKey.TryRead(http.Request, out var key) is { } badKey) return badKey;
        var body = await RequestBody.ReadAsync(http.Request, whenEmpty);
        if (body.Problem is { } unreadable) return unreadable;
        var inputs = Inputs.OfBody(engine.Scheme);
        var command = read(directive, body.Value!, inputs);
        if (inputs.Problem is { } broken) return broken;
        if (IfMatch.TryRead(http, out var condition) is { } unconditional) return unconditional;

        using var passage = door.Enter(http, directive.Issuer, key, $"{operation} {directive}", body.Bytes);
        if (passage.Problem is { } busy) return busy;
        if ((await passage.SubmitAsync(condition.Apply(command))).Problem is { } refused) return refused;
        return await ViewAsync(directive, StatusCodes.Status200OK, engine, http);
    }

    private static async Task<IResult> ViewAsync(DirectiveId directive, int status, IHierarchyEngine engine, HttpContext http) =>
        await engine.QueryAsync(new GetDirective(directive), http.RequestAborted) is { } view
            ? EntityTags.Changed(http, Edition.Of(view.Directive), view.Standing.Version, ToWire.Directive(view, engine.Scheme), status)
            : Missing.Directive();
}
