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

    private static async Task<IResult> IssueAsync(string id, HttpContext http, CommandDesk desk)
    {
        var address = Inputs.OfAddress();
        var unit = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync<IssueDirectiveRequest>(http, unit, "issue", null, (request, inputs) => FromWire.Issue(request, inputs), answer =>
        {
            var directive = new DirectiveId(unit, answer.Number);
            http.Response.Headers.Location = Paths.Directive(directive);
            return ViewAsync(directive, StatusCodes.Status201Created, desk.Engine, http);
        });
    }

    private static Task<IResult> UpdateAsync(string id, HttpContext http, CommandDesk desk) =>
        ChangeAsync<UpdateDirectiveRequest>(id, "update", null, http, desk, FromWire.Update);

    private static Task<IResult> CancelAsync(string id, HttpContext http, CommandDesk desk) =>
        ChangeAsync(id, "cancel", NothingRequest.Instance, http, desk, (directive, _, _) => new WithdrawDirective(directive));

    private static async Task<IResult> ChangeAsync<TRequest>(
        string id, string operation, TRequest? whenEmpty, HttpContext http, CommandDesk desk, Func<DirectiveId, TRequest, Inputs, Command> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var directive = address.Directive("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync(
            http, directive.Issuer, $"{operation} {directive}", whenEmpty, (request, inputs) => read(directive, request, inputs),
            _ => ViewAsync(directive, StatusCodes.Status200OK, desk.Engine, http));
    }

    private static async Task<IResult> ViewAsync(DirectiveId directive, int status, IHierarchyEngine engine, HttpContext http) =>
        await engine.QueryAsync(new GetDirective(directive), http.RequestAborted) is { } view
            ? EntityTags.Changed(http, Edition.Of(view.Directive), view.Standing.Version, ToWire.Directive(view, engine.Scheme), status)
            : Missing.Directive();
}
