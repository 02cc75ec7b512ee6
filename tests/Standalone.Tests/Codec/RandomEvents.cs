using HierarchySim.Core;
using HierarchySim.Engine.Conformance;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>Events with any values their types allow, from a seed.</summary>
internal sealed class RandomEvents(Dice dice)
{
    private readonly List<DirectiveSpec> specs = [];

    public (byte[] Payload, List<Turn> Turns) Payload(int turnsMax)
    {
        var writer = new TurnWriter();
        var turns = new List<Turn>();
        for (var i = dice.Below(turnsMax) + 1; i > 0; i--)
        {
            RecentCommand? command = dice.Percent(50) ? new RecentCommand(new CommandId((ulong)Long(), (ulong)Long(), (ulong)Long()), default, Number()) : null;
            var turn = new Turn(Unit(), Moment(), command, [.. Enumerable.Range(0, dice.Below(4)).Select(_ => Event())]);
            if (command is { } known) turn = turn with { Command = known with { At = turn.At } };
            writer.Begin(turn.Unit, turn.At, turn.Command, turn.Events.Length);
            foreach (var fact in turn.Events) writer.Event(fact);
            turns.Add(turn);
        }
        return (writer.ToArray(), turns);
    }

    private UnitEvent Event() => dice.Below(16) switch
    {
        0 => new UnitOpened(Sequence(), new UnitPlace(Unit(), Number(), Number()), Definition(), [.. Many(Spec)]),
        1 => new ChildrenLinked([.. Many(Definition)]),
        2 => new UnitRenamed(Text()),
        3 => new UnitCodeChanged(Text(), Day()),
        4 => new UnitClosed(Day(), [.. Many(Unit)]),
        5 => new DirectiveIssued(Spec(), new DirectiveText(Text(), Text())),
        6 => new DirectiveDelivered(Sequence(), Spec()),
        7 => new DirectiveRevised(Sequence(), Spec(), dice.Percent(50) ? new DirectiveText(Text(), Text()) : null),
        8 => new DirectiveCancelled(Sequence(), Directive()),
        9 => new DirectiveAcknowledged(Directive()),
        10 => new DirectiveCompleted(Directive()),
        11 => new DirectiveFulfilled(Directive()),
        12 => new DirectiveUnfulfilled(Directive()),
        13 => new DirectiveRetired(Sequence(), Directive()),
        14 => new ReportSubmitted(
            Text(), Number(), new ReportPeriod((PeriodKind)(1 + dice.Below(4)), dice.Below(9_000)), [.. Many(Long)], dice.Percent(50) ? TextId.None : new TextId((ulong)Long(), 1),
            dice.Percent(50) ? HolderId.None : new HolderId(new UnitId(1 + dice.Below(9)), Number()), Number(), Moment()),
        _ => new MessageIgnored(Move.Up, Sequence()),
    };

    private List<T> Many<T>(Func<T> one) => [.. Enumerable.Range(0, dice.Below(4)).Select(_ => one())];

    private UnitDefinition Definition() =>
        new(Unit(), new KindIndex((byte)dice.Below(256)), Text(), Day(), dice.Percent(50) ? Text() : null, dice.Percent(50), [.. Many(Unit)]);

    // Some directive again in half of all cases: that is what writing each once is about.
    private DirectiveSpec Spec()
    {
        if (specs.Count > 0 && dice.Percent(50)) return dice.Pick(specs);
        var spec = new DirectiveSpec(
            Directive(), Number(), new LevelSet((ushort)dice.Below(65_536)), (Requirement)dice.Below(256), Moment(), (Urgency)dice.Below(256),
            (Reality)dice.Below(256), Moment(), dice.Percent(50) ? DirectiveId.None : Directive());
        specs.Add(spec);
        return spec;
    }

    private DirectiveId Directive() => new(Unit(), Number());

    private UnitId Unit() => new(dice.Percent(80) ? dice.Below(2_000_000) : Long() & long.MaxValue);

    private Instant Moment() => new(dice.Percent(80) ? 1_736_125_200_000 + dice.Below(1_000_000) : Long() % 62_000_000_000_000);

    private LinkSequence Sequence() => new(dice.Percent(90) ? (uint)dice.Below(5_000) : (uint)Long());

    private DateOnly Day() => DateOnly.FromDayNumber(dice.Below(DateOnly.MaxValue.DayNumber + 1));

    private int Number() => dice.Percent(80) ? dice.Below(300) : dice.Below(int.MaxValue);

    private long Long() => ((long)dice.Below(int.MaxValue) << 33) ^ ((long)dice.Below(int.MaxValue) << 11) ^ dice.Below(int.MaxValue);

    private string Text() => string.Concat(Enumerable.Range(0, dice.Below(dice.Percent(90) ? 20 : 400)).Select(_ => dice.Pick(Runes)));

    private static readonly string[] Runes = ["a", "Z", "ấ", "Đ", "ở", " ", "\n", "\0", "中", "🏘"];
}
