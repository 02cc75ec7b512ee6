using static HierarchySim.Core.Tests.Forms;

namespace HierarchySim.Core.Tests;

/// <summary>One unit's own reports: on time, corrected, kept and gone.</summary>
public sealed class ReportTests
{
    private const long MsPerDay = 24L * 60 * 60 * 1000;
    private static readonly ReportPeriod January = ReportPeriod.Parse("2025-01");
    private static readonly ReportPeriod December = ReportPeriod.Parse("2024-12");

    // December 2024 is due five days after 31 December: at 24:00 of 5 January in Vietnam, which is 17:00 UTC.
    private static readonly Instant DecemberDue = Instant.From(new DateTimeOffset(2025, 1, 5, 17, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(-MsPerDay, true)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(MsPerDay, false)]
    public void On_time_ends_with_the_due_day_in_local_time(long afterDueMs, bool onTime)
    {
        var report = At(DecemberDue.PlusMs(afterDueMs)).Do(Submit("2024-12", [120, 4], version: 1)).State.FindReport(Monthly, December)!;
        Assert.Equal((onTime, DecemberDue), (report.IsOnTime, report.Due));
    }

    [Theory]
    [InlineData(0, ReportStanding.Awaited)]
    [InlineData(1, ReportStanding.Missing)]
    public void Nothing_is_missing_before_the_due_day_has_ended(long afterDueMs, ReportStanding standing)
    {
        var now = DecemberDue.PlusMs(afterDueMs);
        var owed = ReportRules.OwedBy(At(now).State, Forms.InUse, now, Actor.Scheme.Offset);
        Assert.Equal(standing, owed.Single(item => item.Form.Code == Monthly && item.Period == December).Standing);
    }

    // The month begins at midnight in Vietnam, seven hours before it does in UTC.
    [Theory]
    [InlineData("2025-01-31T16:59:59.999Z", "2025-02", false)]
    [InlineData("2025-01-31T17:00:00.000Z", "2025-02", true)]
    [InlineData("2025-01-31T16:59:59.999Z", "2023-12", true)]
    [InlineData("2025-01-31T17:00:00.000Z", "2023-12", false)]
    public void Periods_open_and_end_at_local_midnight(string at, string period, bool open)
    {
        var now = Instant.From(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        var of = ReportPeriod.Parse(period);
        var form = Forms.InUse.FindForm(Monthly, of)!;
        var command = Submit(period, form == First ? [120, 4] : null, version: form.Version);
        Assert.Equal(open ? Verdict.Accepted : Verdict.Refused, Actor.Decide(At(now).State, command, now).Verdict);
        Assert.Equal(open, ReportRules.FindOpenForm(Forms.InUse, Monthly, of, now.DateAt(Actor.Scheme.Offset)) is not null);
    }

    [Fact]
    public void A_correction_replaces_all_but_when_the_first_report_came()
    {
        var province = At(DecemberDue).Do(Submit("2024-12", [120, 4], version: 1, note: new TextId(1, 1)));
        province.Wait(3 * MsPerDay).Do(Submit("2024-12", [130, 5], version: 1, corrects: 1));
        var report = province.State.FindReport(Monthly, December)!;
        Assert.Equal(
            new Report(Monthly, 1, December, [130, 5], TextId.None, HolderId.None, 2, DecemberDue, DecemberDue, DecemberDue.PlusMs(3 * MsPerDay)), report);
        Assert.True(report.IsOnTime && report.IsCorrected);

        province.Do(Submit("2024-12", [130, 6], version: 1, corrects: 2));
        Assert.Equal((3, true), (province.State.FindReport(Monthly, December)!.Revision, province.State.FindReport(Monthly, December)!.IsOnTime));
    }

    [Fact]
    public void A_late_report_stays_late_when_it_is_corrected()
    {
        var province = At(DecemberDue.PlusMs(1)).Do(Submit("2024-12", [120, 4], version: 1)).Do(Submit("2024-12", [120, 4], version: 1, corrects: 1));
        Assert.False(province.State.FindReport(Monthly, December)!.IsOnTime);
    }

    [Fact]
    public void The_answer_to_a_report_carries_its_revision()
    {
        var province = States.NewProvince();
        Assert.Equal(1, Actor.Decide(province.State, Submit(), Actor.Noon).Number);
        Assert.Equal(2, Actor.Decide(province.Do(Submit()).State, Submit(corrects: 1), Actor.Noon).Number);
    }

    [Fact]
    public void The_caller_s_values_stay_the_caller_s()
    {
        long[] values = [4, 120, 7];
        var province = States.NewProvince().Do(Submit(values: values));
        values[0] = 99;
        Assert.Equal(4, province.State.FindReport(Monthly, January)!.Values[0]);
    }

    [Fact]
    public void A_report_that_nobody_can_correct_any_more_leaves_with_the_next_one()
    {
        var province = States.NewProvince().Do(Submit("2023-12", [1, 1], version: 1)).Do(Submit("2025-Q1", [1], form: "plain", version: 1));
        province.Wait(26 * MsPerDay);
        Assert.NotNull(province.State.FindReport(Monthly, ReportPeriod.Parse("2023-12")));
        province.Do(Submit("2025-02"));
        Assert.Equal(["2025-02", "2025-Q1"], province.State.Reports.Select(report => report.Period.ToString()));
    }

    [Fact]
    public void A_unit_owes_every_open_period_of_each_form_for_its_level_the_latest_due_first()
    {
        var province = At(DecemberDue.PlusMs(1)).Do(Submit("2024-12", [120, 4], version: 1)).Do(Submit("2025-Q1", [1], form: "plain", version: 1));
        var owed = ReportRules.OwedBy(province.State, Forms.InUse, province.Now, Actor.Scheme.Offset);
        Assert.Equal(owed.OrderByDescending(item => item.Due).Select(item => item.Period), owed.Select(item => item.Period));
        Assert.Equal(14, owed.Count(item => item.Form.Code == Monthly));
        Assert.Equal(["2025-01"], owed.Where(item => item.Form.Code == "from-2025").Select(item => item.Period.ToString()));
        Assert.Equal("2024-Q2", owed.Where(item => item.Form.Code == "ended").Max(item => item.Period).ToString());
        Assert.DoesNotContain(owed, item => item.Form.Code == "week");

        Assert.Equal((ReportStanding.Awaited, 0), Standing(Monthly, "2025-01"));
        Assert.Equal((ReportStanding.Late, 1), Standing(Monthly, "2024-12"));
        Assert.Equal((ReportStanding.Missing, 0), Standing(Monthly, "2024-11"));
        Assert.Equal((ReportStanding.OnTime, 1), Standing("plain", "2025-Q1"));
        Assert.Empty(ReportRules.OwedBy(States.NewProvince().Do(States.CloseNow).State, Forms.InUse, Actor.Noon, Actor.Scheme.Offset));

        (ReportStanding, int) Standing(string form, string period) =>
            owed.Where(item => item.Form.Code == form && item.Period.ToString() == period).Select(item => (item.Standing, item.Revision)).Single();
    }

    // A unit whose clock stands at a moment, which may lie before every table's "now".
    private static Actor At(Instant now) => States.NewProvince().Wait(now.Milliseconds - Actor.Noon.Milliseconds);
}
