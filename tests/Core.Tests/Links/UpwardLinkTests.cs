namespace HierarchySim.Core.Tests;

/// <summary>The other direction of a link: what a parent takes from a child, and what passes through on its way.</summary>
public sealed class UpwardLinkTests
{
    // A commune has one message from its first child, and none from its second. What does it do with this one?
    [Theory]
    [InlineData("the next one", 0, 1, 2, Verdict.Accepted)]
    [InlineData("the last one again", 0, 1, 1, Verdict.Dropped)]
    [InlineData("one number too early", 0, 1, 3, Verdict.Dropped)]
    [InlineData("a number of no message", 0, 1, 0, Verdict.Dropped)]
    [InlineData("the next one of a later life of the link", 0, 2, 2, Verdict.Dropped)]
    [InlineData("the first one of another child", 1, 1, 1, Verdict.Accepted)]
    [InlineData("the second one of another child", 1, 1, 2, Verdict.Dropped)]
    public void A_parent_takes_the_next_message_of_each_child(string what, int child, uint epoch, uint sequence, Verdict verdict)
    {
        var commune = States.Holding();
        var before = commune.State.ReceivedFrom(child).Value;
        var second = States.Climbing(States.Case(number: 2));
        var decision = commune.Receive(Move.Down(child), new LinkDelivery(new LinkEpoch(epoch), new LinkSequence(sequence), second));
        Assert.True(verdict == decision.Verdict, what);
        Assert.Equal(verdict == Verdict.Accepted ? before + 1 : before, commune.State.ReceivedFrom(child).Value);
        Assert.Equal(verdict == Verdict.Accepted ? 2 : 1, commune.State.HeldCases.Count);
        Assert.Equal(1u, commune.State.ReceivedFromParent.Value);
    }

    [Fact]
    public void A_message_passed_on_takes_a_move_off_the_way_ahead_and_leaves_no_trace()
    {
        var cell = States.NewCell().Hear(States.Told(CaseAct.Received) with { Ahead = Route.Of(Move.Down(0)), Behind = Route.Here });
        var passed = Assert.IsType<CaseNotice>(cell.State.TakeMessageFor(0).Message);
        Assert.Equal((Route.Here, Route.Of(Move.Up)), (passed.Ahead, passed.Behind));
        cell.HearFrom(0, new CaseWithdrawal(States.Raised, 1, Route.Of(Move.Up), Route.Here));
        var back = Assert.IsType<CaseWithdrawal>(cell.State.TakeMessageForParent().Message);
        Assert.Equal((Route.Here, Route.Of(Move.Down(0))), (back.Ahead, back.Behind));
        Assert.Empty(cell.State.CaseFiles);
        Assert.False(UnitMachine.NeedsHousekeeping(cell.State));
    }

    [Fact]
    public void What_has_no_room_on_its_way_is_dropped_until_there_is()
    {
        var cell = States.NewCell();
        var climbing = States.Climbing(States.Case());
        while (cell.State.PendingForParent < Limits.OutboxPerLinkMax) cell.HearFrom(0, climbing);
        var next = new LinkDelivery(LinkEpoch.First, cell.State.ReceivedFrom(0).Next, climbing);
        Assert.Equal(Verdict.Dropped, cell.Receive(Move.Down(0), next).Verdict);
        cell.State.TakeMessageForParent();
        cell.State.ConfirmParent(new LinkSequence(1));
        Assert.Equal(Verdict.Accepted, cell.Receive(Move.Down(0), next).Verdict);
    }

    [Fact]
    public void A_referral_that_turns_round_asks_for_no_room()
    {
        var cell = States.NewCell();
        var climbing = States.Climbing(States.Case());
        while (cell.State.PendingForParent < Limits.OutboxPerLinkMax) cell.HearFrom(0, climbing);
        cell.Hear(climbing with { To = new UnitId(9_999) });
        Assert.Equal(Limits.OutboxPerLinkMax + 1, cell.State.PendingForParent);
    }

    [Fact]
    public void A_unit_full_of_cases_leaves_more_below_it()
    {
        var commune = States.All["a commune that holds 200000 cases"]()!;
        var next = new LinkDelivery(LinkEpoch.First, commune.ReceivedFrom(0).Next, States.Climbing(States.Case(number: Limits.CasesHeldPerUnitMax + 1)));
        Assert.Equal(Verdict.Dropped, Actor.Machine.DecideMessage(commune, Move.Down(0), next, Actor.Noon).Verdict);
        Actor.Machine.Apply(commune, new CaseAnswered(States.Raised, HolderId.None, States.Words), Actor.Noon);
        Assert.Equal(Verdict.Accepted, Actor.Machine.DecideMessage(commune, Move.Down(0), next, Actor.Noon).Verdict);
    }

    // What a group makes of news of its case: first or second opening, while the first is open or closed.
    [Theory]
    [InlineData("a group whose case a commune has", 1, 1, "CaseNoted")]
    [InlineData("a group whose case a commune has", 2, 1, "MessageIgnored")]
    [InlineData("a group whose case a commune has", 1, 9, "MessageIgnored")]
    [InlineData("a group whose case was answered", 1, 1, "MessageIgnored")]
    [InlineData("a group that reopened its case", 1, 1, "MessageIgnored")]
    [InlineData("a group that reopened its case", 2, 1, "CaseNoted")]
    public void An_origin_takes_one_answer_for_each_opening(string state, int opening, int number, string expected)
    {
        var group = States.All[state]()!;
        var delivery = new LinkDelivery(LinkEpoch.First, group.ReceivedFromParent.Next, States.Told(CaseAct.Answered, opening, number));
        Assert.Equal(expected, Actor.Machine.DecideMessage(group, Move.Up, delivery, Actor.Noon).EventAt(0).GetType().Name);
    }
}
