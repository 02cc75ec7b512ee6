using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

// Words of cases and of the catalogue.
internal static partial class Words
{
    public static readonly Words<CaseStatus> FineStatus = new(
        (CaseStatus.Received, "received"), (CaseStatus.Investigating, "investigating"), (CaseStatus.Scheduled, "scheduled"),
        (CaseStatus.NotCompetentHere, "notCompetentHere"), (CaseStatus.Reopened, "reopened"), (CaseStatus.Answered, "answered"),
        (CaseStatus.Resolved, "resolved"), (CaseStatus.Duplicate, "duplicate"), (CaseStatus.Withdrawn, "withdrawn"));

    /// <summary>Fine statuses of open cases.</summary>
    public static readonly Words<CaseStatus> OpenStatus = new(
        (CaseStatus.Received, "received"), (CaseStatus.Investigating, "investigating"), (CaseStatus.Scheduled, "scheduled"),
        (CaseStatus.NotCompetentHere, "notCompetentHere"), (CaseStatus.Reopened, "reopened"));

    /// <summary>The fine status in a sentence: what Open311 calls status_notes, without anything a person wrote.</summary>
    public static readonly Words<CaseStatus> StatusNotes = new(
        (CaseStatus.Received, "A unit has it, or it is on its way to one."), (CaseStatus.Investigating, "Somebody took it up."),
        (CaseStatus.Scheduled, "Work on it has a day."), (CaseStatus.NotCompetentHere, "A unit found itself not competent and passed it on."),
        (CaseStatus.Reopened, "Its answer did not settle it."), (CaseStatus.Answered, "Answered; the origin may confirm or reopen it."),
        (CaseStatus.Resolved, "The origin confirmed the answer."), (CaseStatus.Duplicate, "Another case is about the same."),
        (CaseStatus.Withdrawn, "The origin took it back."));

    public static readonly Words<CaseAct> Act = new(
        (CaseAct.Raised, "raised"), (CaseAct.Received, "received"), (CaseAct.Taken, "taken"), (CaseAct.Scheduled, "scheduled"),
        (CaseAct.Referred, "referred"), (CaseAct.Escalated, "escalated"), (CaseAct.Answered, "answered"), (CaseAct.Duplicate, "duplicate"),
        (CaseAct.Withdrawn, "withdrawn"), (CaseAct.Confirmed, "confirmed"), (CaseAct.Reopened, "reopened"), (CaseAct.Bounced, "bounced"),
        (CaseAct.WithdrawalRequested, "withdrawalRequested"));

    public static readonly Words<CaseOrder> Order = new((CaseOrder.Oldest, "oldest"), (CaseOrder.EarliestDue, "due"));

    public static readonly Words<CaseShelf> Shelf = new((CaseShelf.Raised, "raised"), (CaseShelf.Held, "held"));

    public static readonly Words<PeriodKind> Period = new(
        (PeriodKind.Week, "week"), (PeriodKind.Month, "month"), (PeriodKind.Quarter, "quarter"), (PeriodKind.Year, "year"));

    public static readonly Words<DayOfWeek> Day = new(
        (DayOfWeek.Monday, "monday"), (DayOfWeek.Tuesday, "tuesday"), (DayOfWeek.Wednesday, "wednesday"), (DayOfWeek.Thursday, "thursday"),
        (DayOfWeek.Friday, "friday"), (DayOfWeek.Saturday, "saturday"), (DayOfWeek.Sunday, "sunday"));
}

/// <summary>Which of a unit's cases are wanted.</summary>
internal enum CaseShelf
{
    /// <summary>Those it raised.</summary>
    Raised,

    /// <summary>Those it has custody of.</summary>
    Held,
}
