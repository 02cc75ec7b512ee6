using System.Globalization;

namespace HierarchySim.Core.Tests;

/// <summary>Periods as text, as days, in a row; and when their reports are due.</summary>
public sealed class ReportPeriodTests
{
    [Theory]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2027", "2025")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31", "2026-Q2", "2025-Q4")]
    [InlineData("2026-Q4", "2026-10-01", "2026-12-31", "2027-Q1", "2026-Q3")]
    [InlineData("2026-11", "2026-11-01", "2026-11-30", "2026-12", "2026-10")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "2024-03", "2024-01")]
    [InlineData("2026-12", "2026-12-01", "2026-12-31", "2027-01", "2026-11")]
    [InlineData("2026-W47", "2026-11-16", "2026-11-22", "2026-W48", "2026-W46")]
    [InlineData("2026-W53", "2026-12-28", "2027-01-03", "2027-W01", "2026-W52")]
    [InlineData("2025-W01", "2024-12-30", "2025-01-05", "2025-W02", "2024-W52")]
    [InlineData("1800", "1800-01-01", "1800-12-31", "1801", "1799")]
    [InlineData("2199-12", "2199-12-01", "2199-12-31", "2200-01", "2199-11")]
    public void A_period_has_days_and_neighbours(string text, string first, string last, string next, string previous)
    {
        var period = ReportPeriod.Parse(text);
        Assert.Equal(text, period.ToString());
        Assert.Equal((Day(first), Day(last)), (period.FirstDay, period.LastDay));
        Assert.Equal((next, previous), (period.Next.ToString(), period.Previous.ToString()));
        Assert.Equal(period, ReportPeriod.Of(period.Kind, period.FirstDay));
        Assert.Equal(period, ReportPeriod.Of(period.Kind, period.LastDay));
        Assert.Equal(period.Next, ReportPeriod.Of(period.Kind, period.LastDay.AddDays(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("20266")]
    [InlineData("2026-")]
    [InlineData("2026-00")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("2026-011")]
    [InlineData("2026-Q0")]
    [InlineData("2026-Q5")]
    [InlineData("2026-q1")]
    [InlineData("2026Q1")]
    [InlineData("2026-W00")]
    [InlineData("2026-W54")]
    [InlineData("2025-W53")] // a year of 52 weeks
    [InlineData("2026-W1")]
    [InlineData("2026-w01")]
    [InlineData("2026-W+1")]
    [InlineData(" 2026")]
    [InlineData("2026-1١")]
    [InlineData("1799")]
    [InlineData("2200-01")]
    [InlineData("2026-11-01")]
    public void Other_texts_are_no_periods(string text)
    {
        Assert.False(ReportPeriod.TryParse(text, out var period));
        Assert.Equal(default, period);
        Assert.Throws<FormatException>(() => ReportPeriod.Parse(text));
    }

    [Fact]
    public void Every_week_is_the_one_the_framework_counts()
    {
        for (var day = new DateOnly(1999, 12, 20); day.Year < 2051; day = day.AddDays(1))
        {
            var date = day.ToDateTime(TimeOnly.MinValue);
            var expected = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):D4}-W{ISOWeek.GetWeekOfYear(date):D2}");
            var week = ReportPeriod.Of(PeriodKind.Week, day);
            Assert.Equal(expected, week.ToString());
            Assert.Equal(week, ReportPeriod.Parse(expected));
        }
    }

    [Fact]
    public void Periods_of_a_kind_order_by_time()
    {
        var (early, late) = (ReportPeriod.Parse("2026-W52"), ReportPeriod.Parse("2027-W01"));
        Assert.True(early < late && late > early && early <= late && late >= early && early.CompareTo(early) == 0);
        string[] mixed = ["2026", "2026-W02", "2026-Q1", "2026-01", "2026-W01"];
        Assert.Equal(["2026-W01", "2026-W02", "2026-01", "2026-Q1", "2026"], mixed.Select(text => ReportPeriod.Parse(text)).Order().Select(period => period.ToString()));
    }

    [Theory]
    [InlineData("2026-11", 5, "2026-12-06T00:00")]
    [InlineData("2026-11", 0, "2026-12-01T00:00")]
    [InlineData("2026-12", 31, "2027-02-01T00:00")]
    public void A_report_is_due_at_the_end_of_a_day_after_its_period(string period, int dueDays, string due)
    {
        var offset = TimeSpan.FromHours(7);
        var expected = new DateTimeOffset(DateTime.ParseExact(due, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), offset);
        Assert.Equal(Instant.From(expected), ReportPeriod.Parse(period).DueAt(Form(PeriodKind.Month, "2026-01-01", dueDays), offset));
    }

    [Theory]
    [InlineData(PeriodKind.Month, "2026-01-01", "2026-01")]
    [InlineData(PeriodKind.Month, "2026-01-02", "2026-02")]
    [InlineData(PeriodKind.Quarter, "2026-12-31", "2027-Q1")]
    [InlineData(PeriodKind.Week, "2026-11-16", "2026-W47")]
    [InlineData(PeriodKind.Week, "2026-11-17", "2026-W48")]
    [InlineData(PeriodKind.Year, "2026-01-01", "2026")]
    public void A_form_begins_with_the_first_whole_period(PeriodKind kind, string from, string first)
    {
        var form = Form(kind, from, 5);
        var period = ReportPeriod.Parse(first);
        Assert.Equal(period, form.FirstPeriod);
        Assert.True(form.IsFor(period) && form.IsFor(period.Next) && !form.IsFor(period.Previous));
        Assert.False(form.IsFor(ReportPeriod.Of(kind == PeriodKind.Year ? PeriodKind.Month : PeriodKind.Year, new DateOnly(2030, 1, 1))));
    }

    private static ReportForm Form(PeriodKind kind, string from, int dueDays) =>
        new("form", 1, "Mẫu", "Form", default, kind, dueDays, Day(from), [new("count", "Số", "Count", 0, 10)], 0);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
