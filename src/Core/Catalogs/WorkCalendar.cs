using System.Diagnostics;

namespace HierarchySim.Core;

/// <summary>A day off that the law or the government names.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="EnglishName">English name.</param>
public sealed record Holiday(DateOnly Date, string Name, string EnglishName);

/// <summary>
/// Which days are working days: neither weekend nor holiday, or a day of the weekend worked in exchange for another
/// (làm bù). Holidays are announced year by year; in a year the calendar does not know, weekends alone are days off.
/// Immutable; made by <see cref="TryCreate"/> only.
/// </summary>
public sealed class WorkCalendar
{
    private const int DaysPerWeek = 7;
    private readonly HashSet<DateOnly> off;
    private readonly HashSet<DateOnly> extra;
    private readonly HashSet<int> years;
    private readonly int weekendMask;

    private WorkCalendar(IReadOnlyList<DayOfWeek> weekend, IReadOnlyList<int> yearsKnown, IReadOnlyList<Holiday> holidays, IReadOnlyList<DateOnly> extraWorkingDays)
    {
        Weekend = [.. weekend];
        YearsKnown = [.. yearsKnown.Order()];
        Holidays = [.. holidays.OrderBy(holiday => holiday.Date)];
        ExtraWorkingDays = [.. extraWorkingDays.Order()];
        off = [.. holidays.Select(holiday => holiday.Date)];
        extra = [.. extraWorkingDays];
        years = [.. yearsKnown];
        weekendMask = weekend.Aggregate(0, (mask, day) => mask | (1 << (int)day));
    }

    /// <summary>Saturdays and Sundays off, and no year known.</summary>
    public static WorkCalendar WeekendsOnly { get; } = new([DayOfWeek.Saturday, DayOfWeek.Sunday], [], [], []);

    /// <summary>Days of the week that are off.</summary>
    public IReadOnlyList<DayOfWeek> Weekend { get; }

    /// <summary>Years whose holidays are entered, in order.</summary>
    public IReadOnlyList<int> YearsKnown { get; }

    /// <summary>Holidays, in order.</summary>
    public IReadOnlyList<Holiday> Holidays { get; }

    /// <summary>Days of a weekend that are worked, in order.</summary>
    public IReadOnlyList<DateOnly> ExtraWorkingDays { get; }

    /// <summary>True when the holidays of a year are entered.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>True when the day is worked.</summary>
    public bool IsWorkingDay(DateOnly day) => extra.Contains(day) || ((weekendMask & (1 << (int)day.DayOfWeek)) == 0 && !off.Contains(day));

    /// <summary>
    /// When a limit that begins at a moment ends. Days are counted from the day after the local day of <paramref name="from"/>,
    /// and the limit ends with the last of them, at 24:00 local; hours are counted from the moment itself.
    /// </summary>
    /// <param name="from">When the limit begins.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="offset">The level scheme's offset.</param>
    /// <returns>The end, or <see cref="Instant.None"/> when there is no limit.</returns>
    public Instant DueAfter(Instant from, TierLimit limit, TimeSpan offset) => limit.Unit switch
    {
        _ when !limit.IsSet => Instant.None,
        LimitUnit.Hours => from.PlusMs(limit.Amount * (long)TimeSpan.FromHours(1).TotalMilliseconds),
        LimitUnit.Days => Instant.StartOf(from.DateAt(offset).AddDays(limit.Amount + 1), offset),
        LimitUnit.WorkingDays => Instant.StartOf(WorkingDayAfter(from.DateAt(offset), limit.Amount).AddDays(1), offset),
        _ => throw new ArgumentOutOfRangeException(nameof(limit), limit, "no unit of a limit"),
    };

    /// <summary>Makes a calendar, or says everything that is wrong with it.</summary>
    /// <param name="weekend">Days of the week that are off, at most six.</param>
    /// <param name="yearsKnown">Years whose holidays are entered.</param>
    /// <param name="holidays">Holidays, each in a year known.</param>
    /// <param name="extraWorkingDays">Days of a weekend that are worked, each in a year known.</param>
    /// <param name="problems">One sentence for each broken rule.</param>
    /// <returns>The calendar, or null when there are problems.</returns>
    public static WorkCalendar? TryCreate(
        IReadOnlyList<DayOfWeek> weekend, IReadOnlyList<int> yearsKnown, IReadOnlyList<Holiday> holidays, IReadOnlyList<DateOnly> extraWorkingDays,
        out IReadOnlyList<string> problems)
    {
        problems = WorkCalendarRules.Check(weekend, yearsKnown, holidays, extraWorkingDays);
        return problems.Count == 0 ? new WorkCalendar(weekend, yearsKnown, holidays, extraWorkingDays) : null;
    }

    // A week has at least one day that is no weekend, and a holiday takes away at most one of those: so many weeks always suffice.
    private DateOnly WorkingDayAfter(DateOnly day, int count)
    {
        var daysMax = DaysPerWeek * (count + Holidays.Count + 1);
        for (var step = 1; step <= daysMax; step++)
            if (IsWorkingDay(day.AddDays(step)) && --count == 0) return day.AddDays(step);
        throw new UnreachableException("A calendar without working days was let through.");
    }
}
