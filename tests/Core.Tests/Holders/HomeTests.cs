namespace HierarchySim.Core.Tests;

/// <summary>The home unit: what it tells the units its officials hold, and what it makes of their answers.</summary>
public sealed class HomeTests
{
    private static readonly DateOnly Today = States.Today;

    [Theory]
    [InlineData(0, TestCatalog.LoadLimit)]
    [InlineData(7, 7)]
    public void An_official_without_a_load_limit_has_the_catalogue_s(int given, int limit) =>
        Assert.Equal(limit, Assert.Single(States.NewProvince().Do(new RegisterOfficial("Cán bộ", [], given)).State.Officials).LoadLimit);

    [Fact]
    public void An_assignment_is_offered_with_what_the_unit_must_know()
    {
        var home = States.Home().Do(new RecordLeave(States.First, Today.AddDays(2), Today.AddDays(3))).Do(new RecordLeave(States.Second, Today.AddDays(3), Today.AddDays(9)));
        home.Do(States.Assign(States.TeamOfTwo, Today, Today.AddDays(20), States.District(0)));
        var offer = Assert.IsType<DutyOffer>(Assert.Single(Told(home.State, 0)));
        Assert.Equal((new UnitId(100), home.State.Level, Route.Here), (offer.Unit, offer.HomeLevel, offer.Ahead));
        Assert.Equal((States.Made, States.TeamOfTwo, TestCatalog.InCharge, true), (offer.Terms.Assignment, offer.Terms.Holder, offer.Terms.Role, offer.Terms.Exclusive));
        Assert.Equal([new LeavePeriod(Today.AddDays(3), Today.AddDays(3))], offer.Terms.Absences);
        Assert.Equal([States.First, States.Second], offer.Terms.Members);
    }

