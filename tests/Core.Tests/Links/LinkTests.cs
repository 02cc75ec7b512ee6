namespace HierarchySim.Core.Tests;

/// <summary>One link, both ends by hand: what the receiver drops, and what the sender keeps.</summary>
public sealed class LinkTests
{
    private static readonly DirectiveSpec Spec = States.Spec(Requirement.Complete);

    // A group that has heard two messages: the one that opened it and a directive. What does it do with the next?
    [Theory]
    [InlineData("the next one", 1, 3, Verdict.Accepted)]
    [InlineData("the last one again", 1, 2, Verdict.Dropped)]
    [InlineData("the first one again", 1, 1, Verdict.Dropped)]
    [InlineData("one number too early", 1, 4, Verdict.Dropped)]
    [InlineData("a number of no message", 1, 0, Verdict.Dropped)]
    [InlineData("the next one of a later life of the link", 2, 3, Verdict.Dropped)]
    [InlineData("the next one of no life of the link", 0, 3, Verdict.Dropped)]
    public void A_receiver_takes_the_next_message_and_no_other(string what, uint epoch, uint sequence, Verdict verdict)
    {
        var group = States.Told(Requirement.Complete);
        Assert.Equal(2u, group.State.ReceivedFromParent.Value);
        var decision = group.Receive(new LinkDelivery(new LinkEpoch(epoch), new LinkSequence(sequence), new CancelDirective(States.Given)));
        Assert.True(verdict == decision.Verdict, what);
        Assert.Equal(verdict == Verdict.Accepted ? 3u : 2u, group.State.ReceivedFromParent.Value);
        Assert.Equal(verdict == Verdict.Accepted, group.State.Receipts[0].Has(ReceiptFlags.Cancelled));
    }

    [Fact]
    public void Only_a_link_s_first_message_opens_a_unit()
    {
        var open = new OpenUnit(new UnitPlace(States.Province, 0, 2), Actor.Define(6, "to-dan-pho", "Tổ 6"), []);
        Assert.Equal(Verdict.Accepted, Decide(null, 1, open));
        Assert.Equal(Verdict.Dropped, Decide(null, 2, open));
        Assert.Equal(Verdict.Dropped, Decide(null, 1, new DeliverDirective(Spec)));
        Assert.Equal(Verdict.Dropped, Decide(States.NewGroup().State, 1, open));
        Assert.Equal(Verdict.Dropped, Decide(States.NewGroup().State, 2, open));
    }

    // What a group makes of a message about a directive it has, or has not.
    [Theory]
    [InlineData("DeliverDirective", "DirectiveDelivered", "MessageIgnored")]
    [InlineData("ReviseDirective", "MessageIgnored", "DirectiveRevised")]
    [InlineData("CancelDirective", "MessageIgnored", "DirectiveCancelled")]
    [InlineData("RetireDirective", "MessageIgnored", "DirectiveRetired")]
    public void A_message_with_nothing_to_say_is_passed_over_and_counted(string message, string without, string with)
    {
        var messages = new LinkMessage[] { new DeliverDirective(Spec), new ReviseDirective(Spec), new CancelDirective(Spec.Id), new RetireDirective(Spec.Id) };
        var told = messages.Single(candidate => candidate.GetType().Name == message);
        foreach (var (group, expected) in new[] { (States.NewGroup(), without), (States.Told(Requirement.Complete), with) })
        {
            var mark = group.State.ReceivedFromParent;
            Assert.Equal(expected, group.Receive(new LinkDelivery(LinkEpoch.First, mark.Next, told)).EventAt(0).GetType().Name);
            Assert.Equal(mark.Next, group.State.ReceivedFromParent);
        }
    }

    [Fact]
    public void A_receiver_whose_own_outbox_is_full_drops_until_there_is_room()
    {
        var province = States.NewProvince().Do(States.OpenDistricts(1)).Hear(new DeliverDirective(Spec));
        while (province.State.PendingFor(0) < Limits.OutboxPerLinkMax) province.Hear(new ReviseDirective(Spec));
        var next = new LinkDelivery(LinkEpoch.First, province.State.ReceivedFromParent.Next, new CancelDirective(Spec.Id));
        Assert.Equal(Verdict.Dropped, province.Receive(next).Verdict);
        province.State.ConfirmChild(0, new LinkSequence(1));
        Assert.Equal(Verdict.Accepted, province.Receive(next).Verdict);
    }

    [Fact]
    public void A_sender_hands_over_each_message_once_and_keeps_it_until_it_is_confirmed()
    {
        var province = WithMessages(3).State;
        Assert.Equal([1u, 2u, 3u], Drain(province));
        Assert.Equal(3, province.PendingFor(0));
        Assert.False(province.HasMessageFor(0));

        Assert.True(province.RewindChild(0));
        Assert.Equal([1u, 2u, 3u], Drain(province));
        Assert.True(province.ConfirmChild(0, new LinkSequence(2)));
        Assert.Equal(1, province.PendingFor(0));
        Assert.True(province.RewindChild(0));
        Assert.Equal([3u], Drain(province));
        Assert.True(province.ConfirmChild(0, new LinkSequence(3)));
        Assert.False(province.RewindChild(0));
        Assert.False(province.HasUnconfirmedMessages);
    }

    // Of three messages, two handed over and the first confirmed: what does a confirmation up to this number do?
    [Theory]
    [InlineData(0, false, 2)]
    [InlineData(1, false, 2)]
    [InlineData(2, true, 1)]
    [InlineData(3, true, 0)]
    [InlineData(4, false, 2)]
    public void A_confirmation_of_old_news_or_of_what_was_never_sent_is_ignored(uint upTo, bool confirmed, int pending)
    {
        var province = WithMessages(3).State;
        province.TakeMessageFor(0);
        province.TakeMessageFor(0);
        province.ConfirmChild(0, new LinkSequence(1));
        Assert.Equal(confirmed, province.ConfirmChild(0, new LinkSequence(upTo)));
        Assert.Equal(pending, province.PendingFor(0));
    }

    [Fact]
    public void A_message_the_transport_had_no_room_for_is_the_next_again()
    {
        var province = WithMessages(2).State;
        Assert.Equal(1u, province.TakeMessageFor(0).Sequence.Value);
        Assert.Equal(2u, province.TakeMessageFor(0).Sequence.Value);
        province.ReturnMessageFor(0);
        Assert.Equal(2u, province.TakeMessageFor(0).Sequence.Value);
    }

    /// <summary>A province with one district it told so many things, the first being that it exists.</summary>
    internal static Actor WithMessages(int count)
    {
        var province = States.Issuing().Do(States.OpenDistricts(1));
        for (var i = 1; i < count; i++) province.Do(new UpdateDirective(States.Own, States.InTwoDays.PlusMs(i), Urgency.Expected, new DirectiveText("Sửa", "")));
        return province;
    }

    private static List<uint> Drain(UnitState unit)
    {
        var numbers = new List<uint>();
        while (unit.HasMessageFor(0)) numbers.Add(unit.TakeMessageFor(0).Sequence.Value);
        return numbers;
    }

    private static Verdict Decide(UnitState? unit, uint sequence, LinkMessage message) =>
        Actor.Machine.DecideMessage(unit, Move.Up, new LinkDelivery(LinkEpoch.First, new LinkSequence(sequence), message), Actor.Noon).Verdict;
}
