using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Reports: what submits one, and how one unit and a subtree stand with them. Counts are named by the form's field codes.

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SubmitReportRequest(
    [property: Description("Code of a form of the catalogue."), MaxLength(Limits.CatalogCodeLengthMax)] string Form,
    [property: Description("What it is about: 2026-W47, 2026-11, 2026-Q4 or 2026, as the form says.")] string Period,
    [property: Description("One count for each field of the form, by the field's code.")] IReadOnlyDictionary<string, long> Values,
    [property: Description("The form's version the values are of; left out for the one in use for the period.")] int? Version = null,
    [property: Description("A short note, where the form has one. Kept apart from the counts and erasable."), MaxLength(Limits.ReportNoteLengthMax)] string? Note = null,
    [property: Description("Id of the official or team that submits it; left out for the unit itself.")] string? Holder = null,
    [property: Description("The revision this one replaces, which must be the present one; left out for a first report.")] int? Corrects = null);

internal sealed record ReportJson(
    [property: Description("Id of the unit.")] string Unit,
    [property: Description("Code of the form.")] string Form,
    [property: Description("The form's version it was written on.")] int Version,
    [property: Description("What it is about.")] string Period,
    [property: Description("The counts, by the field's code.")] IReadOnlyDictionary<string, long> Values,
    [property: Description("The note; null when there is none, or it was erased.")] string? Note,
    [property: Description("When the note was erased; null when it was not.")] DateTime? NoteErasedAt,
    [property: Description("Id of the official or team that submitted this revision; null for the unit itself.")] string? Holder,
    [property: Description("1 for a first report, and one more with every correction.")] int Revision,
    [property: Description("When the first report was due.")] DateTime Due,
    [property: Description("When the first report was submitted.")] DateTime SubmittedAt,
    [property: Description("When this revision was submitted.")] DateTime RevisedAt,
    [property: Description("True when the first report came by its due time; a correction does not change it.")] bool OnTime);

internal sealed record ReportItemJson(
    [property: Description("Code of the form.")] string Form,
    [property: Description("The form's version it was written on.")] int Version,
    [property: Description("What it is about.")] string Period,
    [property: Description("The counts, by the field's code.")] IReadOnlyDictionary<string, long> Values,
    [property: Description("1 for a first report, and one more with every correction.")] int Revision,
    [property: Description("When the first report was submitted.")] DateTime SubmittedAt,
    [property: Description("True when the first report came by its due time.")] bool OnTime,
    [property: Description("Where to see it with its note.")] string Href);

internal sealed record ReportPageJson(
    [property: Description("By form, the latest period of each first.")] IReadOnlyList<ReportItemJson> Items,
    [property: Description("Reports over all pages.")] int Total,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);

internal sealed record OwedReportJson(
    [property: Description("Code of the form.")] string Form,
    [property: Description("The form's version in use for the period.")] int Version,
    [property: Description("What it is about.")] string Period,
    [property: Description("By when.")] DateTime Due,
    [property: Description("awaited (not due yet), missing, onTime or late.")] string Standing,
    [property: Description("The present revision; 0 when nothing was submitted.")] int Revision,
    [property: Description("Where it is; null when nothing was submitted.")] string? Href);

internal sealed record OwedReportPageJson(
    [property: Description("The latest due first.")] IReadOnlyList<OwedReportJson> Items,
    [property: Description("Items over all pages.")] int Total,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor,
    [property: Description("When this was read; what is missing follows from it.")] DateTime AsOf);
