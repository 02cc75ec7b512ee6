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

    private static Task<IResult> RenameAsync(string id, HttpContext http, IHierarchyEngine engine, CommandDoor door) =>
        ChangeAsync<RenameUnitRequest>(id, "rename", http, engine, door, (request, _) => FromWire.RenameUnit(request));

    private static Task<IResult> ChangeCodeAsync(string id, HttpContext http, IHierarchyEngine engine, CommandDoor door) =>
        ChangeAsync<ChangeCodeRequest>(id, "code", http, engine, door, FromWire.ChangeCode);

    private static Task<IResult> CloseAsync(string id, HttpContext http, IHierarchyEngine engine, CommandDoor door) =>
        ChangeAsync<CloseUnitRequest>(id, "close", http, engine, door, FromWire.CloseUnit);

    private static async Task<IResult> ChangeAsync<TRequest>(
        string id, string operation, HttpContext http, IHierarchyEngine engine, CommandDoor door, Func<TRequest, Inputs, Command> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var unit = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        if (IdempotencyKey.TryRead(http.Request, out var key) is { } badKey) return badKey;
        var body = await RequestBody.ReadAsync<TRequest>(http.Request);
        if (body.Problem is { } unreadable) return unreadable;
        var inputs = Inputs.OfBody(engine.Scheme);
        var command = read(body.Value!, inputs);
        if (inputs.Problem is { } broken) return broken;
        if (IfMatch.TryRead(http, out var condition) is { } unconditional) return unconditional;

        using var passage = door.Enter(http, unit, key, operation, body.Bytes);
        if (passage.Problem is { } busy) return busy;
        if ((await passage.SubmitAsync(condition.Apply(command))).Problem is { } refused) return refused;
        var view = await engine.QueryAsync(new GetUnit(unit), http.RequestAborted);
        return view is null ? Missing.Unit()
            : EntityTags.Changed(http, UnitEndpoints.EditionOf(view), view.Version, ToWire.Unit(view, engine.Scheme), StatusCodes.Status200OK);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, IHierarchyEngine engine, CommandDoor door, OpenedIds openedIds, AccessGuard guard)
    {
        if (IdempotencyKey.TryRead(http.Request, out var key) is { } badKey) return badKey;
        var body = await RequestBody.ReadAsync<OpenUnitsRequest>(http.Request);
        if (body.Problem is { } unreadable) return unreadable;
        var (request, inputs) = (body.Value!, Inputs.OfBody(engine.Scheme));
        var parent = inputs.Unit("parent", request.Parent);
        if (request.Children.Count is 0 or > Limits.ChildrenPerCommandMax)
            inputs.Fail("children", $"1 to {Limits.ChildrenPerCommandMax} units may be opened by one command (ChildrenPerCommandMax)", "Split the list", 0, nameof(Limits.ChildrenPerCommandMax));
        // Read once with made-up ids, so that nothing is taken from the allocator for a body that is refused.
        if (inputs.Problem is null) FromWire.OpenChildren(request, UnitId.Root, inputs);
        if (inputs.Problem is { } broken) return broken;
        if (await guard.CheckAsync(Caller.Of(http), Right.Administer, parent, http.RequestAborted, "parent") is { } foreign) return foreign;

        using var passage = door.Enter(http, parent, key, "open", body.Bytes);
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
