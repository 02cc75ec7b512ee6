using HierarchySim.Core;

namespace HierarchySim.Simulator.Truth;

/// <summary>A report of the ledger, as its last revision left it.</summary>
internal sealed class LedgerReport(Instant due, Instant submittedAt)
{
    public Instant Due { get; } = due;

    public Instant SubmittedAt { get; } = submittedAt;

    public Instant RevisedAt { get; set; }

    public int Revision { get; set; }

    public long[] Values { get; set; } = [];

    public HolderId By { get; set; }

    public bool IsOnTime => SubmittedAt <= Due;
}

/// <summary>A form of the shipped catalogue, read off its file by eye: what a report must be is not asked of the program.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Level">The level that owes it.</param>
/// <param name="Kind">How often.</param>
/// <param name="Months">The same in months.</param>
/// <param name="DueDays">Days after the period's last one.</param>
/// <param name="Most">The greatest value of each field; the least is 0.</param>
internal sealed record LedgerForm(string Code, string Level, PeriodKind Kind, int Months, int DueDays, long[] Most)
{
    private const int MonthsBeforeTheFirst = 2026 * 12;
    private const int PeriodsBackMax = 13;

    public static LedgerForm[] All { get; } =
    [
        new("cell-meeting", "cell", PeriodKind.Month, 1, 5, [31, 2_000, 100, 10_000, 1_000, 1_000]),
        new("commune-facilities", "commune", PeriodKind.Quarter, 3, 10, [500, 500, 500]),
    ];

    /// <summary>The period a day lies in.</summary>
    public ReportPeriod PeriodOf(DateOnly day) => new(Kind, ((day.Year * 12) + day.Month - 1) / Months);

    /// <summary>True when a report of a period may be given on a day.</summary>
    public bool IsOpen(ReportPeriod period, DateOnly day) =>
        period.Kind == Kind && period.Ordinal * Months >= MonthsBeforeTheFirst && period.Ordinal <= PeriodOf(day).Ordinal && period.Ordinal >= PeriodOf(day).Ordinal - PeriodsBackMax;

    /// <summary>The last day on which a report is on time.</summary>
    public DateOnly DueDay(ReportPeriod period)
    {
        var month = (period.Ordinal + 1) * Months;
        return new DateOnly(month / 12, (month % 12) + 1, 1).AddDays(DueDays - 1);
    }
}
