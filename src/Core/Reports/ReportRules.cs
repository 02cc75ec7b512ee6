namespace HierarchySim.Core;

/// <summary>
/// Who owes which report, and how a subtree stands with it. Nothing here is stored: what is expected follows from the open units,
/// what is missing from the time of asking, so that no timer runs for any report.
/// </summary>
public static class ReportRules
{
    /// <summary>The earliest period that can still be submitted, corrected and asked for on a day.</summary>
    public static ReportPeriod EarliestOpen(PeriodKind kind, DateOnly today)
    {
        var present = ReportPeriod.Of(kind, today);
        return present with { Ordinal = present.Ordinal - Limits.ReportPeriodsBackMax };
    }

    /// <summary>True when a period lies too far back to be submitted, corrected or asked for.</summary>
    public static bool IsPast(ReportPeriod period, DateOnly today) => period < EarliestOpen(period.Kind, today);

    /// <summary>True when a period has not begun.</summary>
    public static bool IsFuture(ReportPeriod period, DateOnly today) => period > ReportPeriod.Of(period.Kind, today);

    /// <summary>The form's version for a period that can be asked for on a day; null when there is none.</summary>
    public static ReportForm? FindOpenForm(Catalog catalog, string form, ReportPeriod period, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.FindForm(form)?.Period == period.Kind && !IsPast(period, today) && !IsFuture(period, today) ? catalog.FindForm(form, period) : null;
    }

    /// <summary>True when the unit owes reports on this version of a form.</summary>
    public static bool Owes(UnitState unit, ReportForm form)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(form);
        return unit.Closed is null && form.Levels.Contains(unit.Level);
    }

    /// <summary>True when the unit itself owes the report and has not submitted it.</summary>
    public static bool Matches(UnitState unit, ReportForm form, ReportPeriod period) => Owes(unit, form) && unit.FindReport(form.Code, period) is null;

    /// <summary>True when some unit of a subtree may owe the report and not have submitted it; a search for such units goes no other way.</summary>
    public static bool MayContain(SubtreeCounts counts, SubtreeTally tally, ReportForm form, ReportPeriod period)
    {
        var status = StatusOf(counts, tally, form, period, Instant.None, Instant.None);
        return status.Expected > status.Actual;
    }

    /// <summary>How a subtree stands with a report.</summary>
    /// <param name="counts">The subtree's open units.</param>
    /// <param name="tally">What the subtree has reported.</param>
    /// <param name="form">The form's version for the period.</param>
    /// <param name="period">The period.</param>
    /// <param name="due">By when the report is due.</param>
    /// <param name="now">The time of asking.</param>
    public static ReportStatus StatusOf(SubtreeCounts counts, SubtreeTally tally, ReportForm form, ReportPeriod period, Instant due, Instant now)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(form);
        var (expected, actual, onTime, corrected) = (counts.At(form.Levels), 0, 0, 0);
        foreach (var total in tally.Reports.Of(form.Code, period))
        {
            if (!form.Levels.Contains(total.Key.Level)) continue;
            expected += total.ClosedSince;
            actual += total.Actual;
            onTime += total.OnTime;
            corrected += total.Corrected;
        }
        return new ReportStatus(expected, actual, onTime, corrected, due, now);
    }

    /// <summary>
    /// The sum of each field over a subtree, in the form's order. What was reported on another version counts where that version
    /// has a field of the same code.
    /// </summary>
    public static long[] SumsOf(SubtreeTally tally, Catalog catalog, ReportForm form, ReportPeriod period)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(form);
        var sums = new long[form.Fields.Length];
        foreach (var total in tally.Reports.Of(form.Code, period))
        {
            if (!form.Levels.Contains(total.Key.Level) || catalog.FindForm(form.Code, total.Key.Version) is not { } written) continue;
            for (var i = 0; i < sums.Length; i++)
                if (Array.FindIndex(written.Fields, field => field.Code == form.Fields[i].Code) is var at and >= 0) sums[i] += total.Sums[at];
        }
        return sums;
    }

    /// <summary>What a unit owes of all periods that can still be submitted: the latest due first, then by form.</summary>
    public static IReadOnlyList<OwedReport> OwedBy(UnitState unit, Catalog catalog, Instant now, TimeSpan offset)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var owed = new List<OwedReport>();
        var today = now.DateAt(offset);
        foreach (var newest in catalog.Forms.GroupBy(form => form.Code).Select(versions => versions.Last()))
        {
            var present = ReportPeriod.Of(newest.Period, today);
            for (var period = EarliestOpen(newest.Period, today); period <= present; period = period.Next)
                if (catalog.FindForm(newest.Code, period) is { } form && Owes(unit, form)) owed.Add(Owed(unit, form, period, now, offset));
        }
        return [.. owed.OrderByDescending(item => item.Due).ThenBy(item => item.Form.Code, StringComparer.Ordinal)];
    }

    private static OwedReport Owed(UnitState unit, ReportForm form, ReportPeriod period, Instant now, TimeSpan offset)
    {
        if (unit.FindReport(form.Code, period) is { } report)
            return new OwedReport(form, period, report.Due, report.IsOnTime ? ReportStanding.OnTime : ReportStanding.Late, report.Revision);
        var due = period.DueAt(form, offset);
        return new OwedReport(form, period, due, now > due ? ReportStanding.Missing : ReportStanding.Awaited, 0);
    }
}
