using System.Collections.Frozen;
using HierarchySim.Core;

namespace HierarchySim.Gateway;

/// <summary>
/// Every kind of event there is, and how it shows in the feed. A type is never renamed, and members of its data never change their
/// meaning; what must change gets a new version beside the old one. Nothing here reads a text, or a name that somebody wrote:
/// readers that need one ask for it, and are checked.
/// </summary>
internal static class EventTable
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<EventKind> All { get; } =
    [
        EventKind.Public<UnitOpened>("unit.opened", "The unit came into being.", (e, unit, scheme) => EventData.Unit(e, unit, scheme)),
        EventKind.Public<UnitRenamed>("unit.renamed", "The unit has a new name.", (_, unit, _) => new(unit.ToString(), ("unit", unit.ToString()))),
        EventKind.Public<UnitCodeChanged>("unit.code-changed", "The unit has a new official code.", (e, unit, _) =>
            new(unit.ToString(), ("unit", unit.ToString()), ("code", e.Code), ("validFrom", e.ValidFrom))),
        EventKind.Public<UnitClosed>("unit.closed", "The unit closed.", (e, unit, _) =>
            new(unit.ToString(), ("unit", unit.ToString()), ("closed", e.On), ("successors", EventData.Ids(e.Successors)))),
        EventKind.Internal<ChildrenLinked>("each child's own opening says it"),

        EventKind.Public<DirectiveIssued>("directive.issued", "The unit issued a directive.", (e, _, scheme) => EventData.Directive(e.Spec, scheme)),
        EventKind.Public<DirectiveDelivered>("directive.delivered", "A directive reached the unit.", (e, _, scheme) => EventData.Directive(e.Spec, scheme)),
        EventKind.Public<DirectiveRevised>("directive.updated", "A directive was updated, at its issuer or as far as this unit.", (e, _, scheme) => EventData.Directive(e.Spec, scheme)),
        EventKind.Public<DirectiveCancelled>("directive.cancelled", "A directive was cancelled, at its issuer or as far as this unit.", (e, _, _) => EventData.Directive(e.Directive)),
        EventKind.Public<DirectiveAcknowledged>("directive.acknowledged", "The unit acknowledged a directive.", (e, _, _) => EventData.Directive(e.Directive)),
        EventKind.Public<DirectiveCompleted>("directive.completed", "The unit reported a directive completed, and with it acknowledged.", (e, _, _) => EventData.Directive(e.Directive)),
        EventKind.Public<DirectiveFulfilled>("directive.fulfilled", "The issuer saw that everything required is done.", (e, _, _) => EventData.Directive(e.Directive)),
        EventKind.Public<DirectiveUnfulfilled>("directive.unfulfilled", "The issuer saw that something is to do again: a unit opened below since.", (e, _, _) => EventData.Directive(e.Directive)),
        EventKind.Internal<DirectiveRetired>("it only leaves the unit's state, 30 days after its end"),

        EventKind.Public<CaseRaised>("case.raised", "A case was raised here.", (e, unit, _) => EventData.Case(
            e.Case, ("service_code", e.Spec.Terms.Code), ("reality", Words.Status.Of(e.Spec.Reality)), ("origin", unit.ToString()))),
        EventKind.Public<CaseReceived>("case.received", "The unit has custody of a case, with a fresh clock.", (e, _, _) => EventData.Case(
            e.Case, ("service_code", e.Transfer.Spec.Terms.Code), ("reality", Words.Status.Of(e.Transfer.Spec.Reality)), ("opening", e.Transfer.Opening), ("due", EventData.Time(e.Due)))),
        EventKind.Public<CaseTaken>("case.taken", "Somebody here took a case up.", (e, _, _) => EventData.Case(e.Case, ("by", EventData.Id(e.By)))),
        EventKind.Public<CaseScheduled>("case.scheduled", "Work on a case has a day.", (e, _, _) =>
            EventData.Case(e.Case, ("by", EventData.Id(e.By)), ("due", EventData.Time(e.Until)))),
        EventKind.Public<CaseAnswered>("case.answered", "The unit answered a case and gave custody up.", (e, _, _) => EventData.Case(e.Case, ("by", EventData.Id(e.By)))),
        EventKind.Public<CaseReferred>("case.referred", "The unit was not competent and sent a case to another.", (e, _, _) =>
            EventData.Case(e.Case, ("by", EventData.Id(e.By)), ("to", e.To.ToString()))),
        EventKind.Public<CaseFoundDuplicate>("case.duplicate", "The unit closed a case because another is about the same.", (e, _, _) =>
            EventData.Case(e.Case, ("by", EventData.Id(e.By)), ("of", e.Of.ToString()))),
        EventKind.Public<CaseEscalated>("case.escalated", "The unit's limit for a case lapsed; custody moved up.", (e, _, _) => EventData.Case(e.Case)),
        EventKind.Public<CaseWithdrawn>("case.withdrawn", "The unit that had custody closed a case because its origin withdrew it.", (e, _, _) => EventData.Case(e.Case)),
        EventKind.Public<CaseNoted>("case.noted", "The origin was told of a step elsewhere; an answer, too, reaches it so.", (e, _, _) => EventData.Step(e.Notice)),
        EventKind.Public<CaseConfirmed>("case.confirmed", "The origin confirmed the answer.", (e, _, _) => EventData.Case(e.Case)),
        EventKind.Public<CaseReopened>("case.reopened", "The origin reopened a case.", (e, _, _) => EventData.Case(e.Case)),
        EventKind.Public<CaseWithdrawalRequested>("case.withdrawal-requested", "The origin asked whoever has custody to close a case.", (e, _, _) => EventData.Case(e.Case)),
        EventKind.Internal<CaseRetired>("it only leaves the origin's state, 30 days after it closed"),

        EventKind.Public<OfficialRegistered>("official.registered", "An official was registered.", (e, _, _) =>
            new(e.Official.Id.ToString(), ("official", e.Official.Id.ToString()), ("posts", e.Official.Posts), ("loadLimit", e.Official.LoadLimit))),
        EventKind.Public<OfficialChanged>("official.changed", "An official's name, posts or load limit changed.", (e, _, _) =>
            new(e.Official.ToString(), ("official", e.Official.ToString()), ("posts", e.Posts), ("loadLimit", e.LoadLimit))),
        EventKind.Public<OfficialEnded>("official.ended", "An official left office here.", (e, _, _) => new(e.Official.ToString(), ("official", e.Official.ToString()))),
        EventKind.Public<TeamRegistered>("team.registered", "A team was formed.", (e, _, _) => EventData.Team(e.Team.Id, e.Team.Members)),
        EventKind.Public<TeamChanged>("team.changed", "A team's name or members changed.", (e, _, _) => EventData.Team(e.Team, e.Members)),
        EventKind.Public<TeamEnded>("team.ended", "A team was dissolved.", (e, _, _) => new(e.Team.ToString(), ("team", e.Team.ToString()))),
        EventKind.Public<LeaveRecorded>("leave.recorded", "Leave of an official was recorded.", (e, _, _) =>
            new(e.Official.ToString(), ("official", e.Official.ToString()), ("from", e.Leave.From), ("to", e.Leave.To))),
        EventKind.Public<LeaveCancelled>("leave.cancelled", "Leave of an official was cancelled, or cut short.", (e, _, _) =>
            new(e.Official.ToString(), ("official", e.Official.ToString()), ("from", e.From), ("lastDay", e.LastDay))),
        EventKind.Public<HolderAssigned>("assignment.made", "An official or team is to hold units.", (e, _, _) => EventData.Assignment(e.Assignment)),
        EventKind.Public<AssignmentEnded>("assignment.ended", "An assignment has a last day.", (e, _, _) =>
            new(e.Assignment.ToString(), ("assignment", e.Assignment.ToString()), ("on", e.On))),
        EventKind.Public<AssignmentNoted>("assignment.noted", "The home unit was told where a unit of an assignment stands.", (e, _, _) =>
            new(e.Assignment.ToString(), ("assignment", e.Assignment.ToString()), ("unit", e.Unit.ToString()), ("state", Words.HeldStates.Of(e.State)))),
        EventKind.Public<DutyBegun>("duty.begun", "The unit is held under an assignment.", (e, unit, _) => EventData.Duty(e.Terms, unit)),
        EventKind.Public<DutyDeclined>("duty.declined", "The unit refused an assignment.", (e, unit, _) =>
            new(e.Assignment.ToString(), ("assignment", e.Assignment.ToString()), ("unit", unit.ToString()), ("state", Words.HeldStates.Of(e.Reason)))),
        EventKind.Public<DutyRevised>("duty.revised", "An assignment under which the unit is held changed.", (e, unit, _) => EventData.Duty(e.Terms, unit)),
        EventKind.Internal<DayTurned>("it says nothing but the date"),
        EventKind.Internal<HoldersRetired>("what it removes ended 30 days before"),

        EventKind.Public<ReportSubmitted>("report.submitted", "The unit submitted a report, or corrected one.", (e, unit, _) => EventData.Report(e, unit)),

        EventKind.Internal<MessagePassed>("the unit only passed a message on"),
        EventKind.Internal<MessageIgnored>("the message had nothing to say to the unit"),
    ];

    private static readonly FrozenDictionary<Type, EventKind> ByFact = All.ToFrozenDictionary(kind => kind.Fact);

    /// <summary>The kind of an event.</summary>
    public static EventKind Of(UnitEvent fact) => ByFact[fact.GetType()];
}
