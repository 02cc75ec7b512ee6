using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Standalone.Tests.Codec;

/// <summary>One of everything about officials, teams and assignments that has bytes. As with <see cref="Samples"/>, nothing here may change.</summary>
internal static class HolderSamples
{
    private static readonly UnitId Home = new(2);
    private static readonly DateOnly Day = new(2025, 1, 6);
    private static readonly LinkSequence Sequence = new(300);
    private static readonly HolderId First = new(Home, 1);
    private static readonly HolderId Second = new(Home, 2);
    private static readonly HolderId TeamOfTwo = new(Home, 300);
    private static readonly AssignmentId Made = new(Home, 7);
    private static readonly LeavePeriod Leave = new(Day.AddDays(1), Day.AddDays(3));
    private static readonly Route Down = Route.Of(Move.Down(4), Move.Down(0));
    private static readonly Route Up = Route.Of(Move.Up, Move.Up);

    private static readonly Official Official = new(First, "Cán bộ 1", ["cell-secretary", "hamlet-head"], 12, [Leave, new LeavePeriod(Day.AddDays(20), Day.AddDays(20))], Instant.None);
    private static readonly Team Team = new(TeamOfTwo, "Tổ công tác 1", [First, Second], Instant.None);
    private static readonly DutyTerms Open = new(Made, First, "attends", false, Day, null, [], []);
    private static readonly DutyTerms OfTeam = new(Made, TeamOfTwo, "in-charge", true, Day, Day.AddDays(90), [Leave], [First, Second]);

    private static readonly Assignment Assignment = new(
        Made, TeamOfTwo, "in-charge", true, Day, Day.AddDays(90), "Tiểu vùng 1",
        [new HeldUnit(new UnitId(40), Down, HeldState.Travelling), new HeldUnit(new UnitId(300_000), Down, HeldState.RefusedLevel)], Instant.None);

    public static readonly UnitEvent[] Events =
    [
        new OfficialRegistered(Official),
        new OfficialChanged(First, "Cán bộ 1 (mới)", [], 3),
        new OfficialEnded(First),
        new TeamRegistered(Team),
        new TeamChanged(TeamOfTwo, "Tổ công tác 2", [Second]),
        new TeamEnded(TeamOfTwo),
        new LeaveRecorded(First, Leave),
        new LeaveCancelled(First, Leave.From, null),
        new LeaveCancelled(First, Leave.From, Leave.From),
        new HolderAssigned(Assignment),
        new HolderAssigned(Assignment with { SetName = null, To = null, Exclusive = false }),
        new AssignmentEnded(Made, Day),
        new AssignmentNoted(Move.Down(4), Sequence, Made, new UnitId(40), HeldState.Accepted),
        new DutyBegun(Move.Up, Sequence, OfTeam, Up),
        new DutyDeclined(Move.Up, Sequence, Made, new UnitId(40), HeldState.RefusedFull, Up),
        new DutyRevised(Move.Up, Sequence, Open),
        new DayTurned(Day),
        new HoldersRetired(),
        new MessagePassed(Move.Up, Sequence, Move.Down(4), new DutyOffer(new UnitId(40), new Level(1), OfTeam, Down, Up)),
    ];

    public static readonly LinkMessage[] Messages =
    [
        new DutyOffer(new UnitId(40), new Level(1), OfTeam, Down, Route.Here),
        new DutyRevision(Open, Route.Here, Up),
        new DutyReply(Made, new UnitId(40), HeldState.Ended, Up, Down),
    ];

    /// <summary>A command's turn with every event behind it.</summary>
    public static byte[] Payload()
    {
        var writer = new TurnWriter();
        writer.Begin(Home, Samples.At, Samples.Command, Events.Length);
        foreach (var fact in Events) writer.Event(fact);
        return writer.ToArray();
    }

    /// <summary>A home unit, a unit held, and one that is both, with every message in its outbox.</summary>
    public static byte[] Chunk()
    {
        var writer = new SnapshotWriter();
        foreach (var unit in Units()) writer.Write(unit.Restore(Samples.Scheme));
        return writer.ToArray();
    }

    public static UnitSnapshot[] Units() => [WithHome(Bare(1)), WithDuties(Bare(3)), WithDuties(WithHome(Bare(2))), Bare(4)];

    private static UnitSnapshot Bare(long id) => new()
    {
        Id = new UnitId(id), Place = new UnitPlace(UnitId.Root, 0, 1), Kind = new KindIndex(1), Name = "Tỉnh", Opened = Day,
        ReceivedFromParent = new LinkSequence(1), PendingForParent = id == 2 ? Messages : [],
    };

    private static UnitSnapshot WithHome(UnitSnapshot unit)
    {
        (unit.LastHolderNumber, unit.LastAssignmentNumber, unit.HomeDay) = (301, 9, Day.AddDays(2));
        unit.Officials = [Official, Official with { Id = Second, Leaves = [], EndedAt = Samples.At }];
        unit.Teams = [Team with { EndedAt = Samples.At }];
        unit.Assignments = [Assignment, Assignment with { Id = new AssignmentId(Home, 9), EndedAt = Samples.At }];
        return unit;
    }

    private static UnitSnapshot WithDuties(UnitSnapshot unit)
    {
        unit.DutyDay = Day.AddDays(3);
        unit.Duties = [new Duty(OfTeam, Up, Instant.None), new Duty(Open, Up, Samples.At)];
        return unit;
    }
}
