using System.ComponentModel;

namespace HierarchySim.Gateway;

// How a subtree stands with a report.

internal sealed record ReportStatusJson(
    [property: Description("Id of the unit at the top of the subtree.")] string Unit,
    [property: Description("Code of the form.")] string Form,
    [property: Description("The form's version in use for the period.")] int Version,
    [property: Description("The period.")] string Period,
    [property: Description("By when the report is due.")] DateTime Due,
    [property: Description("True once the due time has passed.")] bool PastDue,
    [property: Description("Counts of the subtree.")] ReportCountsJson Counts,
    [property: Description("The sum of each field over the subtree, by the field's code.")] IReadOnlyDictionary<string, long> Sums,
    [property: Description("Each child's subtree, as the child last told, in an order that never changes.")] IReadOnlyList<ChildReportStatusJson> Children,
    [property: Description("Children over all pages.")] int Total,
    [property: Description("Cursor of the next page of children; null on the last.")] string? NextCursor,
    [property: Description("Which life of the unit 'version' counts in.")] long Incarnation,
    [property: Description("Grows with every change of the view.")] long ViewVersion,
    [property: Description("When the view was taken; what is missing follows from it.")] DateTime AsOf);

internal sealed record ReportCountsJson(
    [property: Description("Units that owe the report.")] int Expected,
    [property: Description("Of them, units that submitted, late or not.")] int Actual,
    [property: Description("Of them, units whose first report came by its due time.")] int ActualOnTime,
    [property: Description("Units that submitted after the due time.")] int Late,
    [property: Description("Units that have not submitted although the due time has passed.")] int Missing,
    [property: Description("Units that have not submitted and still have time.")] int Awaited,
    [property: Description("Units that corrected their report.")] int Corrected,
    [property: Description("Actual of expected, in per cent, to two decimals; null when nothing is expected.")] double? RatePercent,
    [property: Description("Actual on time of expected, in per cent, to two decimals; null when nothing is expected.")] double? OnTimeRatePercent);

internal sealed record ChildReportStatusJson(
    [property: Description("Id of the child.")] string Unit,
    [property: Description("Its name.")] string Name,
    [property: Description("Counts of its subtree.")] ReportCountsJson Counts,
    [property: Description("The sum of each field over its subtree.")] IReadOnlyDictionary<string, long> Sums);

internal sealed record MissingReportPageJson(
    [property: Description("Code of the form.")] string Form,
    [property: Description("The period.")] string Period,
    [property: Description("By when the report is due.")] DateTime Due,
    [property: Description("True once the due time has passed; until then the units still have time.")] bool PastDue,
    [property: Description("Units that owe the report and have not submitted it, in the order of the tree.")] IReadOnlyList<UnitJson> Items,
    [property: Description("Cursor of the next page; null on the last.")] string? NextCursor);
