using System.Globalization;

namespace HierarchySim.Core;

/// <summary>How often a report is due.</summary>
public enum PeriodKind : byte
{
    /// <summary>Monday to Sunday (tuần). Source: ISO 8601.</summary>
    Week = 1,

    /// <summary>A calendar month (tháng).</summary>
    Month = 2,

    /// <summary>Three calendar months, from January on (quý).</summary>
    Quarter = 3,

    /// <summary>A calendar year (năm).</summary>
    Year = 4,
}

/// <summary>
/// A period a report is about, written <c>2026-W47</c>, <c>2026-11</c>, <c>2026-Q4</c> or <c>2026</c>. Periods of one kind are
/// numbered without gaps, so that the next one is one more.
/// </summary>
/// <param name="Kind">How long it is.</param>
/// <param name="Ordinal">
/// Periods of the kind since the year 0 (months, quarters, years), or weeks since 1 January of the year 1, which was a Monday.
/// </param>
public readonly record struct ReportPeriod(PeriodKind Kind, int Ordinal) : IComparable<ReportPeriod>
{
    private const int DaysPerWeek = 7;
    private const int MonthsPerYear = 12;
    private const int MonthsPerQuarter = 3;
    private const int QuartersPerYear = 4;

    /// <summary>First day.</summary>
    /// <exception cref="InvalidOperationException">This is no period: its kind is none.</exception>
    public DateOnly FirstDay => Kind switch
    {
        PeriodKind.Week => DateOnly.FromDayNumber(Ordinal * DaysPerWeek),
        PeriodKind.Month => new DateOnly(Ordinal / MonthsPerYear, Ordinal % MonthsPerYear + 1, 1),
        PeriodKind.Quarter => new DateOnly(Ordinal / QuartersPerYear, Ordinal % QuartersPerYear * MonthsPerQuarter + 1, 1),
        PeriodKind.Year => new DateOnly(Ordinal, 1, 1),
        _ => throw new InvalidOperationException("A period has a kind."),
    };

    /// <summary>Last day.</summary>
    public DateOnly LastDay => Next.FirstDay.AddDays(-1);

    /// <summary>The period after this one.</summary>
    public ReportPeriod Next => new(Kind, Ordinal + 1);

    /// <summary>The period before this one.</summary>
    public ReportPeriod Previous => new(Kind, Ordinal - 1);

    /// <summary>The period of a kind that a day lies in.</summary>
    public static ReportPeriod Of(PeriodKind kind, DateOnly day) => new(kind, kind switch
    {
        PeriodKind.Week => day.DayNumber / DaysPerWeek,
        PeriodKind.Month => day.Year * MonthsPerYear + day.Month - 1,
        PeriodKind.Quarter => day.Year * QuartersPerYear + (day.Month - 1) / MonthsPerQuarter,
        PeriodKind.Year => day.Year,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of period"),
    });

    /// <summary>When the report of this period is due: at the end of the form's <see cref="ReportForm.DueDays"/>-th day after the last day.</summary>
    /// <param name="form">The form.</param>
    /// <param name="offset">The level scheme's offset.</param>
    public Instant DueAt(ReportForm form, TimeSpan offset)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Instant.StartOf(LastDay.AddDays(form.DueDays + 1), offset);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else, and for years outside <see cref="Limits.DayYearMin"/> to <see cref="Limits.DayYearMax"/>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ReportPeriod period)
    {
        period = default;
        if (text.Length is < 4 or > 8 || !TryNumber(text[..4], out var year) || year is < Limits.DayYearMin or > Limits.DayYearMax) return false;
        var rest = text[4..];
        if (rest.IsEmpty) period = new ReportPeriod(PeriodKind.Year, year);
        else if (rest.Length == 3 && rest[0] == '-' && rest[1] == 'Q' && rest[2] is >= '1' and <= '4')
            period = new ReportPeriod(PeriodKind.Quarter, year * QuartersPerYear + rest[2] - '1');
        else if (rest.Length == 3 && rest[0] == '-' && TryNumber(rest[1..], out var month) && month is >= 1 and <= MonthsPerYear)
            period = new ReportPeriod(PeriodKind.Month, year * MonthsPerYear + month - 1);
        else if (rest.Length == 4 && rest.StartsWith("-W") && TryNumber(rest[2..], out var week) && week >= 1)
            period = WeekOf(year, week);
        return period != default;
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is no period.</exception>
    public static ReportPeriod Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var period) ? period
            : throw new FormatException($"'{text}' is no period. Write it as 2026-W47, 2026-11, 2026-Q4 or 2026.");

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        PeriodKind.Week => string.Create(CultureInfo.InvariantCulture, $"{Thursday.Year:D4}-W{(Thursday.DayOfYear - 1) / DaysPerWeek + 1:D2}"),
        PeriodKind.Month => string.Create(CultureInfo.InvariantCulture, $"{Ordinal / MonthsPerYear:D4}-{Ordinal % MonthsPerYear + 1:D2}"),
        PeriodKind.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Ordinal / QuartersPerYear:D4}-Q{Ordinal % QuartersPerYear + 1}"),
        PeriodKind.Year => string.Create(CultureInfo.InvariantCulture, $"{Ordinal:D4}"),
        _ => "",
    };

    /// <summary>By time among periods of one kind; shorter kinds come first, so that any list can be sorted.</summary>
    public int CompareTo(ReportPeriod other) => Kind != other.Kind ? Kind.CompareTo(other.Kind) : Ordinal.CompareTo(other.Ordinal);

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator <(ReportPeriod left, ReportPeriod right) => left.CompareTo(right) < 0;

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator >(ReportPeriod left, ReportPeriod right) => left.CompareTo(right) > 0;

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator <=(ReportPeriod left, ReportPeriod right) => left.CompareTo(right) <= 0;

    /// <summary>Orders as <see cref="CompareTo"/> does.</summary>
    public static bool operator >=(ReportPeriod left, ReportPeriod right) => left.CompareTo(right) >= 0;

    // A week belongs to the year its Thursday lies in (ISO 8601).
    private DateOnly Thursday => FirstDay.AddDays(3);

    // The first week of a year is the one with 4 January. A 53rd week that belongs to the next year is no week of this one.
    private static ReportPeriod WeekOf(int year, int week)
    {
        var period = new ReportPeriod(PeriodKind.Week, new DateOnly(year, 1, 4).DayNumber / DaysPerWeek + week - 1);
        return period.Thursday.Year == year ? period : default;
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