    // What is done, and how many messages each district is told by it: the first official holds district 0, the team district 1.
    public static TheoryData<string, int, int> Tellings => new()
    {
        { "leave of the first member", 1, 0 },
        { "leave of both members, together", 1, 1 },
        { "leave of both members, one after the other", 1, 0 },
        { "leave of the third official", 0, 0 },
        { "another member", 0, 1 },
        { "the end of the first assignment", 1, 0 },
        { "the end of the first assignment, then leave of the first member", 1, 0 },
        { "a new name of the first official", 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Tellings))]
    public void Only_units_for_which_something_changed_are_told(string what, int first, int second)
    {
        var home = Answered(States.Home().Do(States.Assign(States.First, States.District(0))).Do(States.Assign(States.TeamOfTwo, States.District(1))));
        var leave = new RecordLeave(States.First, Today, Today.AddDays(4));
        var end = new EndAssignment(States.Made, Today.AddDays(-1));
        _ = what switch
        {
            "leave of the first member" => home.Do(leave),
            "leave of both members, together" => home.Do(leave).Do(leave with { Official = States.Second, From = Today.AddDays(4), To = Today.AddDays(6) }),
            "leave of both members, one after the other" => home.Do(leave).Do(leave with { Official = States.Second, From = Today.AddDays(5), To = Today.AddDays(6) }),
            "leave of the third official" => home.Do(leave with { Official = States.Third }),
            "another member" => home.Do(new ChangeTeam(States.TeamOfTwo, "Tổ công tác", [States.Third])),
            "the end of the first assignment" => home.Do(end),
            "the end of the first assignment, then leave of the first member" => home.Do(end).Do(leave),
            _ => home.Do(new ChangeOfficial(States.First, "Tên mới", [], 0)),
        };
        var (toFirst, toSecond) = (Told(home.State, 0), Told(home.State, 1));
        Assert.Equal((first, second), (toFirst.Count, toSecond.Count));
        Assert.All(toFirst.Concat(toSecond), message => Assert.IsType<DutyRevision>(message));
    }

    [Fact]
    public void An_answer_to_nothing_is_ignored()
    {
        var home = Answered(States.Home().Do(States.Assign(States.First, States.District(0))));
        foreach (var reply in new[]
        {
            Reply(States.Made, 101, HeldState.Accepted),
            Reply(new AssignmentId(States.Province, 9), 100, HeldState.Accepted),
            Reply(new AssignmentId(UnitId.Root, 1), 100, HeldState.Accepted),
        })
            Assert.IsType<MessageIgnored>(Decide(home, reply).EventAt(0));
        Assert.Equal(HeldState.Accepted, Assert.Single(Assert.Single(home.State.Assignments).Units).State);
    }

    [Fact]
    public void An_assignment_that_every_unit_refused_is_over_and_can_be_made_again()
    {
        var home = States.Home().Do(States.Assign(States.First, States.District(0), States.District(1)));
        Hear(home, 0, Reply(States.Made, 100, HeldState.RefusedFull));
        Assert.False(Assert.Single(home.State.Assignments).IsOver);
        Hear(home, 1, Reply(States.Made, 101, HeldState.RefusedLevel));
        Assert.Equal(home.Now, Assert.Single(home.State.Assignments).EndedAt);
        home.Do(States.Assign(States.First, States.District(0))).Do(new EndOfficial(States.Third));
        Assert.Equal(2, home.State.Assignments.Count);
    }

    [Fact]
    public void A_home_that_closes_ends_its_officials_and_teams_and_forgets_them_after_thirty_days()
    {
        var home = Actor.Born(Actor.Define(2, "tinh", "Tỉnh"), UnitId.Root).Do(new RegisterOfficial("Cán bộ", [], 0)).Do(new RegisterTeam("Tổ", [States.First]));
        home.Do(States.CloseNow);
        Assert.False(home.State.Officials[0].IsActive || home.State.Teams[0].IsActive);
        Assert.Equal(HoldingTally.Empty, home.State.Tally.Holdings);
        home.Wait(Limits.ClosedItemsKeptMs - 1);
        Assert.Single(home.State.Teams);
        Assert.Equal(home.Now.PlusMs(1), UnitMachine.NextWake(home.State));
        home.Wait(1);
        Assert.Empty(home.State.Officials);
        Assert.Empty(home.State.Teams);
        Assert.Equal(Instant.None, UnitMachine.NextWake(home.State));
    }

    [Fact]
    public void A_home_made_again_from_its_snapshot_goes_on_where_it_was()
    {
        var home = Answered(States.Home().Do(States.Assign(States.First, States.District(0))).Do(States.Assign(States.TeamOfTwo, States.District(1))));
        home.Do(new RecordLeave(States.First, Today, Today.AddDays(2))).Do(new ChangeOfficial(States.First, "Cán bộ", [], 1)).Do(new EndOfficial(States.Third));
        var again = States.AsOf(home, _ => { });
        again.BeginLife();
        Assert.Equal(home.State.Tally.Holdings, again.Tally.Holdings);
        Assert.Equal((2, 1, 1, 1), (again.Tally.Holdings.Officials, again.Tally.Holdings.OnLeave, again.Tally.Holdings.Teams, again.Tally.Holdings.Overloaded));
        Assert.Equal(UnitMachine.NextWake(home.State), UnitMachine.NextWake(again));
        Assert.Equal((home.State.HomeDay, 2), (again.HomeDay, again.LoadOf(States.First)));
        Assert.Equal(5, Actor.Decide(again, new RegisterOfficial("Cán bộ", [], 0), Actor.Noon).Number);
        Assert.Equal(3, Actor.Decide(again, States.Assign(States.Second, States.District(0)), Actor.Noon).Number);
    }

    // The districts have heard everything and hold what they were offered.
    private static Actor Answered(Actor home)
    {
        foreach (var assignment in home.State.Assignments.ToList())
            foreach (var held in assignment.Units) Hear(home, held.Way.Next.Child, Reply(assignment.Id, held.Unit.Value, HeldState.Accepted));
        Told(home.State, 0);
        Told(home.State, 1);
        return home.Confirmed();
    }

    private static DutyReply Reply(AssignmentId assignment, long unit, HeldState state) => new(assignment, new UnitId(unit), state, Route.Here, Route.Here);

    private static void Hear(Actor home, int child, DutyReply reply)
    {
        var decision = Actor.Machine.DecideMessage(home.State, Move.Down(child), new LinkDelivery(LinkEpoch.First, home.State.ReceivedFrom(child).Next, reply), home.Now);
        Actor.Machine.Apply(home.State, Assert.IsType<AssignmentNoted>(decision.EventAt(0)), home.Now);
    }

    private static Decision Decide(Actor home, DutyReply reply) =>
        Actor.Machine.DecideMessage(home.State, Move.Down(1), new LinkDelivery(LinkEpoch.First, home.State.ReceivedFrom(1).Next, reply), home.Now);

    private static List<LinkMessage> Told(UnitState unit, int child)
    {
        var told = new List<LinkMessage>();
        while (unit.HasMessageFor(child)) told.Add(unit.TakeMessageFor(child).Message);
        return [.. told.Where(message => message is not OpenUnit)];
    }
}
