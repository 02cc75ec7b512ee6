namespace HierarchySim.Core.Tests;

// Commands about directives. Due times are against the tables' now.
internal static partial class CommandTables
{
    private static readonly Instant Never = Instant.None;
    private static readonly Instant Next = Actor.Noon.PlusMs(1);
    private static readonly Instant FiveYears = Actor.Noon.PlusMs(Limits.DirectiveDueAheadMaxMs);
    private static readonly string LongestTitle = new('t', Limits.DirectiveTitleLengthMax);
    private static readonly string LongestBody = new('b', Limits.DirectiveTextLengthMax);

    private static Row[] Issuing => [
        Check("a province", States.Issue(States.Groups), "DirectiveIssued"),
        Check("a province", States.Issue(States.SetOf("province")), "DirectiveIssued"),
        Check("a province", States.Issue(States.SetOf("nation", "cell")), "DirectiveIssued"),
        Check("a province", States.Issue(States.SetOf("nation")), "Invalid targetLevels"),
        Check("a province", States.Issue(default), "Invalid targetLevels"),
        Check("a province", States.Issue(new LevelSet(1 << 6)), "Invalid targetLevels"),
        Check("a group", States.Issue(States.Groups), "DirectiveIssued"),
        Check("a group", States.Issue(States.SetOf("cell")), "Invalid targetLevels"),
        Check("a province", States.Issue(States.Groups, due: Never), "DirectiveIssued"),
        Check("a province", States.Issue(States.Groups, due: Next), "DirectiveIssued"),
        Check("a province", States.Issue(States.Groups, due: Actor.Noon), "Invalid due"),
        Check("a province", States.Issue(States.Groups, due: FiveYears), "DirectiveIssued"),
        Check("a province", States.Issue(States.Groups, due: FiveYears.PlusMs(1)), "Invalid due DirectiveDueAheadMaxMs"),
        Check("a province", States.Issue(States.Groups, title: LongestTitle, body: LongestBody), "DirectiveIssued"),
        Check("a province", States.Issue(States.Groups, title: LongestTitle + "t"), "Invalid title DirectiveTitleLengthMax"),
        Check("a province", States.Issue(States.Groups, title: ""), "Invalid title DirectiveTitleLengthMax"),
        Check("a province", States.Issue(States.Groups, title: "hai\ndòng"), "Invalid title"),
        Check("a province", States.Issue(States.Groups, body: "hai\ndòng"), "DirectiveIssued"),
        Check("a province", States.Issue(States.Groups, body: LongestBody + "b"), "Invalid body DirectiveTextLengthMax"),
        Check("a province", States.Issue(States.Groups) with { Urgency = (Urgency)9 }, "Invalid urgency"),
        Check("a province", States.Issue(States.Groups) with { Reality = 0 }, "Invalid status"),
        Check("a province", States.Issue(States.Groups) with { Requirement = 0 }, "Invalid require"),
        Check("a province", States.Issue(States.Groups, reality: Reality.Exercise), "DirectiveIssued"),
        Check("a province", States.Issue(States.Groups, reality: Reality.Test), "DirectiveIssued"),
        Check("a province that issued a directive", States.Issue(States.Groups, supersedes: States.Own), "DirectiveIssued"),
        Check("a province that issued a drill", States.Issue(States.Groups, reality: Reality.Exercise, supersedes: States.Own), "DirectiveIssued"),
        Check("a province that issued a drill", States.Issue(States.Groups, supersedes: States.Own), "Conflict status"),
        Check("a province that issued a directive", States.Issue(States.Groups, reality: Reality.Exercise, supersedes: States.Own), "Conflict status"),
        Check("a province that issued a directive", States.Issue(States.Groups, reality: Reality.Test, supersedes: States.Own), "Conflict status"),
        Check("a province that cancelled its directive", States.Issue(States.Groups, supersedes: States.Own), "Conflict supersedes"),
        Check("a province that superseded its directive", States.Issue(States.Groups, supersedes: States.Own), "Conflict supersedes"),
        Check("a province whose cancelled directive has retired", States.Issue(States.Groups, supersedes: States.Own), "DirectiveNotFound supersedes"),
        Check("a province", States.Issue(States.Groups, supersedes: States.Own), "DirectiveNotFound supersedes"),
        Check("a province", States.Issue(States.Groups, supersedes: States.Given), "DirectiveNotFound supersedes"),
        Check("a province that issued 99 directives", States.Issue(States.Groups), "DirectiveIssued"),
        Check("a province that issued 100 directives", States.Issue(States.Groups), "LimitReached unit DirectivesIssuedPerUnitMax"),
        Check("a province with a full outbox", States.Issue(States.Groups), "Overloaded unit OutboxPerLinkMax"),
        Check("a closed province", States.Issue(States.Groups), "UnitClosed unit"),
        Check("no unit", States.Issue(States.Groups), "UnitNotFound unit"),
    ];

