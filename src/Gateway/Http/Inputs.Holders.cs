using HierarchySim.Core;

namespace HierarchySim.Gateway;

// Values that officials, assignments and reports have.
internal sealed partial class Inputs
{
    public AssignmentId Assignment(string field, string? text) =>
        AssignmentId.TryParse(text, out var id) ? id
        : Fail(field, "an assignment's id is the id of the holder's home unit, a dash and a number, such as 1-12", "Take the id from an answer of this server", id);

    public ReportPeriod Period(string field, string? text) =>
        ReportPeriod.TryParse(text, out var period) ? period
        : Fail(field, "a period is a week, a month, a quarter or a year", "Write it like 2026-W47, 2026-11, 2026-Q4 or 2026", period);

    public string FormCode(string field, string? text) =>
        text is { Length: > 0 and <= Limits.CatalogCodeLengthMax } ? text
        : Fail(field, $"a form's code has 1 to {Limits.CatalogCodeLengthMax} characters (CatalogCodeLengthMax)", "Take the code from the catalogue", "", nameof(Limits.CatalogCodeLengthMax));

    public string? FormCodeOrNull(string field, string? text) => text is null ? null : FormCode(field, text);

    /// <summary>The version of a form that is in use for a period which can be asked for; null, and the reason kept, when there is none.</summary>
    public ReportForm? OpenForm(Catalog catalog, string? formCode, string? periodText, DateOnly today, out ReportPeriod period)
    {
        (var code, period) = (FormCode("form", formCode), Period("period", periodText));
        if (Problem is not null) return null;
        if (ReportRules.FindOpenForm(catalog, code, period, today) is { } form) return form;
        if (catalog.FindForm(code) is not { } newest) return Fail<ReportForm?>("form", "the catalogue has no such form", "Choose a form of the catalogue", null);
        if (newest.Period != period.Kind)
            return Fail<ReportForm?>("period", $"form '{code}' is for each {Words.Period.Of(newest.Period)}", $"Give a {Words.Period.Of(newest.Period)}", null);
        if (ReportRules.IsFuture(period, today)) return Fail<ReportForm?>("period", $"{period} has not begun", "Ask for a period that has", null);
        if (ReportRules.IsPast(period, today))
            return Fail<ReportForm?>(
                "period", $"reports go back {Limits.ReportPeriodsBackMax} periods, to {ReportRules.EarliestOpen(period.Kind, today)} (ReportPeriodsBackMax)",
                "Ask for a later period", null, nameof(Limits.ReportPeriodsBackMax));
        return Fail<ReportForm?>("period", $"form '{code}' has no version for {period}", "Ask for a later period", null);
    }
}
