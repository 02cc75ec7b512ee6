namespace HierarchySim.Core.Tests;

/// <summary>Assignments at the unit held: a district below the province that makes them.</summary>
public sealed class DutyTests
{
    private static readonly UnitId District = new(100);
    private static readonly Level ProvinceLevel = new(1);
    private static readonly DateOnly Today = States.Today;

    // What arrives at the district, and what it answers.
    public static TheoryData<string, HeldState> Offers => new()
    {
        { "for it, from the province", HeldState.Accepted },
        { "for it, until yesterday", HeldState.Accepted },
        { "for another unit", HeldState.RefusedNotFound },
        { "on a way that goes on where nothing is", HeldState.RefusedNotFound },
        { "for it, from the nation", HeldState.RefusedLevel },
        { "for it, closed", HeldState.RefusedClosed },
        { "the 64th", HeldState.Accepted },
        { "the 65th", HeldState.RefusedFull },
        { "the 65th, after one ended", HeldState.Accepted },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public void An_offer_is_always_answered(string what, HeldState state)
    {
        var district = NewDistrict();
        if (what.EndsWith("closed", StringComparison.Ordinal)) district.Do(States.CloseNow);
        var before = what switch { "the 64th" => Limits.HoldersPerUnitMax - 1, "the 65th" or "the 65th, after one ended" => Limits.HoldersPerUnitMax, _ => 0 };
        for (var i = 1; i <= before; i++) district.Hear(Offer(i));
        if (what.EndsWith("ended", StringComparison.Ordinal)) district.Hear(new DutyRevision(Terms(1, Today, Today.AddDays(-1)), Route.Here, Route.Here));
        var offer = Offer(99, Today, what.EndsWith("yesterday", StringComparison.Ordinal) ? Today.AddDays(-1) : null);
        var changes = district.State.ChangeCount;
        district.Hear(what switch
        {
            "for another unit" => offer with { Unit = new UnitId(101) },
            "on a way that goes on where nothing is" => offer with { Ahead = Route.Of(Move.Down(3)) },
            "for it, from the nation" => offer with { HomeLevel = new Level(0) },
            _ => offer,
        });
        Assert.Equal(new DutyReply(offer.Terms.Assignment, what == "for another unit" ? new UnitId(101) : District, state, Route.Here, Route.Here), LastReply(district.State));
        Assert.Equal(state == HeldState.Accepted, district.State.FindDuty(offer.Terms.Assignment) is not null);
        Assert.Equal(state == HeldState.Accepted, district.State.ChangeCount != changes);
    }

    [Fact]
    public void Ended_ones_make_room_when_too_many_are_remembered()
    {
        var district = NewDistrict();
        for (var i = 1; i <= Limits.DutiesKeptPerUnitMax + 5; i++)
        {
            district.Hear(Offer(i));
            district.Hear(new DutyRevision(Terms(i, Today, Today.AddDays(-1)), Route.Here, Route.Here));
        }
        Assert.Equal(Enumerable.Range(6, Limits.DutiesKeptPerUnitMax), district.State.Duties.Select(duty => duty.Terms.Assignment.Number));
    }

    [Fact]
    public void An_offer_is_answered_however_many_answers_wait()
    {
        var district = NewDistrict();
        for (var i = 0; i <= Limits.OutboxPerLinkMax; i++) district.Hear(Offer(i + 1) with { Unit = new UnitId(101) });
        Assert.Equal(Limits.OutboxPerLinkMax + 1, district.State.PendingForParent);
    }

    [Fact]
    public void New_terms_of_what_is_over_or_unknown_are_ignored()
    {
        var district = NewDistrict().Hear(Offer(1, Today, Today.AddDays(-1)));
        district.Hear(new DutyRevision(Terms(1, Today, null), Route.Here, Route.Here)).Hear(new DutyRevision(Terms(2, Today, null), Route.Here, Route.Here));
        Assert.True(Assert.Single(district.State.Duties).IsOver);
        Assert.Equal(HoldingTally.Empty, district.State.Tally.Holdings);
    }

    // First and last day, first and last day of an absence, all from 6 January; then the days on which the unit wakes up, and whether
    // it is covered from that day on. In Vietnam a day begins at 17:00 of the day before, UTC.
    [Theory]
    [InlineData(0, null, null, null, "")]
    [InlineData(2, null, null, null, "8 covered")]
    [InlineData(0, 0, null, null, "7 uncovered")]
    [InlineData(2, 4, null, null, "8 covered, 11 uncovered")]
    [InlineData(0, null, 1, 1, "7 uncovered, 8 covered")]
    [InlineData(0, null, -2, 0, "7 covered")]
    [InlineData(0, 3, 2, 5, "8 uncovered, 10 uncovered")]
    public void It_wakes_at_the_midnights_on_which_something_changes_and_at_no_other(int first, int? last, int? away, int? back, string wakes)
    {
        LeavePeriod[] absences = away is { } from ? [new LeavePeriod(Today.AddDays(from), Today.AddDays(back!.Value))] : [];
        var district = NewDistrict().Hear(Offer(1, Today.AddDays(first), last is { } to ? Today.AddDays(to) : null, absences));
        var seen = new List<string>();
        while (UnitMachine.NextWake(district.State) is { IsSet: true } wake && wake < Actor.Noon.PlusMs(20 * 86_400_000L))
        {
            Assert.Equal(TimeSpan.FromHours(17), wake.ToDateTimeOffset().TimeOfDay);
            district.Wait(wake.Milliseconds - 1 - district.Now.Milliseconds);
            Assert.Equal(wake, UnitMachine.NextWake(district.State));
            var before = district.State.ChangeCount;
            district.Wait(1);
            Assert.Equal(before + 1, district.State.ChangeCount);
            seen.Add($"{district.State.DutyDay.Day} {(district.State.Tally.Holdings.CoveredAt(district.State.Level) > 0 ? "covered" : "uncovered")}");
        }
        // An absence that goes on after the end changes nothing any more.
        Assert.Equal(wakes, string.Join(", ", seen));
    }

    [Fact]
    public void A_unit_that_slept_through_several_days_turns_once_to_today()
    {
        var district = NewDistrict().Hear(Offer(1, Today.AddDays(1), Today.AddDays(9), [new LeavePeriod(Today.AddDays(2), Today.AddDays(3))]));
        var wake = UnitMachine.NextWake(district.State);
        var later = wake.PlusMs(2 * 86_400_000L);
        Assert.Equal(new DayTurned(Today.AddDays(3)), UnitMachine.DecideHousekeeping(district.State, later).EventAt(0));
        district.Wait(later.Milliseconds - district.Now.Milliseconds);
        Assert.Equal((Today.AddDays(3), 0), (district.State.DutyDay, district.State.Tally.Holdings.CoveredAt(district.State.Level)));
    }

    [Fact]
    public void A_unit_made_again_from_its_snapshot_goes_on_where_it_was()
    {
        var district = NewDistrict().Hear(Offer(1, Today, Today.AddDays(3), [new LeavePeriod(Today.AddDays(1), Today.AddDays(1))])).Hear(Offer(2, Today, Today.AddDays(-1)));
        var again = States.AsOf(district, _ => { });
        again.BeginLife();
        Assert.Equal(district.State.Tally, again.Tally);
        Assert.Equal(UnitMachine.NextWake(district.State), UnitMachine.NextWake(again));
        Assert.Equal(district.State.Duties.Select(duty => duty.EndedAt), again.Duties.Select(duty => duty.EndedAt));
        Assert.Equal(2, again.PendingForParent);
    }

    [Fact]
    public void A_team_that_held_the_unit_before_is_known_by_its_members_of_today()
    {
        var (team, subject) = (new HolderId(States.OwnDistrict, 4), new HolderId(States.OwnDistrict, 2));
        var (first, now) = (TeamTerms(1, new HolderId(States.OwnDistrict, 1)), TeamTerms(2, new HolderId(States.OwnDistrict, 1), subject));
        var commune = States.Holding(subject: subject)
            .Hear(new DutyOffer(States.Commune, new Level(2), first with { To = Today.AddDays(-1) }, Route.Here, Route.Here))
            .Hear(new DutyOffer(States.Commune, new Level(2), now, Route.Here, Route.Here));
        Assert.Equal("by", Actor.Decide(commune.State, new TakeCase(States.Raised, team), Actor.Noon).Refusal!.Field);
        commune.Hear(new DutyRevision(TeamTerms(2, new HolderId(States.OwnDistrict, 1)), Route.Here, Route.Here)).Do(new TakeCase(States.Raised, team));

        DutyTerms TeamTerms(int number, params HolderId[] members) =>
            new(new AssignmentId(States.OwnDistrict, number), team, TestCatalog.Attends, false, Today.AddDays(-30), null, [], members);
    }

    // The assignment is for 7 and 8 January in Vietnam; nothing but the command happens at the unit meanwhile.
    [Theory]
    [InlineData("2025-01-06T16:59:59.999Z", false)]
    [InlineData("2025-01-06T17:00:00.000Z", true)]
    [InlineData("2025-01-08T16:59:59.999Z", true)]
    [InlineData("2025-01-08T17:00:00.000Z", false)]
    public void Who_holds_a_unit_acts_for_it_on_the_day_of_the_turn_even_before_the_unit_has_turned_its_own(string at, bool acts)
    {
        var now = Instant.From(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        var official = new HolderId(States.OwnDistrict, 1);
        var terms = new DutyTerms(new AssignmentId(States.OwnDistrict, 1), official, TestCatalog.Attends, false, Today.AddDays(1), Today.AddDays(2), [], []);
        var commune = States.Holding().Hear(new DutyOffer(States.Commune, new Level(2), terms, Route.Here, Route.Here));
        var decision = Actor.Decide(commune.State, new TakeCase(States.Raised, official), now);
        Assert.Equal(acts ? null : RefusalCode.HolderNotFound, decision.Refusal?.Code);
        Assert.Equal(Today, commune.State.DutyDay);
    }

    [Fact]
    public void A_team_is_known_by_its_members_on_the_day_of_the_turn()
    {
        var (team, subject) = (new HolderId(States.OwnDistrict, 4), new HolderId(States.OwnDistrict, 2));
        var terms = new DutyTerms(new AssignmentId(States.OwnDistrict, 1), team, TestCatalog.Attends, false, Today.AddDays(1), null, [], [subject]);
        var commune = States.Holding(subject: subject).Hear(new DutyOffer(States.Commune, new Level(2), terms, Route.Here, Route.Here));
        Assert.Equal(RefusalCode.Conflict, Actor.Decide(commune.State, new TakeCase(States.Raised, team), Actor.Noon.PlusMs(86_400_000)).Refusal!.Code);
    }

    private static Actor NewDistrict() => Actor.Born(Actor.Define(District.Value, "huyen", "Huyện"), States.Province);

    private static DutyTerms Terms(int number, DateOnly from, DateOnly? to, params LeavePeriod[] absences) =>
        new(new AssignmentId(States.Province, number), new HolderId(States.Province, number), TestCatalog.Attends, false, from, to, absences, []);

    private static DutyOffer Offer(int number) => Offer(number, Today, null);

    private static DutyOffer Offer(int number, DateOnly from, DateOnly? to, params LeavePeriod[] absences) =>
        new(District, ProvinceLevel, Terms(number, from, to, absences), Route.Here, Route.Here);

    private static LinkMessage LastReply(UnitState unit)
    {
        LinkMessage? last = null;
        while (unit.HasMessageForParent) last = unit.TakeMessageForParent().Message;
        return last!;
    }
}
