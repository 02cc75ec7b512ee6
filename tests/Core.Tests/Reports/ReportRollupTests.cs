using HierarchySim.Engine.Conformance;
using static HierarchySim.Core.Tests.Forms;

namespace HierarchySim.Core.Tests;

/// <summary>What a subtree has reported is what a naive recount of its units finds, whatever happened to them.</summary>
public sealed class ReportRollupTests
{
    private static readonly ReportPeriod January = ReportPeriod.Parse("2025-01");
    private static readonly Instant Due = January.DueAt(Second, Actor.Scheme.Offset);

    [Fact]
    public void A_province_adds_up_what_its_districts_reported()
    {
        var family = new ReportFamily(districts: 3);
        family.Parent.Do(Submit(values: [1, 10, 0]));
        family.Children[0].Do(Submit(values: [2, 20, 1])).Do(Submit(values: [3, 30, 1], corrects: 1));
        family.Children[1].Wait(Due.Milliseconds - Actor.Noon.Milliseconds + 1).Do(Submit(values: [4, 40, 2]));
        family.Settle();
        Assert.Equal(new ReportStatus(4, 3, 2, 1, Due, Due), family.Status(January, Due));
        Assert.Equal([8, 80, 3], ReportRules.SumsOf(family.Parent.State.Tally, Forms.InUse, Second, January));
    }

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(1, 2, 0)]
    public void What_is_awaited_becomes_missing_when_the_due_time_has_passed(long afterDueMs, int missing, int awaited)
    {
        var family = new ReportFamily(districts: 2);
        family.Children[0].Do(Submit());
        family.Settle();
        var status = family.Status(January, Due.PlusMs(afterDueMs));
        Assert.Equal((missing, awaited, 0), (status.Missing, status.Awaited, status.Late));
        Assert.Equal(100.0 / 3, status.RatePercent);
        Assert.Equal(100.0 / 3, status.OnTimeRatePercent);
    }

    [Fact]
    public void Where_nothing_is_expected_there_is_no_rate() =>
        Assert.Equal((null, null), (default(ReportStatus).RatePercent, default(ReportStatus).OnTimeRatePercent));

    [Fact]
    public void A_unit_that_closed_counts_as_expected_when_it_had_reported_and_not_otherwise()
    {
        var family = new ReportFamily(districts: 3);
        family.Children[0].Do(Submit()).Do(States.CloseNow);
        family.Children[1].Do(States.CloseNow);
        family.Settle();
        Assert.Equal(new ReportStatus(3, 1, 1, 0, Due, Due), family.Status(January, Due));
    }

    [Fact]
    public void A_unit_that_opens_is_expected()
    {
        var family = new ReportFamily(districts: 1);
        family.Open();
        family.Settle();
        Assert.Equal(3, family.Status(January, Due).Expected);
    }

    [Fact]
    public void Fields_of_two_versions_add_up_by_their_codes_and_levels_that_owe_no_more_do_not_count()
    {
        var before = new ReportFamily(districts: 2, Make(First));
        before.Children[0].Do(Submit(values: [120, 4], version: 1));
        before.Machine.Catalog = Forms.InUse;
        before.Children[1].Do(Submit(values: [5, 30, 7]));
        before.Settle();
        Assert.Equal([9, 150, 7], ReportRules.SumsOf(before.Parent.State.Tally, Forms.InUse, Second, January));
        Assert.Equal(2, before.Parent.State.Tally.Reports.Of(Monthly, January).Length);

        var onlyProvinces = Second with { Levels = States.SetOf("province") };
        Assert.Equal(new ReportStatus(1, 0, 0, 0, Due, Due), ReportRules.StatusOf(before.Parent.State.Counts, before.Parent.State.Tally, onlyProvinces, January, Due, Due));
        Assert.Equal([0, 0, 0], ReportRules.SumsOf(before.Parent.State.Tally, Forms.InUse, onlyProvinces, January));
    }

    [Fact]
    public void A_search_for_outstanding_reports_goes_where_one_is_and_nowhere_else()
    {
        var family = new ReportFamily(districts: 2);
        family.Children[0].Do(Submit());
        family.Settle();
        Assert.Equal((false, true), (MayContain(0), MayContain(1)));
        Assert.Equal((false, true), (Matches(family.Children[0]), Matches(family.Children[1])));
        family.Children[1].Do(States.CloseNow);
        family.Settle();
        Assert.Equal((false, false), (MayContain(1), Matches(family.Children[1])));

        bool MayContain(int child) => ReportRules.MayContain(family.Parent.State.ChildCounts(child), family.Parent.State.ChildTally(child), Second, January);
        static bool Matches(Actor unit) => ReportRules.Matches(unit.State, Second, January);
    }

    [Fact]
    public void A_unit_that_reported_before_it_had_children_still_counts()
    {
        var family = new ReportFamily(districts: 0);
        family.Parent.Do(Submit());
        family.Open();
        Assert.Equal(1, family.Status(January, Due).Actual);
        family.AssertRecovers();
    }

    [Fact]
    public void A_unit_without_reports_has_the_shared_empty_tally_and_time_alone_asks_nothing_of_one_that_has()
    {
        Assert.Same(SubtreeTally.Empty, States.NewProvince().State.Tally);
        var reported = States.NewProvince().Do(Submit()).State;
        Assert.Same(reported.Tally, reported.Tally);
        Assert.False(UnitMachine.NeedsHousekeeping(reported));
        Assert.Equal(Instant.None, UnitMachine.NextWake(reported));
    }

    [Fact]
    public void Rollups_equal_a_naive_recount_whatever_happens()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var dice = new Dice((ulong)seed);
            var family = new ReportFamily(districts: 3);
            for (var step = 0; step < 60; step++)
            {
                family.Happen(dice);
                if (dice.Percent(30)) family.AssertEqualsRecount($"seed {seed}, step {step}");
            }
            family.AssertEqualsRecount($"seed {seed}");
            family.AssertRecovers();
        }
    }

    [Fact]
    public void A_subtree_with_more_than_it_can_count_counts_the_periods_that_ended_last()
    {
        // Each district reports on 199 forms over many years, so that the province sees more than the limit of totals.
        ReportForm[] forms = [.. Enumerable.Range(0, Limits.ReportFormVersionsMax - 1).Select(i => First with { Code = $"f{i}", From = new DateOnly(2015, 1, 1) })];
        var family = new ReportFamily(districts: 4, Make(forms));
        for (var i = 0; i < family.Children.Count; i++)
        {
            var unit = family.Children[i].Wait(i * 430L * 24 * 60 * 60 * 1000);
            var present = ReportPeriod.Of(PeriodKind.Month, unit.Now.DateAt(Actor.Scheme.Offset));
            foreach (var form in forms)
                for (var back = 0; back <= Limits.ReportPeriodsBackMax; back++)
                    unit.Do(new SubmitReport(form.Code, 1, present with { Ordinal = present.Ordinal - back }, [i + 1, 1], TextId.None, HolderId.None, 0));
        }
        family.AssertEqualsRecount("more than fits");
        Assert.Equal(Limits.ReportTotalsPerTallyMax, family.Parent.State.Tally.Reports.Totals.Length);
        family.AssertRecovers();
    }
}
