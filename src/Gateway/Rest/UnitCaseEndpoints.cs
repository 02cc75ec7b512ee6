using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Cases as one unit sees them: raising one, its own lists, and where its subtree is stuck.</summary>
internal static class UnitCaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var unit = api.MapGroup("/units/{id}").WithTags("Cases at a unit");
        unit.MapPost("/cases", RaiseAsync).Named("raiseCase", "Raises a case; it climbs to the lowest competent unit").Requires(Right.Act).Takes<RaiseCaseRequest, CaseJson>(202).Located();
        unit.MapGet("/cases", ListAsync).Named("listCases", "Cases a unit raised or has custody of, in pages").Requires(Right.Read).Query("shelf", "cursor", "take").Reads<CasePageJson>(404);
        unit.MapGet("/stuck", StuckAsync).Named("listStuckCases", "Where it is stuck: the most pressing open cases of a subtree, in pages").Requires(Right.Read)
            .Query("order", "category", "status", "handler", "overdue", "olderThanDays", "raisedFrom", "raisedTo", "cursor", "take").Reads<CasePageJson>(404);
        unit.MapGet("/case-summary", SummaryAsync).Named("getCaseSummary", "Counts of a subtree's open cases, and of each child's, in pages").Requires(Right.Read)
            .Query("cursor", "take").Reads<CaseSummaryJson>(404);
    }

    private static async Task<IResult> RaiseAsync(string id, HttpContext http, CommandDesk desk, CaseTexts texts, TimeProvider time)
    {
        var (address, engine, left) = (Inputs.OfAddress(), desk.Engine, http.RequestAborted);
        var unit = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        var name = TextId.None;
        return await desk.RunAsync<RaiseCaseRequest>(http, unit, "raise", null, (request, inputs) =>
        {
            var (text, raise) = FromWire.Raise(request, inputs);
            return new CommandDraft(async (command, _) =>
            {
                // A slip of the pen here would leave the official it is about free to read who raised it.
                if (raise.Subject.IsValid && await engine.QueryAsync(new GetHolder(raise.Subject), left) is not { Official: not null }) return (null, Missing.Official("subject"));
                name = await texts.NameAsync(command, left);
                return (raise with { Text = name }, null);
            })
            { Records = _ => [CaseTexts.Write(name, text)] };
        }, async answer =>
        {
            var raised = new CaseId(unit, answer.Number);
            http.Response.Headers.Location = Paths.Case(raised);
            return await CaseEndpoints.ViewAsync(raised, engine, time, left) is { } view ? Results.Json(view, statusCode: StatusCodes.Status202Accepted) : Missing.Case();
        });
    }

    private static async Task<IResult> ListAsync(string id, string? shelf, string? cursor, string? take, IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        var wanted = shelf is null
            ? inputs.Fail("shelf", $"it is one of {Words.Shelf}", "Add it, such as ?shelf=raised", CaseShelf.Raised)
            : inputs.Word("shelf", shelf, Words.Shelf);
        if (inputs.Problem is { } wrong) return wrong;
        return wanted == CaseShelf.Held
            ? await SearchAsync(inputs, $"cases held at {unit}", new FindCases(unit, 0, CaseOrder.Oldest, null, Instant.None, 1), cursor, take, engine, time, left)
            : await RaisedAsync(inputs, unit, cursor, take, engine, time, left);
    }

    private static async Task<IResult> RaisedAsync(
        Inputs inputs, UnitId unit, string? cursor, string? take, IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        var list = $"cases raised at {unit}";
        var (before, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new ListCaseFiles(unit, before, count), left) is not { } files) return Missing.Unit();
        var now = Instant.From(time.GetUtcNow());
        // A full page may be the last one; then the next is empty.
        var next = files.Count == count ? Cursor.Write(list, files[^1].Spec.Id.Number.ToString(CultureInfo.InvariantCulture)) : null;
        var names = await UnitNames.OfAsync(engine, files.Select(file => file.Custodian), left);
        return Results.Json(new CasePageJson([.. files.Select(file => ToWire.CaseItem(file, names, engine.Scheme, engine.Catalog, now))], next));
    }

    private static async Task<IResult> StuckAsync(
        string id, string? order, string? category,
        [Description("Fine status of an open case: received, investigating, scheduled, notCompetentHere or reopened; all when left out.")] string? status,
        [Description("Id of the official or team that took them up; all when left out.")] string? handler, string? overdue,
        [Description("Only cases raised more than so many days ago.")] string? olderThanDays,
        [Description("First day on which they were raised, yyyy-MM-dd; all when left out.")] string? raisedFrom,
        [Description("Last day on which they were raised, yyyy-MM-dd; all when left out.")] string? raisedTo, string? cursor, string? take,
        IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        var by = inputs.WordOr("order", order, Words.Order, CaseOrder.Oldest);
        var only = inputs.CategoryOrNull("category", category, engine.Catalog);
        var late = inputs.Flag("overdue", overdue);
        var now = Instant.From(time.GetUtcNow());
        CaseStatus? standing = status is null ? null : inputs.Word("status", status, Words.OpenStatus);
        var (taker, raised) = (inputs.HolderOrNone("handler", handler), inputs.Raised(raisedFrom, raisedTo, olderThanDays, engine.Scheme.Offset, now));
        if (inputs.Problem is { } wrong) return wrong;
        // A clock that runs out now has run out.
        var dueBefore = late ? now.PlusMs(1) : Instant.None;
        var list = $"stuck at {unit} by {Words.Order.Of(by)} in {only?.Code} {(late ? "overdue" : "")}{status}{handler} {raisedFrom} {raisedTo} {olderThanDays}";
        var search = new FindCases(unit, Limits.LevelsMax, by, only?.Number, dueBefore, 1)
        {
            Status = standing,
            Handler = taker,
            RaisedFrom = raised.From,
            RaisedBefore = raised.Before,
        };
        return await SearchAsync(inputs, list, search, cursor, take, engine, time, left);
    }

    private static async Task<IResult> SearchAsync(
        Inputs inputs, string list, FindCases search, string? cursor, string? take, IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        var page = search with { After = inputs.CasePlace(list, cursor), Take = inputs.Take(take) };
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(page, left) is not { } found) return Missing.Unit();
        var names = await UnitNames.OfAsync(engine, found.Select(item => item.Custodian), left);
        var now = Instant.From(time.GetUtcNow());
        var next = found.Count == page.Take ? Cursor.Write(list, PlaceOf(found[^1].Case, page.Order)) : null;
        return Results.Json(new CasePageJson([.. found.Select(item => ToWire.CaseItem(item, names, engine.Scheme, engine.Catalog, now))], next));
    }

    private static string PlaceOf(HeldCase last, CaseOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"{CaseProbe.Moment(last, order).Milliseconds} {last.Spec.Id}");

    private static async Task<IResult> SummaryAsync(string id, string? cursor, string? take, IHierarchyEngine engine, TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        var list = $"case summary of {unit}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetUnit(unit), left) is not { } view || await engine.QueryAsync(new GetChildren(unit, from, count), left) is not { } page)
            return Missing.Unit();
        var (now, catalog) = (Instant.From(time.GetUtcNow()), engine.Catalog);
        var next = from + count < page.Total ? Cursor.Write(list, (from + count).ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new CaseSummaryJson(
            unit.ToString(), view.Name, ToWire.CaseCounts(view.Tally.Cases, catalog, now),
            [.. page.Items.Select(child => ToWire.ChildCaseCounts(child, engine.Scheme, catalog, now))], page.Total, next, view.Version.Incarnation,
            view.Version.Count, ToWire.Time(view.AsOf)));
    }
}
