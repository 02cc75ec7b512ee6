using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>How a subtree stands with a report: its numbers and sums, and the units that have not submitted.</summary>
internal static class ReportStatusEndpoints
{
    private const string FormText = "Code of the form.";
    private const string PeriodText = "The period, such as 2026-W47, 2026-11, 2026-Q4 or 2026, as the form says.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var unit = api.MapGroup("/units/{id}").WithTags("Reports");
        unit.MapGet("/report-status", StatusAsync).Named("getReportStatus", "Expected, actual and on time in a subtree, its sums, and each child's in pages").Requires(Right.Read)
            .Query("form", "period", "cursor", "take").Needs("form", "period").Reads<ReportStatusJson>(404);
        unit.MapGet("/missing-reports", MissingAsync).Named("listMissingReports", "Units of a subtree that owe a report and have not submitted it, in pages").Requires(Right.Read)
            .Query("form", "period", "cursor", "take").Needs("form", "period").Reads<MissingReportPageJson>(404);
    }

    private static async Task<IResult> StatusAsync(
        string id, [Description(FormText)] string? form, [Description(PeriodText)] string? period, string? cursor, string? take, IHierarchyEngine engine,
        TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        var version = inputs.OpenForm(engine.Catalog, form, period, Today(engine, time), out var about);
        var list = $"status of {form} {about} at {unit}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetReportStatus(unit, version!.Code, about), left) is not { } view
            || await engine.QueryAsync(new GetChildReportStatus(unit, version.Code, about, from, count), left) is not { } page)
            return Missing.Unit();
        var next = from + count < page.Total ? Cursor.Write(list, (from + count).ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Json(new ReportStatusJson(
            unit.ToString(), view.Form.Code, view.Form.Version, about.ToString(), ToWire.Time(view.Status.Due), view.Status.IsPastDue,
            ToWire.ReportCounts(view.Status), ToWire.Counts(view.Sums, view.Form), [.. page.Items.Select(child => ToWire.ChildReport(child, page.Form))],
            page.Total, next, view.Version.Incarnation, view.Version.Count, ToWire.Time(view.AsOf)));
    }

    private static async Task<IResult> MissingAsync(
        string id, [Description(FormText)] string? form, [Description(PeriodText)] string? period, string? cursor, string? take, IHierarchyEngine engine,
        TimeProvider time, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var top = inputs.Unit("id", id);
        var version = inputs.OpenForm(engine.Catalog, form, period, Today(engine, time), out var about);
        var list = $"missing {form} {about} below {top}";
        var (after, count) = (inputs.Path(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new FindUnits(top, new OutstandingReport(version!, about), after, count), left) is not { } found) return Missing.Unit();
        var due = about.DueAt(version!, engine.Scheme.Offset);
        return Results.Json(new MissingReportPageJson(
            version!.Code, about.ToString(), ToWire.Time(due), Instant.From(time.GetUtcNow()) > due,
            [.. found.Items.Select(unit => ToWire.Unit(unit, engine.Scheme))], Inputs.CursorOf(list, found.Next)));
    }

    private static DateOnly Today(IHierarchyEngine engine, TimeProvider time) => Instant.From(time.GetUtcNow()).DateAt(engine.Scheme.Offset);
}
