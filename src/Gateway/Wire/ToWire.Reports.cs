using System.Globalization;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Reports.
internal static partial class ToWire
{
    public static ReportJson Report(UnitId unit, Report report, Catalog catalog, string? note, Instant noteErasedAt) => new(
        unit.ToString(), report.Form, report.Version, report.Period.ToString(), Counts(report.Values, catalog.FindForm(report.Form, report.Version)), note,
        TimeOrNull(noteErasedAt), report.By.IsValid ? report.By.ToString() : null, report.Revision, Time(report.Due), Time(report.SubmittedAt),
        Time(report.RevisedAt), report.IsOnTime);

    public static ReportItemJson ReportItem(UnitId unit, Report report, Catalog catalog) => new(
        report.Form, report.Version, report.Period.ToString(), Counts(report.Values, catalog.FindForm(report.Form, report.Version)), report.Revision,
        Time(report.SubmittedAt), report.IsOnTime, Paths.Report(unit, report.Form, report.Period));

    public static OwedReportJson OwedReport(UnitId unit, OwedReport owed) => new(
        owed.Form.Code, owed.Form.Version, owed.Period.ToString(), Time(owed.Due), Words.Standing.Of(owed.Standing), owed.Revision,
        owed.Revision > 0 ? Paths.Report(unit, owed.Form.Code, owed.Period) : null);

    public static ReportCountsJson ReportCounts(ReportStatus status) => new(
        status.Expected, status.Actual, status.OnTime, status.Late, status.Missing, status.Awaited, status.Corrected, Rate(status.RatePercent),
        Rate(status.OnTimeRatePercent));

    public static ChildReportStatusJson ChildReport(ChildReportView child, ReportForm form) =>
        new(child.Child.ToString(), child.Name, ReportCounts(child.Status), Counts(child.Sums, form));

    /// <summary>
    /// Counts by the codes of their fields. Every version of a form stays in the catalogue; should one be gone all the same, its
    /// counts are shown by their places from 1.
    /// </summary>
    public static Dictionary<string, long> Counts(IReadOnlyList<long> values, ReportForm? form)
    {
        var counts = new Dictionary<string, long>(values.Count);
        for (var i = 0; i < values.Count; i++)
            counts[form is not null && i < form.Fields.Length ? form.Fields[i].Code : (i + 1).ToString(CultureInfo.InvariantCulture)] = values[i];
        return counts;
    }

    private static double? Rate(double? percent) => percent is { } rate ? Math.Round(rate, 2) : null;
}
