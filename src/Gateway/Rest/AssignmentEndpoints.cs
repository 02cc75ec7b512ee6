using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>
/// Assignments. The home unit decides and commits; the units held are reached hop by hop after that, so making and ending one are
/// answered 202 with the assignment's own address, where each unit's answer shows.
/// </summary>
internal static class AssignmentEndpoints
{
    private const string IdText = "The assignment's id: the home unit's id, a dash and a number.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var unit = api.MapGroup("/units/{id}").WithTags("Assignments");
        unit.MapPost("/assignments", AssignAsync).Named("assignHolder", "An official or team of the unit is to hold units below it").Requires(Right.Manage).Takes<AssignRequest, AssignmentJson>(202).Located();
        unit.MapGet("/assignments", ListAsync).Named("listAssignments", "Assignments a home unit made, in pages").Requires(Right.Read).Query("heldBy", "cursor", "take").Reads<AssignmentPageJson>(404);
        unit.MapGet("/holders", HoldersAsync).Named("listUnitHolders", "Who holds a unit, today and from later days on").Requires(Right.Read).Reads<UnitHoldersJson>(404);
        var assignment = api.MapGroup("/assignments/{id}").WithTags("Assignments");
        assignment.MapGet("", GetAsync).Named("getAssignment", "An assignment, unit by unit").Requires(Right.Read, At.Assignment).Reads<AssignmentJson>(404);
        assignment.MapPost("/end", EndAsync).Named("endAssignment", "Ends an assignment on a day").Requires(Right.Manage, At.Assignment).Takes<EndAssignmentRequest, AssignmentJson>(202);
    }

    private static Task<IResult> AssignAsync(string id, HttpContext http, HolderDesk desk, AccessGuard guard) => desk.MakeAsync<AssignmentId, AssignRequest>(
        HomeKinds.Assignment, id, http, "assign", (home, request, inputs) =>
        {
            var command = FromWire.Assign(request, inputs);
            return new CommandDraft((_, left) => WithWaysAsync(desk.Engine, guard, Caller.Of(http), home, command, left));
        });

    private static async ValueTask<(Command?, Problem?)> WithWaysAsync(
        IHierarchyEngine engine, AccessGuard guard, Caller caller, UnitId home, AssignHolder command, CancellationToken left)
    {
        if (await engine.QueryAsync(new GetUnit(home), left) is null) return (null, Missing.Unit());
        var targets = new AssignmentTarget[command.Units.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            var unit = command.Units[i].Unit;
            if (await guard.CheckAsync(caller, Right.Read, unit, left, $"units[{i}]") is { } foreign) return (null, foreign);
            if (await Ways.FindAsync(engine, home, unit, left) is not { } way) return (null, Missing.Unit($"units[{i}]"));
            targets[i] = new AssignmentTarget(unit, way);
        }
        return (command with { Units = targets }, null);
    }

    private static async Task<IResult> ListAsync(
        string id, [Description("Id of the only official or team wanted; all when left out.")] string? heldBy, string? cursor, string? take, HolderDesk desk,
        CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var (home, holder) = (inputs.Unit("id", id), inputs.HolderOrNone("heldBy", heldBy));
        var list = $"assignments of {home} to {holder}";
        var (after, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await desk.Engine.QueryAsync(new ListAssignments(home, holder, after, count), left) is not { } page) return Missing.Unit();
        // A full page may be the last one; then the next is empty.
        var next = page.Count == count ? Cursor.Write(list, page[^1].Id.Number.ToString(CultureInfo.InvariantCulture)) : null;
        var today = desk.Today;
        return Results.Json(new AssignmentPageJson([.. page.Select(assignment => ToWire.AssignmentItem(assignment, today))], next));
    }

    private static async Task<IResult> HoldersAsync(string id, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new ListDuties(unit), left) is not { } duties) return Missing.Unit();
        var items = new List<DutyJson>();
        foreach (var duty in duties.Where(duty => !duty.Duty.IsOver))
            items.Add(ToWire.Duty(duty, await engine.QueryAsync(new GetHolder(duty.Duty.Terms.Holder), left)));
        return Results.Json(new UnitHoldersJson(unit.ToString(), duties.Any(duty => duty.IsPresent), items));
    }

    private static Task<IResult> GetAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.GetAsync(HomeKinds.Assignment, id, http);

    private static Task<IResult> EndAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.ChangeAsync<AssignmentId, EndAssignmentRequest>(HomeKinds.Assignment, id, http, "end", FromWire.EndAssignment);
}
