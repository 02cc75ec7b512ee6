namespace HierarchySim.Core.Tests;

/// <summary>What an issuer does of its own accord.</summary>
public sealed class HousekeepingTests
{
    private static readonly LevelSet Provinces = States.SetOf("province");

    [Fact]
    public void A_unit_that_issued_nothing_needs_no_housekeeping()
    {
        var group = States.Told(Requirement.Complete).State;
        Assert.False(UnitMachine.NeedsHousekeeping(group));
        Assert.Equal(Instant.None, UnitMachine.NextWake(group));
        Assert.Equal(Verdict.Dropped, UnitMachine.DecideHousekeeping(group, States.InTwoDays).Verdict);
    }

    [Fact]
    public void A_directive_that_everyone_followed_is_fulfilled_at_that_moment()
    {
        var province = States.NewProvince().Do(States.Issue(Provinces, due: Instant.None));
        Assert.False(province.State.Issued[0].FulfilledAt.IsSet);
        Assert.Equal(Instant.None, UnitMachine.NextWake(province.State));
        province.Wait(1_000).Do(new AcknowledgeDirective(States.Own));
        Assert.Equal(province.Now, province.State.Issued[0].FulfilledAt);
        Assert.Equal(province.Now.PlusMs(Limits.ClosedItemsKeptMs), UnitMachine.NextWake(province.State));
    }

    [Fact]
    public void A_directive_that_nobody_must_follow_is_fulfilled_at_once()
    {
        var province = States.NewProvince().Do(States.Issue(States.Groups, due: Instant.None));
        Assert.Equal(province.Now, province.State.Issued[0].FulfilledAt);
    }

    [Fact]
    public void Nothing_is_decided_while_a_number_is_still_climbing()
    {
        var province = States.NewProvince().Do(States.Issue(Provinces, due: Instant.None)).Do(new AcknowledgeDirective(States.Own));
        var fulfilled = province.State.Issued[0].FulfilledAt;
        province.Wait(1_000).Do(States.OpenDistricts(1));
        Assert.True(province.State.ProgressOf(0).Counting);
        Assert.Equal(fulfilled, province.State.Issued[0].FulfilledAt);
        province.Wait(Limits.ClosedItemsKeptMs);
        Assert.Single(province.State.Issued);

        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), States.Province, province.State.Issued[0].Spec);
        province.State.Observe(0, district.State.TakeSummary(1));
        Assert.Equal([new DirectiveRetired(default, States.Own)], province.KeepHouse());
    }

    [Fact]
    public void A_unit_linked_later_that_is_meant_makes_it_unfulfilled_again()
    {
        var spec = States.SetOf("province", "district");
        var province = States.NewProvince().Do(States.Issue(spec, due: Instant.None)).Do(new AcknowledgeDirective(States.Own)).Do(States.OpenDistricts(1));
        var district = Actor.Born(Actor.Define(100, "huyen", "Huyện 100"), States.Province, province.State.Issued[0].Spec);
        province.State.Observe(0, district.State.TakeSummary(1));
        Assert.Equal([new DirectiveUnfulfilled(States.Own)], province.KeepHouse());
        Assert.Equal(Instant.None, UnitMachine.NextWake(province.State));
    }

    // The moment from which on a directive is gone; one millisecond earlier it is there.
    [Theory]
    [InlineData("cancelled", Limits.ClosedItemsKeptMs)]
    [InlineData("superseded", Limits.ClosedItemsKeptMs)]
    [InlineData("fulfilled, no due time", Limits.ClosedItemsKeptMs)]
    [InlineData("fulfilled, due in two days", Limits.ClosedItemsKeptMs + 2 * 24 * 3_600_000L)]
    public void A_directive_retires_thirty_days_after_it_is_over(string how, long wait)
    {
        var province = States.NewProvince().Do(States.Issue(Provinces, due: how.EndsWith("no due time", StringComparison.Ordinal) ? Instant.None : null));
        if (how == "cancelled") province.Do(new WithdrawDirective(States.Own));
        else if (how == "superseded") province.Do(States.Issue(Provinces, supersedes: States.Own));
        else province.Do(new AcknowledgeDirective(States.Own));

        province.Wait(wait - 1);
        Assert.Contains(province.State.Issued, issued => issued.Spec.Id == States.Own);
        Assert.Equal(province.Now.PlusMs(1), UnitMachine.NextWake(province.State));
        province.Wait(1);
        Assert.DoesNotContain(province.State.Issued, issued => issued.Spec.Id == States.Own);
        Assert.True(province.State.FindReceipt(States.Own) < 0);
    }

    [Fact]
    public void Numbers_of_retired_directives_are_not_used_again()
    {
        var province = States.Issuing().Do(new WithdrawDirective(States.Own)).Wait(Limits.ClosedItemsKeptMs).Do(States.Issue(Provinces, due: Instant.None));
        Assert.Equal(new DirectiveId(States.Province, 2), Assert.Single(province.State.Issued).Spec.Id);
    }

    [Fact]
    public void Retirement_waits_for_room_in_the_outbox()
    {
        var province = States.Issuing().Do(States.OpenDistricts(1));
        while (province.State.PendingFor(0) < Limits.OutboxPerLinkMax - 1) province.Do(new UpdateDirective(States.Own, Instant.None, Urgency.Past, new DirectiveText("Sửa", "")));
        province.Do(new WithdrawDirective(States.Own)).Wait(Limits.ClosedItemsKeptMs);
        Assert.Single(province.State.Issued);
        province.Confirmed().Wait(0);
        Assert.Empty(province.State.Issued);
    }
}
