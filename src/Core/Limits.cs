namespace HierarchySim.Core;

/// <summary>
/// Every bound of the system, in one place. A queue, list or text without an entry here is a defect. Edges check
/// them and answer with an error that names the limit; the core asserts them. The relations between them are
/// checked by <c>LimitsTests</c>.
/// </summary>
public static class Limits
{
    /// <summary>Levels of a scheme, root included. Level sets are 16-bit masks.</summary>
    public const int LevelsMax = 12;

    /// <summary>Kinds of unit over all levels of a scheme.</summary>
    public const int KindsMax = 64;

    /// <summary>Characters of a level's or kind's code.</summary>
    public const int SchemeCodeLengthMax = 40;

    /// <summary>Characters of a unit's name.</summary>
    public const int UnitNameLengthMax = 200;

    /// <summary>Characters of an official code.</summary>
    public const int OfficialCodeLengthMax = 16;

    /// <summary>Year of the earliest day of anything.</summary>
    public const int DayYearMin = 1800;

    /// <summary>Year of the latest day of anything.</summary>
    public const int DayYearMax = 2199;

    /// <summary>Official codes one unit may have had over time.</summary>
    public const int OfficialCodesPerUnitMax = 16;

    /// <summary>Predecessors, or successors, of one unit.</summary>
    public const int LineagePerUnitMax = 256;

    /// <summary>Children of one unit, closed ones included.</summary>
    public const int ChildrenPerUnitMax = 10_000;

    /// <summary>Children opened by one command.</summary>
    public const int ChildrenPerCommandMax = 500;

    /// <summary>Units that one page of a search looks at; a page that found fewer than asked for by then ends there, and the next goes on.</summary>
    public const int UnitsLookedAtPerPageMax = 20_000;

    /// <summary>Units that one search for the most pressing cases looks at; it cannot go on later, so it is refused beyond.</summary>
    public const int UnitsLookedAtPerSearchMax = 50_000;

    /// <summary>Editions that one conditional command may name.</summary>
    public const int EditionsPerCommandMax = 16;

    /// <summary>
    /// Directives a unit keeps receipts of at one time. It follows from what the units above it may issue, so that a
    /// delivery never has to be refused.
    /// </summary>
    public const int DirectivesPerUnitMax = DirectivesIssuedPerUnitMax * LevelsMax;

    /// <summary>Directives issued at one unit that are not yet retired.</summary>
    public const int DirectivesIssuedPerUnitMax = 100;

    /// <summary>Characters of a directive's title.</summary>
    public const int DirectiveTitleLengthMax = 300;

    /// <summary>Characters of a directive's text.</summary>
    public const int DirectiveTextLengthMax = 20_000;

    /// <summary>Furthest due time of a directive, from its issue: five years, in milliseconds.</summary>
    public const long DirectiveDueAheadMaxMs = 5L * 366 * 24 * 60 * 60 * 1000;

    /// <summary>Messages that wait on one link for their receiver's confirmation.</summary>
    public const int OutboxPerLinkMax = 1_000;

    /// <summary>Moves of a route: from any unit up to the root and down to any other.</summary>
    public const int RouteMovesMax = 2 * (LevelsMax - 1);

    /// <summary>Cases raised at one unit that are open, or closed within 30 days.</summary>
    public const int CasesRaisedPerUnitMax = 1_000;

    /// <summary>Open cases one unit holds; more wait below it, in the outboxes they come from.</summary>
    public const int CasesHeldPerUnitMax = 200_000;

    /// <summary>Steps a case's file keeps at its origin.</summary>
    public const int CaseStepsMax = 200;

    /// <summary>Acts on one case by those who held it (taken, scheduled, referred), over all openings; an answer is always accepted.</summary>
    public const int CaseActsMax = 60;

    /// <summary>Openings of one case: the first, and each reopening.</summary>
    public const int CaseOpeningsMax = 5;

    /// <summary>Furthest day to which work on a case is scheduled: two years, in milliseconds.</summary>
    public const long CaseScheduleAheadMaxMs = 2L * 366 * 24 * 60 * 60 * 1000;

    /// <summary>Characters of a text on a case: what it is about, an answer, a reason.</summary>
    public const int CaseTextLengthMax = 10_000;

    /// <summary>Characters of a case's title.</summary>
    public const int CaseTitleLengthMax = 300;

    /// <summary>Characters of a contact left with a case.</summary>
    public const int CaseContactLengthMax = 500;

    /// <summary>Commands one unit remembers so that a retry gets the first answer.</summary>
    public const int RecentCommandsPerUnitMax = 100_000;

    /// <summary>How long a command is remembered: 24 hours, in milliseconds.</summary>
    public const long RecentCommandsKeptMs = 24L * 60 * 60 * 1000;

    /// <summary>How long a closed item stays in unit state: 30 days, in milliseconds.</summary>
    public const long ClosedItemsKeptMs = 30L * 24 * 60 * 60 * 1000;

    /// <summary>How long a sender waits for a confirmation before it sends again, in milliseconds.</summary>
    public const long ResendAfterMs = 2_000;

    /// <summary>Characters of a caller's name or of a caller's key for a command.</summary>
    public const int CommandKeyLengthMax = 200;

    /// <summary>Items of one page of a list.</summary>
    public const int PageItemsMax = 1_000;

    /// <summary>Units of one watch.</summary>
    public const int UnitsPerWatchMax = 2_000;

    /// <summary>Levels below the watched unit that one watch may cover.</summary>
    public const int WatchDepthMax = 3;

    /// <summary>Bytes of one record's value.</summary>
    public const int RecordValueBytesMax = 64 * 1024;

