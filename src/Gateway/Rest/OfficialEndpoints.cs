using System.ComponentModel;
using HierarchySim.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Officials at their home unit: registering, changing, ending, leave. The units they hold are told by the home unit.</summary>
internal static class OfficialEndpoints
{
    private const string IdText = "The official's id: the home unit's id, a dash and a number.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var home = api.MapGroup("/units/{id}/officials").WithTags("Officials and teams");
        home.MapPost("", RegisterAsync).Named("registerOfficial", "Registers an official at its home unit").Requires(Right.Manage).Takes<OfficialRequest, OfficialJson>(201);
        home.MapGet("", ListAsync).Named("listOfficials", "Officials whose home a unit is, in pages").Requires(Right.Read).Query("cursor", "take").Reads<OfficialPageJson>(404);
        var official = api.MapGroup("/officials/{id}").WithTags("Officials and teams");
        official.MapGet("", GetAsync).Named("getOfficial", "An official: posts, load, leave, and what it holds").Requires(Right.Read, At.Official).Reads<OfficialJson>(404);
        official.MapPost("/change", ChangeAsync).Named("changeOfficial", "Replaces name, posts and load limit").Requires(Right.Manage, At.Official).Takes<OfficialRequest, OfficialJson>(200);
        official.MapPost("/end", EndAsync).Named("endOfficial", "The official leaves office; it must hold nothing and be in no team").Requires(Right.Manage, At.Official).TakesNothing<OfficialJson>(200);
        official.MapPost("/leaves", LeaveAsync).Named("recordLeave", "Records leave; the units held are told").Requires(Right.Manage, At.Official).Takes<RecordLeaveRequest, OfficialJson>(200);
        official.MapPost("/leaves/cancel", CancelLeaveAsync)
            .Named("cancelLeave", "Cancels leave to come; of running leave, the days from today on").Requires(Right.Manage, At.Official).Takes<CancelLeaveRequest, OfficialJson>(200);
    }

    private static Task<IResult> RegisterAsync(string id, HttpContext http, HolderDesk desk) =>
        desk.MakeAsync<HolderId, OfficialRequest>(
            HomeKinds.Official, id, http, "register official", (_, request, inputs) => FromWire.RegisterOfficial(request, inputs));

    private static Task<IResult> ListAsync(string id, string? cursor, string? take, HolderDesk desk, CancellationToken left) =>
        desk.ListAsync(
            "officials", view => view.Official is not null, (items, next) => new OfficialPageJson([.. items.Select(ToWire.OfficialItem)], next),
            id, cursor, take, left);

    private static Task<IResult> GetAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.GetAsync(HomeKinds.Official, id, http);

    private static Task<IResult> ChangeAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.ChangeAsync<HolderId, OfficialRequest>(HomeKinds.Official, id, http, "change official", FromWire.ChangeOfficial);

    private static Task<IResult> EndAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) => desk.ChangeAsync(
        HomeKinds.Official, id, http, "end official", (official, _, _) => new EndOfficial(official), NothingRequest.Instance);

    private static Task<IResult> LeaveAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.ChangeAsync<HolderId, RecordLeaveRequest>(HomeKinds.Official, id, http, "leave", FromWire.RecordLeave);

    private static Task<IResult> CancelLeaveAsync([Description(IdText)] string id, HttpContext http, HolderDesk desk) =>
        desk.ChangeAsync<HolderId, CancelLeaveRequest>(HomeKinds.Official, id, http, "cancel leave", FromWire.CancelLeave);
}
