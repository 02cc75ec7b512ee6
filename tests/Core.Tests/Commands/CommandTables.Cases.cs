namespace HierarchySim.Core.Tests;

// Commands about cases. The group raised Raised; the commune is competent for roads, and the district for conduct.
internal static partial class CommandTables
{
    private static readonly HolderId Nobody = HolderId.None;
    private static readonly Instant TwoYears = Actor.Noon.PlusMs(Limits.CaseScheduleAheadMaxMs);

    private static Row[] RaisingCases => [
        Check("a group", States.Raise(), "CaseRaised"),
        Check("a group", States.Raise(reality: Reality.Exercise), "CaseRaised"),
        Check("a group", States.Raise(reality: Reality.Test), "CaseRaised"),
        Check("a group", States.Raise(reality: 0), "Invalid status"),
        Check("a group", States.Raise("no-such-thing"), "Invalid service_code"),
        Check("a group", States.Raise("environment-waste"), "Invalid service_code"),
        Check("a group", States.Raise() with { Text = TextId.None }, "Invalid description"),
        Check("a group", States.Raise(subject: States.Official), "CaseRaised"),
        Check("a group that raised 999 cases", States.Raise(), "CaseRaised"),
        Check("a group that raised 1000 cases", States.Raise(), "LimitReached unit CasesRaisedPerUnitMax"),
        Check("a cell whose parent hears nothing", States.Raise(), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune", States.Raise(), "CaseRaised+CaseReceived"),
        Check("a commune", States.Raise("official-conduct"), "CaseRaised"),
        Check("a commune that holds 199999 cases", States.Raise(), "CaseRaised+CaseReceived"),
        Check("a commune that holds 200000 cases", States.Raise(), "LimitReached unit CasesHeldPerUnitMax"),
        Check("a commune that holds 200000 cases", States.Raise("official-conduct"), "CaseRaised"),
        Check("a province", States.Raise(), "CaseRaised+CaseReceived"),
        Check("the nation", States.Raise("official-conduct"), "CaseRaised+CaseReceived"),
        Check("a closed group", States.Raise(), "UnitClosed unit"),
        Check("no unit", States.Raise(), "UnitNotFound unit"),
    ];

    private static Row[] TakingCases => [
        Check("a commune that holds a case", new TakeCase(States.Raised, Nobody), "CaseTaken"),
        Check("a commune that holds a case", new TakeCase(States.Unknown, Nobody), "CaseNotHeld case"),
        Check("a commune that took a case", new TakeCase(States.Raised, Nobody), "Conflict case"),
        Check("a commune that scheduled a case", new TakeCase(States.Raised, Nobody), "Conflict case"),
        Check("a commune that holds a case about its official", new TakeCase(States.Raised, States.Official), "Conflict by"),
        Check("a commune that holds a case about its official", new TakeCase(States.Raised, Nobody), "CaseTaken"),
        Check("a commune that holds a case with 59 acts", new TakeCase(States.Raised, Nobody), "CaseTaken"),
        Check("a commune that holds a case with 60 acts", new TakeCase(States.Raised, Nobody), "LimitReached case CaseActsMax"),
        Check("a commune with a case whose cell hears nothing", new TakeCase(States.Raised, Nobody), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune that answered a case", new TakeCase(States.Raised, Nobody), "CaseNotHeld case"),
        Check("a group that raised a case", new TakeCase(States.Raised, Nobody), "CaseNotHeld case"),
    ];

    private static Row[] SchedulingCases => [
        Check("a commune that holds a case", Schedule(States.InTwoDays), "CaseScheduled"),
        Check("a commune that scheduled a case", Schedule(Next), "CaseScheduled"),
        Check("a commune that holds a case", Schedule(Actor.Noon), "Invalid until"),
        Check("a commune that holds a case", Schedule(TwoYears), "CaseScheduled"),
        Check("a commune that holds a case", Schedule(TwoYears.PlusMs(1)), "Invalid until CaseScheduleAheadMaxMs"),
        Check("a commune that holds a case", Schedule(States.InTwoDays) with { Text = TextId.None }, "CaseScheduled"),
        Check("a commune that holds a case about its official", Schedule(States.InTwoDays) with { By = States.Official }, "Conflict by"),
        Check("a commune that holds a case with 60 acts", Schedule(States.InTwoDays), "LimitReached case CaseActsMax"),
        Check("a commune with a case whose cell hears nothing", Schedule(States.InTwoDays), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune that answered a case", Schedule(States.InTwoDays), "CaseNotHeld case"),
    ];

    private static Row[] AnsweringCases => [
        Check("a commune that holds a case", new AnswerCase(States.Raised, Nobody, States.Words), "CaseAnswered"),
        Check("a commune that scheduled a case", new AnswerCase(States.Raised, Nobody, States.Words), "CaseAnswered"),
        Check("a commune that raised a case", new AnswerCase(States.OwnCase, Nobody, States.Words), "CaseAnswered"),
        Check("a commune that holds a case", new AnswerCase(States.Raised, Nobody, TextId.None), "Invalid answer"),
        Check("a commune that holds a case with 60 acts", new AnswerCase(States.Raised, Nobody, States.Words), "CaseAnswered"),
        Check("a commune that holds a case about its official", new AnswerCase(States.Raised, States.Official, States.Words), "Conflict by"),
        Check("a commune with a case whose cell hears nothing", new AnswerCase(States.Raised, Nobody, States.Words), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune that answered a case", new AnswerCase(States.Raised, Nobody, States.Words), "CaseNotHeld case"),
        Check("the nation with a case", new AnswerCase(new CaseId(UnitId.Root, 1), Nobody, States.Words), "CaseAnswered"),
        Check("a group whose case a commune has", new AnswerCase(States.Raised, Nobody, States.Words), "CaseNotHeld case"),
    ];

    private static Row[] ReferringCases => [
        Check("a commune that holds a case", Refer(States.OwnDistrict, Move.Up), "CaseReferred"),
        Check("a commune that holds a case", Refer(new UnitId(14), Move.Up, Move.Down(1)), "CaseReferred"),
        Check("a commune that holds a case", Refer(new UnitId(8), Move.Down(1)), "CaseReferred"),
        Check("a commune that holds a case", Refer(States.Commune, Move.Up), "Invalid to"),
        Check("a commune that holds a case", Refer(UnitId.None, Move.Up), "Invalid to"),
        Check("a commune that holds a case", Refer(States.OwnDistrict), "Invalid to"),
        Check("a commune that holds a case", Refer(States.OwnDistrict, Move.Down(2)), "Invalid to"),
        Check("the nation with a case", new ReferCase(new CaseId(UnitId.Root, 1), Nobody, States.OwnDistrict, Route.Of(Move.Up), States.Words), "Invalid to"),
        Check("a commune that holds a case", Refer(States.OwnDistrict, Move.Up) with { Text = TextId.None }, "Invalid reason"),
        Check("a commune that holds a case about its official", Refer(States.OwnDistrict, Move.Up) with { By = States.Official }, "Conflict by"),
        Check("a commune that holds a case with 60 acts", Refer(States.OwnDistrict, Move.Up), "LimitReached case CaseActsMax"),
        Check("a commune with a case whose cell hears nothing", Refer(States.OwnDistrict, Move.Up), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune with a case whose parent hears nothing", Refer(States.OwnDistrict, Move.Up), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune with a case whose parent hears nothing", Refer(new UnitId(8), Move.Down(1)), "CaseReferred"),
        Check("a commune that answered a case", Refer(States.OwnDistrict, Move.Up), "CaseNotHeld case"),
    ];

    private static Row[] ClosingDuplicates => [
        Check("a commune that holds a case", new CloseDuplicate(States.Raised, Nobody, States.Unknown), "CaseFoundDuplicate"),
        Check("a commune that holds a case with 60 acts", new CloseDuplicate(States.Raised, Nobody, States.OwnCase), "CaseFoundDuplicate"),
        Check("a commune that holds a case", new CloseDuplicate(States.Raised, Nobody, States.Raised), "Invalid of"),
        Check("a commune that holds a case", new CloseDuplicate(States.Raised, Nobody, CaseId.None), "Invalid of"),
        Check("a commune that holds a case about its official", new CloseDuplicate(States.Raised, States.Official, States.Unknown), "Conflict by"),
        Check("a commune with a case whose cell hears nothing", new CloseDuplicate(States.Raised, Nobody, States.Unknown), "Overloaded unit OutboxPerLinkMax"),
        Check("a commune that answered a case", new CloseDuplicate(States.Raised, Nobody, States.Unknown), "CaseNotHeld case"),
    ];

    private static Row[] ConfirmingCases => [
        Check("a group whose case was answered", new ConfirmCase(States.Raised), "CaseConfirmed"),
        Check("a commune that answered its own case", new ConfirmCase(States.OwnCase), "CaseConfirmed"),
        Check("a closed group whose case was answered", new ConfirmCase(States.Raised), "CaseConfirmed"),
        Check("a group that raised a case", new ConfirmCase(States.Raised), "Conflict case"),
        Check("a group that reopened its case", new ConfirmCase(States.Raised), "Conflict case"),
        Check("a group whose case is resolved", new ConfirmCase(States.Raised), "Conflict case"),
        Check("a group whose case is a duplicate", new ConfirmCase(States.Raised), "Conflict case"),
        Check("a group whose case was withdrawn", new ConfirmCase(States.Raised), "Conflict case"),
        Check("a group whose case has retired", new ConfirmCase(States.Raised), "CaseNotFound case"),
        Check("a group whose case was answered", new ConfirmCase(States.Unknown), "CaseNotFound case"),
        Check("a group whose case was answered", new ConfirmCase(States.OwnCase), "CaseNotFound case"),
        Check("a commune that answered a case", new ConfirmCase(States.Raised), "CaseNotFound case"),
    ];

    private static Row[] ReopeningCases => [
        Check("a group whose case was answered", new ReopenCase(States.Raised, States.Words), "CaseReopened"),
        Check("a group whose case is resolved", new ReopenCase(States.Raised, States.Words), "CaseReopened"),
        Check("a group whose case is a duplicate", new ReopenCase(States.Raised, States.Words), "CaseReopened"),
        Check("a commune that answered its own case", new ReopenCase(States.OwnCase, States.Words), "CaseReopened+CaseReceived"),
        Check("a group whose case was answered 4 times", new ReopenCase(States.Raised, States.Words), "CaseReopened"),
        Check("a group whose case was answered 5 times", new ReopenCase(States.Raised, States.Words), "LimitReached case CaseOpeningsMax"),
        Check("a group whose case was answered", new ReopenCase(States.Raised, TextId.None), "Invalid reason"),
        Check("a group whose case was withdrawn", new ReopenCase(States.Raised, States.Words), "Conflict case"),
        Check("a group that raised a case", new ReopenCase(States.Raised, States.Words), "Conflict case"),
        Check("a group that reopened its case", new ReopenCase(States.Raised, States.Words), "Conflict case"),
        Check("a group whose case has retired", new ReopenCase(States.Raised, States.Words), "CaseNotFound case"),
        Check("a closed group whose case was answered", new ReopenCase(States.Raised, States.Words), "UnitClosed unit"),
        Check("a cell with an answered case whose parent hears nothing", new ReopenCase(new CaseId(States.Cell, 1), States.Words), "Overloaded unit OutboxPerLinkMax"),
    ];

    private static Row[] WithdrawingCases => [
        Check("a group that raised a case", new WithdrawCase(States.Raised), "CaseWithdrawalRequested"),
        Check("a group whose case a commune has", new WithdrawCase(States.Raised), "CaseWithdrawalRequested"),
        Check("a group whose case was referred", new WithdrawCase(States.Raised), "CaseWithdrawalRequested"),
        Check("a group that reopened its case", new WithdrawCase(States.Raised), "CaseWithdrawalRequested"),
        Check("a commune that raised a case", new WithdrawCase(States.OwnCase), "CaseWithdrawn"),
        Check("the nation with a case", new WithdrawCase(new CaseId(UnitId.Root, 1)), "CaseWithdrawn"),
        Check("a group that asked for its case back", new WithdrawCase(States.Raised), "Conflict case"),
        Check("a group whose case was answered", new WithdrawCase(States.Raised), "Conflict case"),
        Check("a group whose case was withdrawn", new WithdrawCase(States.Raised), "Conflict case"),
        Check("a group whose case has retired", new WithdrawCase(States.Raised), "CaseNotFound case"),
        Check("a commune that holds a case", new WithdrawCase(States.Raised), "CaseNotFound case"),
        Check("a cell with a case whose parent hears nothing", new WithdrawCase(new CaseId(States.Cell, 1)), "CaseWithdrawalRequested"),
        Check("a cell that a deaf parent told of its case", new WithdrawCase(new CaseId(States.Cell, 1)), "Overloaded unit OutboxPerLinkMax"),
    ];

    private static Row[] ClosingUnitsWithCases => [
        Check("a group whose case a commune has", States.CloseNow, "UnitClosed"),
        Check("the nation with a case", States.CloseNow, "Conflict unit"),
        Check("a cell above a closed group with a message on its way up", States.CloseNow, "UnitClosed"),
    ];

    private static ScheduleCase Schedule(Instant until) => new(States.Raised, Nobody, until, States.Words);

    private static ReferCase Refer(UnitId to, params Move[] way) => new(States.Raised, Nobody, to, Route.Of(way), States.Words);
}
