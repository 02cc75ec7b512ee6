namespace HierarchySim.Core;

/// <summary>Where a case stands. Each status belongs to open or closed; overdue is no status, it follows from the clock.</summary>
public enum CaseStatus : byte
{
    /// <summary>Open: a unit has it, or it climbs (đã tiếp nhận).</summary>
    Received = 1,

    /// <summary>Open: somebody took it up (đang xác minh).</summary>
    Investigating = 2,

    /// <summary>Open: work on it has a day (đã lên lịch).</summary>
    Scheduled = 3,

    /// <summary>Open: a unit found itself not competent and passed it on (không thuộc thẩm quyền).</summary>
    NotCompetentHere = 4,

    /// <summary>Open: its answer did not settle it (mở lại).</summary>
    Reopened = 5,

    /// <summary>Closed: answered; the origin may confirm or reopen (đã trả lời).</summary>
    Answered = 16,

    /// <summary>Closed: the origin confirmed the answer (đã giải quyết).</summary>
    Resolved = 17,

    /// <summary>Closed: another case is about the same (trùng lặp).</summary>
    Duplicate = 18,

    /// <summary>Closed: the origin took it back (đã rút).</summary>
    Withdrawn = 19,
}

/// <summary>What belongs to a status.</summary>
public static class CaseStatusRules
{
    /// <summary>True for the statuses of an open case.</summary>
    public static bool IsOpen(this CaseStatus status) => status < CaseStatus.Answered;
}

/// <summary>One kind of step in a case's life, as its origin is told.</summary>
public enum CaseAct : byte
{
    /// <summary>Raised at the origin.</summary>
    Raised = 1,

    /// <summary>A unit received custody, with a fresh clock.</summary>
    Received = 2,

    /// <summary>Somebody there took it up.</summary>
    Taken = 3,

    /// <summary>Work on it has a day.</summary>
    Scheduled = 4,

    /// <summary>A unit found itself not competent and sent it elsewhere.</summary>
    Referred = 5,

    /// <summary>A limit lapsed; it moved up.</summary>
    Escalated = 6,

    /// <summary>Answered.</summary>
    Answered = 7,

    /// <summary>Closed as a duplicate of another case.</summary>
    Duplicate = 8,

    /// <summary>Withdrawn by its origin.</summary>
    Withdrawn = 9,

    /// <summary>The origin confirmed the answer.</summary>
    Confirmed = 10,

    /// <summary>The origin was not satisfied; it climbs again.</summary>
    Reopened = 11,

    /// <summary>The unit it was referred to cannot be reached or is not competent; it climbed to one that is.</summary>
    Bounced = 12,

    /// <summary>The origin asked for it to be withdrawn; whoever holds it is told.</summary>
    WithdrawalRequested = 13,
}