    private static Row[] Updating => [
        Check("a province that issued a directive", Update(States.Own), "DirectiveRevised"),
        Check("a province that issued a directive", Update(States.Own, due: Never), "DirectiveRevised"),
        Check("a province that issued a directive", Update(States.Own, due: Actor.Noon), "Invalid due"),
        Check("a province that issued a directive", Update(States.Own, due: FiveYears.PlusMs(1)), "Invalid due DirectiveDueAheadMaxMs"),
        Check("a province that issued a directive", Update(States.Own, title: " "), "Invalid title DirectiveTitleLengthMax"),
        Check("a province that issued a directive", Update(States.Own, body: LongestBody + "b"), "Invalid body DirectiveTextLengthMax"),
        Check("a province that issued a directive", Update(States.Own, urgency: (Urgency)9), "Invalid urgency"),
        Check("a province that cancelled its directive", Update(States.Own), "Conflict directive"),
        Check("a province that superseded its directive", Update(States.Own), "Conflict directive"),
        Check("a province whose cancelled directive has retired", Update(States.Own), "DirectiveNotFound directive"),
        Check("a province with a full outbox", Update(States.Own), "Overloaded unit OutboxPerLinkMax"),
        Check("a closed province that issued a directive", Update(States.Own), "DirectiveRevised"),
        Check("a province", Update(States.Own), "DirectiveNotFound directive"),
        Check("a group told to complete", Update(States.Given), "DirectiveNotFound directive"),
        Check("no unit", Update(States.Own), "UnitNotFound unit"),
    ];

    private static Row[] Withdrawing => [
        Check("a province that issued a directive", new WithdrawDirective(States.Own), "DirectiveCancelled"),
        Check("a closed province that issued a directive", new WithdrawDirective(States.Own), "DirectiveCancelled"),
        Check("a province that cancelled its directive", new WithdrawDirective(States.Own), "Conflict directive"),
        Check("a province that superseded its directive", new WithdrawDirective(States.Own), "Conflict directive"),
        Check("a province whose cancelled directive has retired", new WithdrawDirective(States.Own), "DirectiveNotFound directive"),
        Check("a province with a full outbox", new WithdrawDirective(States.Own), "Overloaded unit OutboxPerLinkMax"),
        Check("a province", new WithdrawDirective(States.Own), "DirectiveNotFound directive"),
        Check("a group told to complete", new WithdrawDirective(States.Given), "DirectiveNotFound directive"),
        Check("no unit", new WithdrawDirective(States.Own), "UnitNotFound unit"),
    ];

    private static Row[] Acknowledging => [
        Check("a group told to acknowledge", new AcknowledgeDirective(States.Given), "DirectiveAcknowledged"),
        Check("a group told to complete", new AcknowledgeDirective(States.Given), "DirectiveAcknowledged"),
        Check("a group that acknowledged", new AcknowledgeDirective(States.Given), "Conflict directive"),
        Check("a group that completed", new AcknowledgeDirective(States.Given), "Conflict directive"),
        Check("a group whose directive was cancelled", new AcknowledgeDirective(States.Given), "Conflict directive"),
        Check("a group whose directive was superseded", new AcknowledgeDirective(States.Given), "Conflict directive"),
        Check("a group whose directive has retired", new AcknowledgeDirective(States.Given), "DirectiveNotFound directive"),
        Check("a cell that passes a directive on", new AcknowledgeDirective(States.Given), "Conflict directive"),
        Check("a province that issued a directive", new AcknowledgeDirective(States.Own), "DirectiveAcknowledged"),
        Check("a group", new AcknowledgeDirective(States.Given), "DirectiveNotFound directive"),
        Check("a group", new AcknowledgeDirective(DirectiveId.None), "DirectiveNotFound directive"),
        Check("a closed group told to complete", new AcknowledgeDirective(States.Given), "UnitClosed unit"),
        Check("no unit", new AcknowledgeDirective(States.Given), "UnitNotFound unit"),
    ];

    private static Row[] Completing => [
        Check("a group told to complete", new CompleteDirective(States.Given), "DirectiveCompleted"),
        Check("a group that acknowledged", new CompleteDirective(States.Given), "DirectiveCompleted"),
        Check("a group told to acknowledge", new CompleteDirective(States.Given), "Conflict directive"),
        Check("a group that completed", new CompleteDirective(States.Given), "Conflict directive"),
        Check("a group whose directive was cancelled", new CompleteDirective(States.Given), "Conflict directive"),
        Check("a group whose directive was superseded", new CompleteDirective(States.Given), "Conflict directive"),
        Check("a group whose directive has retired", new CompleteDirective(States.Given), "DirectiveNotFound directive"),
        Check("a cell that passes a directive on", new CompleteDirective(States.Given), "Conflict directive"),
        Check("a group", new CompleteDirective(States.Given), "DirectiveNotFound directive"),
        Check("a closed group told to complete", new CompleteDirective(States.Given), "UnitClosed unit"),
        Check("no unit", new CompleteDirective(States.Given), "UnitNotFound unit"),
    ];

    private static UpdateDirective Update(DirectiveId directive, Instant? due = null, Urgency urgency = Urgency.Immediate, string title = "Sửa", string body = "") =>
        new(directive, due ?? States.InTwoDays, urgency, new DirectiveText(title, body));
}
