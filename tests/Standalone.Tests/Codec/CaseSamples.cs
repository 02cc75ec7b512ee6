using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>As <see cref="Samples"/>, of what belongs to cases: nothing here may change, only be added to.</summary>
internal static class CaseSamples
{
    public static readonly CategoryTerms Roads = new(
        1, 3, "roads-lighting", new Level(3),
        [TierLimit.None, new TierLimit(20, LimitUnit.WorkingDays), new TierLimit(15, LimitUnit.WorkingDays), new TierLimit(30, LimitUnit.Days), new TierLimit(2, LimitUnit.WorkingDays), new TierLimit(4, LimitUnit.Hours)]);
    public static readonly HolderId Official = new(new UnitId(12_000), 2);
    public static readonly TextId Text = new(0x0123456789ABCDEF, 0xFEDCBA9876543210);
    public static readonly CaseSpec First = new(new CaseId(new UnitId(300_000), 7), Roads, Reality.Actual, Samples.At, HolderId.None, Text);
    public static readonly CaseSpec Second = new(new CaseId(new UnitId(2), 1), Roads, Reality.Exercise, Samples.At.PlusMs(1), Official, new TextId(0, 5));
    public static readonly Route Home = Route.Of(Move.Down(0), Move.Down(130));
    public static readonly CaseStep Step = new(
        Samples.At.PlusMs(60_000), CaseAct.Referred, new UnitId(12_000), new Level(3), Official, Samples.At.PlusMs(86_400_000), new UnitId(12_001), Second.Id, Text);
    public static readonly CaseStep Bare = new(Samples.At, CaseAct.Raised, new UnitId(300_000), new Level(5), HolderId.None, Instant.None, UnitId.None, CaseId.None, TextId.None);
    public static readonly CaseTransfer Climbing = new(First, 1, 0, CaseStatus.Received, new Level(3), UnitId.None, Route.Here, Home);
    public static readonly CaseTransfer Referred = new(Second, 2, 59, CaseStatus.NotCompetentHere, new Level(2), new UnitId(12_001), Route.Of(Move.Up, Move.Down(4)), Route.Here);
    public static readonly CaseNotice Notice = new(First.Id, 1, Step, Home, Route.Of(Move.Up));

    public static readonly LinkMessage[] Messages = [Climbing, Referred, Notice, new CaseWithdrawal(First.Id, 1, Route.Of(Move.Up, Move.Up), Home)];

    private static readonly CaseFile Closed = new(
        Second with { Id = new CaseId(new UnitId(2), 4) }, CaseStatus.Withdrawn, 1, UnitId.None, Route.Here, Samples.At.PlusMs(9), false, [Bare]);

    public static readonly UnitEvent[] Events =
    [
        new MessageIgnored(Move.Down(3), new LinkSequence(9)),
        new MessagePassed(Move.Up, new LinkSequence(400), Move.Down(200), Notice),
        new MessagePassed(Move.Down(0), new LinkSequence(1), Move.Up, Climbing),
        new CaseRaised(First),
        new CaseRaised(Second),
        new CaseReceived(Move.Down(1), new LinkSequence(2), Climbing, Samples.At.PlusMs(3)),
        new CaseReceived(Move.Up, default, Referred, Instant.None),
        new CaseTaken(First.Id, Official),
        new CaseTaken(First.Id, HolderId.None),
        new CaseScheduled(First.Id, Official, Samples.At.PlusMs(86_400_000), TextId.None),
        new CaseAnswered(First.Id, HolderId.None, Text),
        new CaseReferred(First.Id, Official, new UnitId(12_001), Route.Of(Move.Up, Move.Down(4)), Text),
        new CaseFoundDuplicate(First.Id, Official, Second.Id),
        new CaseEscalated(First.Id),
        new CaseWithdrawn(Move.Down(130), new LinkSequence(3), First.Id),
        new CaseWithdrawn(Move.Up, default, First.Id),
        new CaseNoted(Move.Up, new LinkSequence(401), Notice),
        new CaseConfirmed(First.Id),
        new CaseReopened(First.Id, new Level(2), Text),
        new CaseWithdrawalRequested(First.Id),
        new CaseRetired(Closed),
    ];

    /// <summary>One turn with every event.</summary>
    public static byte[] Payload()
    {
        var writer = new TurnWriter();
        writer.Begin(new UnitId(300_000), Samples.At, null, Events.Length);
        foreach (var fact in Events) writer.Event(fact);
        return writer.ToArray();
    }

    /// <summary>A unit that only passed messages on, and one with files, cases in custody and messages in both directions.</summary>
    public static byte[] Chunk()
    {
        var writer = new SnapshotWriter();
        writer.Write(Passing().Restore(Samples.Scheme));
        writer.Write(Full().Restore(Samples.Scheme));
        return writer.ToArray();
    }

    public static UnitSnapshot Passing() => new()
    {
        Id = new UnitId(9),
        Place = new UnitPlace(new UnitId(8), 2, 4),
        Kind = new KindIndex(10),
        Name = "Ấp 1",
        Opened = new DateOnly(2024, 1, 1),
        ReceivedFromParent = new LinkSequence(1),
        ConfirmedByParent = new LinkSequence(17),
        Children = [new ChildSnapshot(Samples.Group.Id, new LinkSequence(1), [], default), new ChildSnapshot(new UnitId(300_001), new LinkSequence(1), [], new LinkSequence(17))],
    };

    public static UnitSnapshot Full() => new()
    {
        Id = new UnitId(2),
        Place = new UnitPlace(UnitId.Root, 4, 1),
        Kind = new KindIndex(1),
        Name = "Tỉnh Bến Tre",
        Opened = new DateOnly(1976, 2, 1),
        ReceivedFromParent = new LinkSequence(12),
        ConfirmedByParent = new LinkSequence(200),
        PendingForParent = Messages,
        Children = [new ChildSnapshot(new UnitId(3), new LinkSequence(20), Messages, new LinkSequence(300))],
        LastCaseNumber = 4,
        CaseFiles =
        [
            new CaseFile(Second, CaseStatus.Investigating, 2, new UnitId(12_000), Home, Instant.None, true, [Bare, Step]),
            Closed,
        ],
        HeldCases =
        [
            new HeldCase(Second, 3, 0, CaseStatus.Received, Route.Here, Samples.At, Instant.None, HolderId.None),
            new HeldCase(First, 1, 2, CaseStatus.Scheduled, Home, Samples.At, Samples.At.PlusMs(5), Official),
        ],
    };
}
