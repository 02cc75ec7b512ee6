using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>One of everything that has bytes. Golden files pin what these become; so nothing here may change, only be added to.</summary>
internal static class Samples
{
    public static readonly LevelScheme Scheme = LevelSchemes.Get("three-tier");
    public static readonly Instant At = new(1_736_125_200_123);
    public static readonly RecentCommand Command = new(new CommandId(0x0123456789ABCDEF, 0xFEDCBA9876543210, 0x5555AAAA5555AAAA), At, 7);
    public static readonly DirectiveText Text = new("Rà soát hộ nghèo", "Nội dung đầy đủ");
    public static readonly UnitDefinition Province = new(new UnitId(2), new KindIndex(1), "Tỉnh Bến Tre", new DateOnly(1976, 2, 1), "83", false, [new UnitId(40), new UnitId(41)]);
    public static readonly UnitDefinition Group = new(new UnitId(300_000), new KindIndex(9), "Tổ 1", new DateOnly(2024, 1, 1), null, true, []);
    public static readonly DirectiveSpec First = new(
        new DirectiveId(UnitId.Root, 1), 1, new LevelSet(0b100000), Requirement.Complete, At.PlusMs(86_400_000), Urgency.Expected, Reality.Actual, At, DirectiveId.None);
    public static readonly DirectiveSpec Second = First with { Id = new DirectiveId(new UnitId(2), 3), Due = Instant.None, Reality = Reality.Exercise, Supersedes = new DirectiveId(new UnitId(2), 2) };

    public static readonly UnitEvent[] Events =
    [
        new UnitOpened(default, default, Province with { Id = UnitId.Root, Kind = new KindIndex(0), Code = null, Predecessors = [] }, []),
        new UnitOpened(new LinkSequence(1), new UnitPlace(UnitId.Root, 0, 1), Province, [First, Second]),
        new ChildrenLinked([Province, Group]),
        new UnitRenamed("Tỉnh Bến Tre (mới)"),
        new UnitCodeChanged("84", new DateOnly(2025, 7, 1)),
        new UnitClosed(new DateOnly(2025, 6, 30), [new UnitId(50), new UnitId(51)]),
        new DirectiveIssued(First, Text),
        new DirectiveDelivered(new LinkSequence(300), Second),
        new DirectiveRevised(default, First with { Revision = 2 }, Text),
        new DirectiveRevised(new LinkSequence(301), First with { Revision = 2 }, null),
        new DirectiveCancelled(default, First.Id),
        new DirectiveCancelled(new LinkSequence(302), Second.Id),
        new DirectiveAcknowledged(First.Id),
        new DirectiveCompleted(First.Id),
        new DirectiveFulfilled(First.Id),
        new DirectiveUnfulfilled(First.Id),
        new DirectiveRetired(default, First.Id),
        new DirectiveRetired(new LinkSequence(303), Second.Id),
        new MessageIgnored(Move.Up, new LinkSequence(304)),
    ];

    public static readonly LinkMessage[] Messages =
    [
        new OpenUnit(new UnitPlace(new UnitId(2), 1, 2), Group, [First]),
        new DeliverDirective(Second),
        new ReviseDirective(Second with { Revision = 2 }),
        new CancelDirective(First.Id),
        new RetireDirective(First.Id),
    ];

    /// <summary>Two turns: a command with every event behind it, and a message an hour later at a unit with a smaller id.</summary>
    public static byte[] Payload()
    {
        var writer = new TurnWriter();
        writer.Begin(new UnitId(300_000), At, Command, Events.Length);
        foreach (var fact in Events) writer.Event(fact);
        writer.Begin(new UnitId(2), At.PlusMs(3_600_000), null, 1);
        writer.Event(new DirectiveDelivered(new LinkSequence(5), First));
        return writer.ToArray();
    }

    /// <summary>A leaf with nothing, and a unit with every part a unit can have and every message in its outbox.</summary>
    public static byte[] Chunk()
    {
        var writer = new SnapshotWriter();
        writer.Write(new UnitSnapshot { Id = Group.Id, Place = new UnitPlace(new UnitId(9), 3, 5), Kind = Group.Kind, Name = Group.Name, Opened = Group.Opened, ReceivedFromParent = new LinkSequence(1) }.Restore(Scheme));
        writer.Write(Full().Restore(Scheme));
        return writer.ToArray();
    }

    public static UnitSnapshot Full() => new()
    {
        Id = new UnitId(2),
        Place = new UnitPlace(UnitId.Root, 4, 1),
        Kind = new KindIndex(1),
        Name = "Tỉnh Bến Tre",
        Opened = new DateOnly(1976, 2, 1),
        Closed = new DateOnly(2025, 6, 30),
        Synthetic = true,
        Codes = [new OfficialCode("83", new DateOnly(1976, 2, 1), new DateOnly(2020, 1, 1)), new OfficialCode("84", new DateOnly(2020, 1, 2), null)],
        Predecessors = [new UnitId(40)],
        Successors = [new UnitId(50), new UnitId(51)],
        Receipts = new[]
        {
            new Receipt { Spec = First, Flags = ReceiptFlags.Target },
            new Receipt { Spec = Second, Flags = ReceiptFlags.Target | ReceiptFlags.Acknowledged | ReceiptFlags.AcknowledgedLate | ReceiptFlags.Completed, AcknowledgedAt = At, CompletedAt = At.PlusMs(5) },
        },
        Commands = [Command],
        ReceivedFromParent = new LinkSequence(12),
        LastDirectiveNumber = 3,
        Issued = [new IssuedDirective(Second, Text, DirectiveState.Superseded, At.PlusMs(9), At.PlusMs(8))],
        Children =
        [
            new ChildSnapshot(new UnitId(3), new LinkSequence(20), [], default),
            new ChildSnapshot(new UnitId(300_001), new LinkSequence(2), Messages, default),
        ],
    };
}
