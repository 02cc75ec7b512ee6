using System.Globalization;
using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>Which days are worked, when limits end, and which calendars are lawful. Times are local to Vietnam, +07:00.</summary>
public sealed class WorkCalendarTests
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);
    private static readonly WorkCalendar Vietnam = Catalogs.Get(LevelSchemes.Get("three-tier")).Calendar;

    // Sources: the ministries' yearly notices of days off for officials, and the calendar's weekdays.
    [Theory]
    [InlineData("2024-02-07", true)] // the last Wednesday before Tết Giáp Thìn
    [InlineData("2024-02-08", false)]
    [InlineData("2024-02-14", false)]
    [InlineData("2024-02-15", true)]
    [InlineData("2024-04-29", false)] // exchanged
    [InlineData("2024-05-04", true)] // a Saturday worked for it
    [InlineData("2024-05-11", false)] // a Saturday like any other
    [InlineData("2025-01-24", true)]
    [InlineData("2025-01-27", false)]
    [InlineData("2025-02-03", true)]
    [InlineData("2025-04-07", false)] // Hùng Kings
    [InlineData("2025-04-26", true)]
    [InlineData("2025-05-02", false)]
    [InlineData("2025-09-01", false)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-02-13", true)]
    [InlineData("2026-02-16", false)]
    [InlineData("2026-02-23", true)]
    [InlineData("2026-04-27", false)] // for the Sunday before
    [InlineData("2026-08-22", true)]
    [InlineData("2026-08-31", false)]
    [InlineData("2026-09-03", true)]
    [InlineData("2027-09-02", true)] // a year not known: weekends alone are off
    [InlineData("2027-09-04", false)]
    public void Days_are_worked_as_announced(string day, bool worked) => Assert.Equal(worked, Vietnam.IsWorkingDay(Day(day)));

    [Theory]
    [InlineData(2023, false)]
    [InlineData(2024, true)]
    [InlineData(2026, true)]
    [InlineData(2027, false)]
    public void A_calendar_knows_its_years(int year, bool known) => Assert.Equal(known, Vietnam.Knows(year));

    [Fact]
    public void The_shipped_calendar_gives_officials_as_many_days_as_the_law_does()
    {
        // Eleven statutory days each year (Labour Code 2019, article 112), each on a weekday or made good on one; exchanges add none.
        foreach (var year in Vietnam.YearsKnown)
        {
            var off = Vietnam.Holidays.Count(holiday => holiday.Date.Year == year && !Vietnam.Weekend.Contains(holiday.Date.DayOfWeek));
            Assert.Equal(11, off - Vietnam.ExtraWorkingDays.Count(day => day.Year == year));
        }
    }

    [Theory]
    // Working days: the end of the Nth one after the local day.
    [InlineData("2025-03-03T09:00", 1, LimitUnit.WorkingDays, "2025-03-05T00:00")]
    [InlineData("2025-03-03T00:00", 1, LimitUnit.WorkingDays, "2025-03-05T00:00")]
    [InlineData("2025-03-03T23:59", 1, LimitUnit.WorkingDays, "2025-03-05T00:00")]
    [InlineData("2025-03-07T09:00", 1, LimitUnit.WorkingDays, "2025-03-11T00:00")] // over a weekend
    [InlineData("2025-03-08T09:00", 1, LimitUnit.WorkingDays, "2025-03-11T00:00")] // raised on a Saturday
    [InlineData("2024-02-07T16:00", 1, LimitUnit.WorkingDays, "2024-02-16T00:00")] // over Tết
    [InlineData("2025-01-24T16:00", 5, LimitUnit.WorkingDays, "2025-02-08T00:00")]
    [InlineData("2025-04-25T09:00", 1, LimitUnit.WorkingDays, "2025-04-27T00:00")] // the Saturday worked counts
    [InlineData("2025-04-29T09:00", 1, LimitUnit.WorkingDays, "2025-05-06T00:00")] // the Friday given for it does not
    [InlineData("2024-12-31T09:00", 1, LimitUnit.WorkingDays, "2025-01-03T00:00")] // over the new year
    [InlineData("2026-12-31T09:00", 1, LimitUnit.WorkingDays, "2027-01-02T00:00")] // into a year not known
    [InlineData("2026-12-31T09:00", 2, LimitUnit.WorkingDays, "2027-01-05T00:00")]
    // Days of any kind.
    [InlineData("2025-04-29T09:00", 3, LimitUnit.Days, "2025-05-03T00:00")]
    [InlineData("2024-02-28T23:59", 1, LimitUnit.Days, "2024-03-01T00:00")]
    // Hours from the moment itself.
    [InlineData("2025-04-30T22:30", 4, LimitUnit.Hours, "2025-05-01T02:30")]
    public void A_limit_ends(string from, int amount, LimitUnit unit, string due) =>
        Assert.Equal(Local(due), Vietnam.DueAfter(Local(from), new TierLimit(amount, unit), Offset));

    [Fact]
    public void No_limit_never_ends() => Assert.Equal(Instant.None, Vietnam.DueAfter(Local("2025-03-03T09:00"), TierLimit.None, Offset));

    [Theory]
    [InlineData(-3.5, "2025-03-03T02:00", "2025-03-05T00:00")]
    [InlineData(14, "2025-03-03T23:00", "2025-03-05T00:00")]
    public void Days_are_local_to_the_offset(double hours, string from, string due)
    {
        var offset = TimeSpan.FromHours(hours);
        Assert.Equal(At(due, offset), Vietnam.DueAfter(At(from, offset), new TierLimit(1, LimitUnit.WorkingDays), offset));
    }

    [Fact]
    public void The_longest_limit_under_the_fullest_calendar_ends()
    {
        // One working day a week, and every one of them over many years a holiday.
        DayOfWeek[] weekend = [.. Enum.GetValues<DayOfWeek>().Where(day => day != DayOfWeek.Monday)];
        int[] years = [.. Enumerable.Range(2025, 20)];
        var mondays = Enumerable.Range(0, 20 * 366).Select(new DateOnly(2025, 1, 1).AddDays).Where(day => day.DayOfWeek == DayOfWeek.Monday && day.Year < 2045);
        var calendar = WorkCalendar.TryCreate(weekend, years, [.. mondays.Select(day => new Holiday(day, "Nghỉ", "Off"))], [], out _)!;
        Assert.Equal(Local("2045-01-03T00:00"), calendar.DueAfter(Local("2025-01-01T09:00"), new TierLimit(1, LimitUnit.WorkingDays), Offset));
        Assert.True(calendar.DueAfter(Local("2025-01-01T09:00"), new TierLimit(Limits.TierLimitDaysMax, LimitUnit.WorkingDays), Offset) > Local("2052-01-01T00:00"));
    }

    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
    private static readonly Holiday NewYear = new(new DateOnly(2025, 1, 1), "Tết Dương lịch", "New Year's Day");

    public static TheoryData<string, DayOfWeek[], int[], Holiday[], string[], string?> Drafts => new()
    {
        { "a plain year", Weekend, [2025], [NewYear], ["2025-01-04"], null },
        { "no weekend", [], [2025], [], [], null },
        { "six days off", [.. Enum.GetValues<DayOfWeek>().Skip(1)], [2025], [], [], null },
        { "seven days off", Enum.GetValues<DayOfWeek>(), [2025], [], [], "at most six days" },
        { "a day of the weekend twice", [DayOfWeek.Sunday, DayOfWeek.Sunday], [2025], [], [], "listed twice" },
        { "a year twice", Weekend, [2025, 2025], [], [], "year 2025 is listed twice" },
        { "a year out of bounds", Weekend, [2200], [], [], "(DayYearMin, DayYearMax)" },
        { "too many years", Weekend, [.. Enumerable.Range(1900, Limits.CalendarYearsMax + 1)], [], [], "(CalendarYearsMax)" },
        { "a holiday twice", Weekend, [2025], [NewYear, NewYear], [], "holiday 2025-01-01 is listed twice" },
        { "a holiday of a year not known", Weekend, [2024], [NewYear], [], "holiday 2025-01-01: its year is not among" },
        { "a holiday without a name", Weekend, [2025], [NewYear with { Name = " " }], [], "holiday 2025-01-01: name" },
        { "a weekday worked anyway", Weekend, [2025], [], ["2025-01-03"], "extra working day 2025-01-03 is no day of the weekend" },
        { "an extra day twice", Weekend, [2025], [], ["2025-01-04", "2025-01-04"], "extra working day 2025-01-04 is listed twice" },
        { "an extra day of a year not known", Weekend, [2024], [], ["2025-01-04"], "extra working day 2025-01-04: its year" },
        { "an extra day that is a holiday", Weekend, [2025], [NewYear with { Date = new(2025, 1, 4) }], ["2025-01-04"], "is listed as a holiday too" },
    };

    [Theory]
    [MemberData(nameof(Drafts))]
    public void A_calendar_is_lawful_or_says_what_is_wrong(string row, DayOfWeek[] weekend, int[] years, Holiday[] holidays, string[] extra, string? problem)
    {
        var calendar = WorkCalendar.TryCreate(weekend, years, holidays, [.. extra.Select(Day)], out var problems);
        Assert.True((problem is null) == (calendar is not null), row);
        if (problem is null) Assert.Empty(problems);
        else Assert.Contains(problems, sentence => sentence.Contains(problem, StringComparison.Ordinal));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Instant Local(string text) => At(text, Offset);

    private static Instant At(string text, TimeSpan offset) =>
        Instant.From(new DateTimeOffset(DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), offset));
}
