using System.ComponentModel;
using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HierarchySim.Gateway;

/// <summary>Reports of one unit: submitting and correcting them, its own lists, and what it owes.</summary>
internal static class ReportEndpoints
{
    private const string FormText = "Code of the form.";
    private const string PeriodText = "The period, such as 2026-W47, 2026-11, 2026-Q4 or 2026.";

    public static void Map(IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/units/{id}/reports").WithTags("Reports");
        reports.MapPost("", SubmitAsync).Named("submitReport", "A unit submits a report, or corrects one").Requires(Right.Act).Takes<SubmitReportRequest, ReportJson>(201);
        reports.MapGet("", ListAsync).Named("listReports", "A unit's own reports, in pages").Requires(Right.Read).Query("form", "cursor", "take").Reads<ReportPageJson>(404);
        reports.MapGet("/due", DueAsync).Named("listDueReports", "What a unit owes of all periods that can still be submitted, in pages").Requires(Right.Read)
            .Query("cursor", "take").Reads<OwedReportPageJson>(404);
        reports.MapGet("/{form}/{period}", GetAsync).Named("getReport", "A unit's report of a period, with its note").Requires(Right.Read).Reads<ReportJson>(404);
        reports.MapDelete("/{form}/{period}/note", EraseNoteAsync)
            .Named("eraseReportNote", "Erases the note of a report for good; its counts stay").Requires(Right.Administer).Erases<ErasureJson>();
    }

    private static async Task<IResult> SubmitAsync(string id, HttpContext http, CommandDesk desk, ReportNotes notes, AccessGuard guard, AuditTrail audit)
    {
        var address = Inputs.OfAddress();
        var unit = address.Unit("id", id);
        if (address.Problem is { } wrong) return wrong;
        SubmitReport? sent = null;
        IReadOnlyList<RecordChange> records = [];
        return await desk.RunAsync<SubmitReportRequest>(http, unit, "report", null, (request, inputs) =>
        {
            var (make, badCounts) = FromWire.SubmitReport(request, desk.Engine.Catalog, inputs);
            return new CommandDraft(async (command, left) =>
            {
                if (await guard.CheckNameAsync(Caller.Of(http), make(TextId.None).By, unit, "holder", left) is { } foreign) return (null, foreign);
                (sent, records) = await notes.AddAsync(make(TextId.None), request.Note, unit, command, left);
                return (sent, null);
            })
            {
                Records = _ => records,
                Reword = refused => badCounts is not null && refused.Field?.StartsWith("values", StringComparison.Ordinal) == true ? badCounts : refused,
            };
        }, _ =>
        {
            http.Response.Headers.Location = Paths.Report(unit, sent!.Form, sent.Period);
            return ViewAsync(unit, sent.Form, sent.Period, sent.Corrects + 1, StatusCodes.Status201Created, http, desk.Engine, notes, audit);
        });
    }

    private static async Task<IResult> ListAsync(
        string id, [Description("Code of the only form wanted; all when left out.")] string? form, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var (unit, only) = (inputs.Unit("id", id), inputs.FormCodeOrNull("form", form));
        var list = $"reports of {unit} on {only}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new ListReports(unit, only, from, count), left) is not { } page) return Missing.Unit();
        return Results.Json(new ReportPageJson(
            [.. page.Items.Select(report => ToWire.ReportItem(unit, report, engine.Catalog))], page.Total, Next(list, from + count, page.Total)));
    }

    private static async Task<IResult> DueAsync(string id, string? cursor, string? take, IHierarchyEngine engine, CancellationToken left)
    {
        var inputs = Inputs.OfAddress();
        var unit = inputs.Unit("id", id);
        var list = $"reports due at {unit}";
        var (from, count) = (inputs.Place(list, cursor), inputs.Take(take));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new ListDueReports(unit, from, count), left) is not { } page) return Missing.Unit();
        return Results.Json(new OwedReportPageJson(
            [.. page.Items.Select(owed => ToWire.OwedReport(unit, owed))], page.Total, Next(list, from + count, page.Total), ToWire.Time(page.AsOf)));
    }

    private static async Task<IResult> GetAsync(
        string id, [Description(FormText)] string form, [Description(PeriodText)] string period, HttpContext http,
        IHierarchyEngine engine, ReportNotes notes, AuditTrail audit)
    {
        var inputs = Inputs.OfAddress();
        var (unit, code, about) = (inputs.Unit("id", id), inputs.FormCode("form", form), inputs.Period("period", period));
        return inputs.Problem is { } wrong ? wrong : await ViewAsync(unit, code, about, ownRevision: 0, StatusCodes.Status200OK, http, engine, notes, audit);
    }

    private static async Task<IResult> EraseNoteAsync(
        string id, [Description(FormText)] string form, [Description(PeriodText)] string period, HttpContext http, IHierarchyEngine engine, ReportNotes notes,
        AuditTrail audit)
    {
        var left = http.RequestAborted;
        var inputs = Inputs.OfAddress();
        var (unit, code, about) = (inputs.Unit("id", id), inputs.FormCode("form", form), inputs.Period("period", period));
        if (inputs.Problem is { } wrong) return wrong;
        if (await engine.QueryAsync(new GetReport(unit, code, about), left) is not { } report) return await Missing.ReportAsync(engine, unit, code, about, left);
        if (!report.Note.IsValid) return NoNote;
        var erasure = await audit.EraseAsync(http, unit, AuditSubjects.OfReport(code, about), () => notes.EraseAsync(report.Note));
        return ErasureAnswers.Of(report.Note, erasure, "period", NoNote);
    }

    private static async Task<IResult> ViewAsync(
        UnitId unit, string form, ReportPeriod period, int ownRevision, int status, HttpContext http, IHierarchyEngine engine, ReportNotes notes, AuditTrail audit)
    {
        var left = http.RequestAborted;
        if (await engine.QueryAsync(new GetReport(unit, form, period), left) is not { } report) return await Missing.ReportAsync(engine, unit, form, period, left);
        var (note, erasedAt) = await notes.ReadAsync(report.Note, left);
        // A note may carry personal data. Whoever submitted this revision knows its note, and the command's own entry says who that was; but
        // a request that is sent again shows the report as it is by then, and another may have corrected it.
        if (note is not null && report.Revision != ownRevision) await audit.RecordAsync(http, unit, AuditSubjects.OfReport(form, period));
        // One that was erased must not live on in somebody's cache.
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(ToWire.Report(unit, report, engine.Catalog, note, erasedAt), statusCode: status);
    }

    private static string? Next(string list, int from, int total) => from < total ? Cursor.Write(list, from.ToString(CultureInfo.InvariantCulture)) : null;

    private static readonly Problem NoNote = Problem.Of(
        ProblemTypes.TextNotFound, "period", "the unit's report of this period has no note", "Read the report to see what it has");
}
