namespace HierarchySim.Core.Tests;

/// <summary>Events, messages and commands are printed in logs and failing tests; printing one must end.</summary>
public sealed class EventTextTests
{
    public static TheoryData<string> Kinds => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_event_and_message_has_a_text(string kind) => Assert.Contains(kind, Texts[kind].ToString(), StringComparison.Ordinal);

    [Fact]
    public void No_event_or_message_is_left_out()
    {
        var kinds = typeof(UnitEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(UnitEvent)) || type.IsSubclassOf(typeof(LinkMessage)));
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), Texts.Keys.Order());
    }

    private static readonly LinkSequence First = new(1);
    private static readonly DirectiveSpec Spec = States.Spec(Requirement.Complete);
    private static readonly UnitDefinition Definition = Actor.Define(6, "to-dan-pho", "Tổ 6");

    private static readonly Dictionary<string, object> Texts = HolderTexts.All.Concat(
    [
        new UnitOpened(First, new UnitPlace(States.Province, 0, 2), Definition, [Spec]),
        new ChildrenLinked([Definition]),
        new UnitRenamed("Tổ 7"),
        new UnitCodeChanged("86", Actor.FirstDay),
        new UnitClosed(Actor.FirstDay, [States.Province]),
        new DirectiveIssued(Spec, new DirectiveText("Chỉ thị", "")),
        new DirectiveDelivered(First, Spec),
        new DirectiveRevised(First, Spec, null),
        new DirectiveCancelled(First, Spec.Id),
        new DirectiveAcknowledged(Spec.Id),
        new DirectiveCompleted(Spec.Id),
        new DirectiveFulfilled(Spec.Id),
        new DirectiveUnfulfilled(Spec.Id),
        new DirectiveRetired(First, Spec.Id),
        new ReportSubmitted("life", 1, ReportPeriod.Parse("2025-01"), [1], TextId.None, HolderId.None, 1, Actor.Noon),
        new MessageIgnored(Move.Up, First),
        new OpenUnit(new UnitPlace(States.Province, 0, 2), Definition, [Spec]),
        new DeliverDirective(Spec),
        new ReviseDirective(Spec),
        new CancelDirective(Spec.Id),
        new RetireDirective(Spec.Id),
    ]).ToDictionary(item => item.GetType().Name);
}