    /// <summary>Characters of one record's key.</summary>
    public const int RecordKeyLengthMax = 200;

    /// <summary>Records that one command writes beside its effect.</summary>
    public const int RecordsPerCommandMax = 16;

    /// <summary>Bytes of the values of one command's records together.</summary>
    public const int RecordBytesPerCommandMax = 128 * 1024;

    /// <summary>Bytes of records that wait at one shard's door with their commands; more are refused.</summary>
    public const long ShardDoorRecordBytesMax = 64L * 1024 * 1024;

    /// <summary>Commands and queries that wait at one shard's door; more are refused.</summary>
    public const int ShardDoorMax = 20_000;

    /// <summary>Link messages that wait at one shard from other shards; more stay in their senders' outboxes.</summary>
    public const int ShardInboxMax = 8_192;

    /// <summary>Characters of a caller's id in the audit log.</summary>
    public const int AuditCallerLengthMax = CommandKeyLengthMax;

    /// <summary>Characters of an action in the audit log.</summary>
    public const int AuditActionLengthMax = 100;

    /// <summary>Characters of a subject's id in the audit log, its number included.</summary>
    public const int AuditSubjectLengthMax = 200;

    /// <summary>Entries of the audit log that one read looks at; it goes on from there when asked again.</summary>
    public const int AuditEntriesPerReadMax = 10_000;

    /// <summary>Bytes of a catalogue's file, in UTF-8.</summary>
    public const int CatalogBytesMax = 1024 * 1024;

    /// <summary>Characters of a code in a catalogue.</summary>
    public const int CatalogCodeLengthMax = 40;

    /// <summary>Characters of a name in a catalogue.</summary>
    public const int CatalogNameLengthMax = 200;

    /// <summary>Greatest version of a catalogue's entry.</summary>
    public const int CatalogVersionMax = 9_999;

    /// <summary>Categories of cases, and the greatest number of one.</summary>
    public const int CaseCategoriesMax = 64;

    /// <summary>Days, working or not, that one level may keep a case.</summary>
    public const int TierLimitDaysMax = 366;

    /// <summary>Hours that one level may keep a case.</summary>
    public const int TierLimitHoursMax = 24 * TierLimitDaysMax;

    /// <summary>Forms of reports, each version counted.</summary>
    public const int ReportFormVersionsMax = 200;

    /// <summary>Fields of one form.</summary>
    public const int ReportFieldsPerFormMax = 20;

    /// <summary>Greatest value of a report's field. Summed over a nation of ten million units it still fits 64 bits.</summary>
    public const long ReportValueMax = 1_000_000_000;

    /// <summary>Days after a period's end that its report may be due.</summary>
    public const int ReportDueDaysMax = 366;

    /// <summary>Characters of a report's note.</summary>
    public const int ReportNoteLengthMax = 4_000;

    /// <summary>Periods before the present one whose reports can be submitted, corrected and asked for: the same month of last year is among them.</summary>
    public const int ReportPeriodsBackMax = 13;

    /// <summary>Revisions of one report: the first, and each correction.</summary>
    public const int ReportRevisionsMax = 100;

    /// <summary>Reports one unit keeps; it follows from the forms and periods there can be. Those whose periods ended first leave.</summary>
    public const int ReportsKeptPerUnitMax = ReportFormVersionsMax * (ReportPeriodsBackMax + 1);

    /// <summary>Totals of reports in one subtree, by form, period, version and level; those whose periods ended first leave.</summary>
    public const int ReportTotalsPerTallyMax = 10_000;

    /// <summary>Roles of assignments.</summary>
    public const int DutyRolesMax = 32;

    /// <summary>Posts of officials.</summary>
    public const int PostsMax = 64;

    /// <summary>Greatest load limit: units one official holds.</summary>
    public const int LoadPerOfficialMax = 1_000;

    /// <summary>Officials of one home unit that are active, or ended within 30 days.</summary>
    public const int OfficialsPerUnitMax = 2_000;

    /// <summary>Teams of one home unit that are active, or ended within 30 days.</summary>
    public const int TeamsPerUnitMax = 200;

    /// <summary>Members of one team.</summary>
    public const int TeamMembersMax = 100;

    /// <summary>Posts of one official.</summary>
    public const int PostsPerOfficialMax = 8;

    /// <summary>Leaves of one official that are to come, running, or over for less than 30 days.</summary>
    public const int LeavesPerOfficialMax = 20;

    /// <summary>Assignments made by one home unit that are in force, to come, or ended within 30 days.</summary>
    public const int AssignmentsPerUnitMax = 10_000;

    /// <summary>Units of one assignment.</summary>
    public const int UnitsPerAssignmentMax = 100;

    /// <summary>Assignments under which one unit is held at one time, or will be.</summary>
    public const int HoldersPerUnitMax = 64;

    /// <summary>Assignments a unit held remembers, ended ones of the last 30 days included; the oldest ended ones go first.</summary>
    public const int DutiesKeptPerUnitMax = 2 * HoldersPerUnitMax;

    /// <summary>Characters of an official's or a team's name.</summary>
    public const int HolderNameLengthMax = 100;

    /// <summary>Characters of the name of a set of units.</summary>
    public const int SetNameLengthMax = 100;

    /// <summary>Years a calendar knows.</summary>
    public const int CalendarYearsMax = 100;

    /// <summary>Holidays of a calendar over all its years; as many extra working days.</summary>
    public const int HolidaysMax = 5_000;

    /// <summary>Days a rehearsal's clock may run ahead of the machine's: two years, as far as work on a case can be scheduled.</summary>
    public const int ClockAheadDaysMax = 2 * 366;
}
