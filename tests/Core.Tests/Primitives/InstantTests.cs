namespace HierarchySim.Core.Tests;

/// <summary>Moments are UTC milliseconds; dates are local to an offset.</summary>
public sealed class InstantTests
{
    [Theory]
    [InlineData("2025-01-06T16:59:59.999Z", 7, "2025-01-06")]
    [InlineData("2025-01-06T17:00:00.000Z", 7, "2025-01-07")]
    [InlineData("2025-01-06T17:00:00.000Z", 0, "2025-01-06")]
    [InlineData("2025-01-01T01:00:00.000Z", -3.5, "2024-12-31")]
    [InlineData("2024-02-29T12:00:00.000Z", 14, "2024-03-01")]
    public void A_date_is_local_to_an_offset(string moment, double offsetHours, string date)
    {
        var instant = Instant.From(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(moment, instant.ToString());
        Assert.Equal(DateOnly.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), instant.DateAt(TimeSpan.FromHours(offsetHours)));
    }

    [Fact]
    public void A_moment_is_cut_to_milliseconds_and_comes_back()
    {
        var moment = new DateTimeOffset(2025, 1, 6, 8, 0, 0, TimeSpan.FromHours(7)).AddTicks(19_999);
        var instant = Instant.From(moment);
        Assert.Equal("2025-01-06T01:00:00.001Z", instant.ToString());
        Assert.Equal(instant, Instant.From(instant.ToDateTimeOffset()));
    }

    [Fact]
    public void Moments_order_by_time()
    {
        var (early, late) = (new Instant(1), new Instant(1).PlusMs(1));
        Assert.True(early < late && late > early && early <= late && late >= early && early.CompareTo(late) < 0);
        Assert.True(early.IsSet && !Instant.None.IsSet);
    }

    // Days on which a code that was valid through the year 2024 belonged to its unit.
    [Theory]
    [InlineData("2023-12-31", false)]
    [InlineData("2024-01-01", true)]
    [InlineData("2024-12-31", true)]
    [InlineData("2025-01-01", false)]
    public void A_code_is_valid_from_its_first_day_to_its_last(string day, bool valid)
    {
        var code = new OfficialCode("83", new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(valid, code.IsValidOn(date));
        Assert.Equal(date >= code.ValidFrom, (code with { ValidTo = null }).IsValidOn(date));
    }
}
