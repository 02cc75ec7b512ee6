namespace HierarchySim.Core.Tests;

/// <summary>One of each event and message about officials, teams and assignments.</summary>
internal static class HolderTexts
{
    private static readonly LinkSequence Sequence = new(1);

    public static readonly DutyTerms Terms = new(
        States.Made, States.TeamOfTwo, TestCatalog.InCharge, true, States.Today, States.Today.AddDays(9),
        [new LeavePeriod(States.Today.AddDays(1), States.Today.AddDays(2))], [States.First, States.Second]);

    public static IEnumerable<object> All =>
    [
        new OfficialRegistered(new Official(States.First, "Cán bộ", ["hamlet-head"], 10, [], Instant.None)),
        new OfficialChanged(States.First, "Cán bộ", [], 10),
        new OfficialEnded(States.First),
        new TeamRegistered(new Team(States.TeamOfTwo, "Tổ công tác", [States.First], Instant.None)),
        new TeamChanged(States.TeamOfTwo, "Tổ công tác", [States.First]),
        new TeamEnded(States.TeamOfTwo),
        new LeaveRecorded(States.First, Terms.Absences[0]),
        new LeaveCancelled(States.First, States.Today, null),
        new HolderAssigned(new Assignment(States.Made, States.First, TestCatalog.InCharge, true, States.Today, null, null, [], Instant.None)),
        new AssignmentEnded(States.Made, States.Today),
        new AssignmentNoted(Move.Down(0), Sequence, States.Made, States.Province, HeldState.RefusedLevel),
        new DutyBegun(Move.Up, Sequence, Terms, Route.Of(Move.Up)),
        new DutyDeclined(Move.Up, Sequence, States.Made, States.Province, HeldState.RefusedFull, Route.Of(Move.Up)),
        new DutyRevised(Move.Up, Sequence, Terms),
        new DayTurned(States.Today),
        new HoldersRetired(),
        new DutyOffer(States.Province, new Level(0), Terms, Route.Here, Route.Of(Move.Up)),
        new DutyRevision(Terms, Route.Here, Route.Of(Move.Up)),
        new DutyReply(States.Made, States.Province, HeldState.Accepted, Route.Here, Route.Of(Move.Up)),
    ];
}
