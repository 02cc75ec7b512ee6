using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
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
        home.MapPost("", RegisterAsync).Named("registerOfficial", "Registers an official at its home unit").Takes<OfficialRequest, OfficialJson>(201);
        home.MapGet("", ListAsync).Named("listOfficials", "Officials whose home a unit is, in pages").Query("cursor", "take").Reads<OfficialPageJson>(404);
        var official = api.MapGroup("/officials/{id}").WithTags("Officials and teams");
        official.MapGet("", GetAsync).Named("getOfficial", "An official: posts, load, leave, and what it holds").Reads<OfficialJson>(404);
        official.MapPost("/change", ChangeAsync).Named("changeOfficial", "Replaces name, posts and load limit").Takes<OfficialRequest, OfficialJson>(200);
        official.MapPost("/end", EndAsync).Named("endOfficial", "The official leaves office; it must hold nothing and be in no team").TakesNothing<OfficialJson>(200);
        official.MapPost("/leaves", LeaveAsync).Named("recordLeave", "Records leave; the units held are told").Takes<RecordLeaveRequest, OfficialJson>(200);
        official.MapPost("/leaves/cancel", CancelLeaveAsync)
            .Named("cancelLeave", "Cancels leave to come; of running leave, the days from today on").Takes<CancelLeaveRequest, OfficialJson>(200);
    }

    private static async Task<IResult> RegisterAsync(string id, HttpContext http, CommandDesk desk)
    {
        var address = Inputs.OfAddress();
        var home = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync<OfficialRequest>(http, home, "register official", null, (request, inputs) => FromWire.RegisterOfficial(request, inputs), answer =>
        {
            var official = new HolderId(home, answer.Number);
            http.Response.Headers.Location = Paths.Official(official);
            return ViewAsync(official, StatusCodes.Status201Created, desk.Engine, http.RequestAborted);
        });
    }

    private static async Task<IResult> ListAsync(string id, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var home = inputs.Unit("id", id);
        var list = $"officials of {home}";
        var (after, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await HolderReading.PageAsync(engine, home, view => view.Official is not null, after, count, left) is not var (items, next)) return Missing.Unit();
        return Results.Json(new OfficialPageJson(
            [.. items.Select(ToWire.OfficialItem)], next > 0 ? Cursor.Write(list, next.ToString(CultureInfo.InvariantCulture)) : null));
    }

    private static async Task<IResult> GetAsync([Description(IdText)] string id, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var official = inputs.Holder("id", id);
        return inputs.Problem is { } wrong ? wrong : await ViewAsync(official, StatusCodes.Status200OK, engine, left);
    }

    private static Task<IResult> ChangeAsync([Description(IdText)] string id, HttpContext http, CommandDesk desk) =>
        ActAsync<OfficialRequest>(id, "change official", null, http, desk, FromWire.ChangeOfficial);

    private static Task<IResult> EndAsync([Description(IdText)] string id, HttpContext http, CommandDesk desk) =>
        ActAsync(id, "end official", NothingRequest.Instance, http, desk, (official, _, _) => new EndOfficial(official));

    private static Task<IResult> LeaveAsync([Description(IdText)] string id, HttpContext http, CommandDesk desk) =>
        ActAsync<RecordLeaveRequest>(id, "leave", null, http, desk, FromWire.RecordLeave);

    private static Task<IResult> CancelLeaveAsync([Description(IdText)] string id, HttpContext http, CommandDesk desk) =>
        ActAsync<CancelLeaveRequest>(id, "cancel leave", null, http, desk, FromWire.CancelLeave);

    private static async Task<IResult> ActAsync<TRequest>(
        string id, string operation, TRequest? whenEmpty, HttpContext http, CommandDesk desk, Func<HolderId, TRequest, Inputs, Command> read)
        where TRequest : class
    {
        var address = Inputs.OfAddress();
        var official = address.Holder("id", id);
        if (address.Problem is { } wrong) return wrong;
        return await desk.RunAsync(
            http, official.Home, $"{operation} {official}", whenEmpty, (request, inputs) => read(official, request, inputs),
            _ => ViewAsync(official, StatusCodes.Status200OK, desk.Engine, http.RequestAborted));
    }

    private static async Task<IResult> ViewAsync(HolderId official, int status, IHierarchyEngine engine, CancellationToken left) =>
        await HolderReading.OfficialAsync(engine, official, left) is { } view ? Results.Json(view, statusCode: status) : Missing.Official();
}
