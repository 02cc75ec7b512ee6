using HierarchySim.Simulator.Faults;

namespace HierarchySim.Simulator;

/// <summary>What must have occurred over many seeds: every fault, and the rare branches that only a fault reaches.</summary>
internal static class Expectations
{
    private static readonly string[] Branches =
    [
        "a crash", "a commit failed", "a commit reported as failed was there after a crash", "a confirmation was lost", "a delivery was lost",
        "a directive retired", "an ascent was lost", "an ascentconfirmation was lost", "a parcel found no room", "a parcel was doubled", "a parcel was overtaken",
        "a parcel met a partition", "a parcel met a partition of one direction", "a snapshot was completed", "a snapshot was written while the engine worked", "a summary was lost",
        "a summaryconfirmation was lost", "an old snapshot came back", "the newest snapshot lost its end", "a bit of the newest snapshot was turned",
        "refused to start: a bit of the journal was turned", "refused to start: the journal had a newer program's record",
        "an unanswered command survived a crash", "an unanswered command was lost in a crash", "answered: Accepted", "answered: Repeated",
        "died after a commit became durable", "died before a commit became durable", "died while starting", "recovery opened a snapshot", "refused: KeyReused",
        "refused: StorageUnavailable", "storage refused a start", "storage fell sick", "storage healed", "a host was slow", "the clock jumped", "days went by", "a burst of commands", "a door was full", "three engines were asked the same",
        "CaseRaised", "CaseReceived", "CaseTaken", "CaseScheduled", "CaseEscalated", "CaseReferred", "CaseAnswered", "CaseFoundDuplicate", "CaseWithdrawn",
        "a host crashed", "a living host was taken for dead", "a letter came to the wrong host", "a write lost to another activation's", "a write was lost", "a write's answer was lost",
        "a write arrived late", "a durable write was reported as a time-out", "an activation was dropped", "the sweep woke a unit", "nobody could say what became of a command",
        "a command was lost", "an answer was lost", "a question to the database was lost", "an answer of the database was lost", "a unit was looked at",
        "CaseNoted", "CaseConfirmed", "CaseReopened", "CaseWithdrawalRequested", "CaseRetired",
        "OfficialRegistered", "OfficialChanged", "OfficialEnded", "TeamRegistered", "TeamChanged", "TeamEnded", "LeaveRecorded", "LeaveCancelled", "HolderAssigned",
        "AssignmentEnded", "AssignmentNoted", "DutyBegun", "DutyDeclined", "DutyRevised", "DayTurned", "HoldersRetired", "ReportSubmitted",
        "an assignment was declined: RefusedNotFound", "an assignment was declined: RefusedLevel", "an assignment was declined: RefusedClosed", "a set of units was assigned",
        "a unit closed and was held", "at quiet an official was on leave", "at quiet an official was overloaded", "at quiet holders overlapped", "at quiet a unit was covered",
        "a child of a unit held in a set was held by nobody", "a report was on time", "a report was late", "a report was corrected", "a unit's own official acted",
        "an official who holds a unit acted", "a case about an official was handled by another",
    ];

    // What both worlds note: seen in one of them it would hide that it never occurs in the other.
    private static readonly HashSet<string> InBoth =
    [
        "a commit failed", "storage fell sick", "storage healed", "died after a commit became durable", "died before a commit became durable", "a parcel found no room",
        "a parcel was doubled", "a parcel met a partition", "a parcel met a partition of one direction", "a confirmation was lost", "a host was slow", "the clock jumped",
        "days went by", "a directive retired", "a burst of commands", "answered: Repeated", "refused: KeyReused", "CaseEscalated", "CaseReferred", "DutyRevised", "a report was late",
    ];

    /// <summary>What a run notes under its own name.</summary>
    public static string NameIn(World world, string what) => world == World.Cluster && InBoth.Contains(what) ? $"cluster: {what}" : what;

    /// <summary>Everything that should occur over some thousand seeds.</summary>
    public static IEnumerable<string> All => Enum.GetValues<Fault>().Select(fault => $"a run with {fault}").Concat(Branches).Concat(InBoth.Select(what => NameIn(World.Cluster, what)));

    /// <summary>What never occurred.</summary>
    public static IEnumerable<string> Missing(Sometimes sometimes) => All.Where(what => sometimes[what] == 0);
}
