namespace HierarchySim.Core;

/// <summary>
/// How the reports of one form and period stand in a subtree. Reporting rates are counted as DHIS2 counts them: expected, actual,
/// actual on time. Source: the reporting-rate metrics of DHIS2 (EXPECTED_REPORTS, ACTUAL_REPORTS, ACTUAL_REPORTS_ON_TIME).
/// </summary>
/// <param name="Expected">Units that owe the report: the open ones of the form's levels, and those that reported and closed since.</param>
/// <param name="Actual">Of them, units that submitted, late or not.</param>
/// <param name="OnTime">Of them, units whose first report came by its due time.</param>
/// <param name="Corrected">Of them, units that corrected their report.</param>
/// <param name="Due">By when the report is due.</param>
/// <param name="AsOf">When this was read; what is missing follows from it.</param>
public readonly record struct ReportStatus(int Expected, int Actual, int OnTime, int Corrected, Instant Due, Instant AsOf)
{
    /// <summary>True once the due time has passed.</summary>
    public bool IsPastDue => AsOf > Due;

    /// <summary>Units that submitted after the due time.</summary>
    public int Late => Actual - OnTime;

    /// <summary>Units that have not submitted although the due time has passed.</summary>
    public int Missing => IsPastDue ? Expected - Actual : 0;

    /// <summary>Units that have not submitted and still have time.</summary>
    public int Awaited => IsPastDue ? 0 : Expected - Actual;

    /// <summary>Actual of expected, in per cent; null when nothing is expected.</summary>
    public double? RatePercent => Expected == 0 ? null : 100.0 * Actual / Expected;

    /// <summary>On time of expected, in per cent; null when nothing is expected.</summary>
    public double? OnTimeRatePercent => Expected == 0 ? null : 100.0 * OnTime / Expected;
}

/// <summary>How one unit stands with one report it owes.</summary>
public enum ReportStanding : byte
{
    /// <summary>Not submitted, and not due yet (chưa đến hạn).</summary>
    Awaited = 1,

    /// <summary>Not submitted, and past due (thiếu).</summary>
    Missing = 2,

    /// <summary>Submitted by the due time (đúng hạn).</summary>
    OnTime = 3,

    /// <summary>Submitted after the due time (trễ hạn).</summary>
    Late = 4,
}

/// <summary>One report a unit owes.</summary>
/// <param name="Form">The form's version for this period.</param>
/// <param name="Period">What it is about.</param>
/// <param name="Due">By when; where it was submitted, the due time of then.</param>
/// <param name="Standing">How the unit stands with it.</param>
/// <param name="Revision">The present revision; 0 when nothing was submitted.</param>
public sealed record OwedReport(ReportForm Form, ReportPeriod Period, Instant Due, ReportStanding Standing, int Revision);
