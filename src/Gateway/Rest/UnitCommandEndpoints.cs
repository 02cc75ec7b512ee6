using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Commands that change the tree: open, rename, change the code, close.</summary>
internal static class UnitCommandEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var units = api.MapGroup("/units").WithTags("Units");
        units.MapPost("", OpenAsync).Named("openUnits", "Opens units below a parent").Requires(Right.Administer, At.Asked).Takes<OpenUnitsRequest, UnitsOpenedJson>(202);
        units.MapPost("/{id}/rename", RenameAsync).Named("renameUnit", "Gives a unit a new name").Requires(Right.Administer).Takes<RenameUnitRequest, UnitJson>(200);
        units.MapPost("/{id}/code", ChangeCodeAsync).Named("changeUnitCode", "Gives a unit a new official code from a day on").Requires(Right.Administer).Takes<ChangeCodeRequest, UnitJson>(200);
        units.MapPost("/{id}/close", CloseAsync).Named("closeUnit", "Closes a unit whose children are closed").Requires(Right.Administer).Takes<CloseUnitRequest, UnitJson>(200);
    }

    private static Task<IResult> RenameAsync(string id, HttpContext http, CommandDesk desk) =>
        ChangeAsync<RenameUnitRequest>(id, "rename", http, desk, (request, _) => FromWire.RenameUnit(request));

    private static Task<IResult> ChangeCodeAsync(string id, HttpContext http, CommandDesk desk) =>
        ChangeAsync<ChangeCodeRequest>(id, "code", http, desk, FromWire.ChangeCode);

    private static Task<IResult> CloseAsync(string id, HttpContext http, CommandDesk desk) =>
        ChangeAsync<CloseUnitRequest>(id, "close", http, desk, FromWire.CloseUnit);

    private static async Task<IResult> ChangeAsync<TRequest>(string id, string operation, HttpContext http, CommandDesk desk, Func<TRequest, Inputs, Command> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var unit = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync<TRequest>(http, unit, operation, null, (request, inputs) => read(request, inputs), async _ =>
            await desk.Engine.QueryAsync(new GetUnit(unit), http.RequestAborted) is { } view
                ? EntityTags.Changed(http, UnitEndpoints.EditionOf(view), view.Version, ToWire.Unit(view, desk.Engine.Scheme), StatusCodes.Status200OK)
                : Missing.Unit());
    }

    private static async Task<IResult> OpenAsync(HttpContext http, IHierarchyEngine engine, CommandDoor door, OpenedIds openedIds, AccessGuard guard)
    {
        var sent = await KeyedBody.ReadAsync<OpenUnitsRequest>(http.Request);
        if (sent.Problem is { } unreadable) return unreadable;
        var (request, inputs) = (sent.Value, Inputs.OfBody(engine.Scheme));
        var parent = inputs.Unit("parent", request.Parent);
        if (request.Children.Count is 0 or > Limits.ChildrenPerCommandMax)
            inputs.Fail("children", $"1 to {Limits.ChildrenPerCommandMax} units may be opened by one command (ChildrenPerCommandMax)", "Split the list", 0, nameof(Limits.ChildrenPerCommandMax));
        // Read once with made-up ids, so that nothing is taken from the allocator for a body that is refused.
        if (inputs.Problem is null) FromWire.OpenChildren(request, UnitId.Root, inputs);
        if (inputs.Problem is { } broken) return broken;
        if (await guard.CheckAsync(Caller.Of(http), Right.Administer, parent, http.RequestAborted, "parent") is { } foreign) return foreign;

        using var passage = door.Enter(http, parent, sent.Key, "open", sent.Bytes);
        if (passage.Problem is { } busy) return busy;
        if (await engine.QueryAsync(new GetUnit(parent), http.RequestAborted) is null) return Missing.Unit("parent");
        var (first, known) = await openedIds.FirstForAsync(passage.Id, request.Children.Count);
        var (answer, refused) = await passage.SubmitAsync(FromWire.OpenChildren(request, first, inputs), "parent");
        if (refused is not null) return refused;
        if (answer.Verdict == Verdict.Repeated && !known)
        {
            await openedIds.ForgetAsync(passage.Id);
            return IdsForgotten(answer);
        }
        string[] ids = [.. Enumerable.Range(0, request.Children.Count).Select(place => new UnitId(first.Value + place).ToString())];
        return Results.Json(
            new UnitsOpenedJson(parent.ToString(), ToWire.Time(answer.At), ids, Paths.Children(parent)), statusCode: StatusCodes.Status202Accepted);
    }

    // An idle unit remembers its last commands longer than the ids are kept.
    private static Problem IdsForgotten(CommandAnswer answer) => Problem.Of(
        ProblemTypes.Conflict, IdempotencyKey.Header, $"this command opened its units at {answer.At}, too long ago to list them by its key",
        "List the parent's children");
}
