using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Cases: each is one object, so it is with one unit by the nature of things; it gets from one to another at once.
internal sealed partial class NaiveTree
{
    private readonly Dictionary<NaiveUnit, int> lastCase = [];

    public List<NaiveCase> Cases { get; } = [];

    /// <summary>Cases closed 30 days ago: nothing can be done with them any more, and they can still be read.</summary>
    public List<NaiveCase> RetiredCases { get; } = [];

    /// <summary>What units decide with.</summary>
    public required Catalog Catalog { private get; init; }

    private bool Raise(NaiveUnit unit, RaiseCase command, long now)
    {
        if (Catalog.Categories.FirstOrDefault(category => category.Terms.Code == command.Category) is not { IsRetired: false } category) return false;
        var number = lastCase[unit] = lastCase.GetValueOrDefault(unit) + 1;
        var raised = new NaiveCase(new CaseId(unit.Id, number), unit, category.Terms, command.Reality, now);
        Cases.Add(raised);
        Climb(raised, unit, category.Terms.Competent.Index, now);
        return true;
    }

    private bool Handle(NaiveUnit unit, CaseId id, Command command, long now)
    {
        if (Cases.Find(item => item.Id == id && item.Holder == unit) is not { } held) return false;
        switch (command)
        {
            case TakeCase:
                if (held.Acts >= 60 || held.Status is CaseStatus.Investigating or CaseStatus.Scheduled) return false;
                (held.Status, held.Acts) = (CaseStatus.Investigating, held.Acts + 1);
                return true;
            case ScheduleCase c:
                if (held.Acts >= 60 || c.Until.Milliseconds <= now) return false;
                (held.Status, held.Acts, held.Due) = (CaseStatus.Scheduled, held.Acts + 1, c.Until.Milliseconds);
                return true;
            case ReferCase c:
                if (held.Acts >= 60 || c.To == unit.Id || !Units.TryGetValue(c.To, out var to)) return false;
                (held.Status, held.Acts) = (CaseStatus.Received, held.Acts + 1);
                Climb(held, to, held.Terms.Competent.Index, now);
                return true;
            case CloseDuplicate c:
                if (c.Of == id) return false;
                held.Close(CaseStatus.Duplicate, now);
                return true;
            default:
                held.Close(CaseStatus.Answered, now);
                return true;
        }
    }

    private bool AtOrigin(NaiveUnit unit, CaseId id, Command command, long now)
    {
        if (Cases.Find(item => item.Id == id && item.Origin == unit) is not { } raised) return false;
        switch (command)
        {
            case ConfirmCase:
                if (raised.Status != CaseStatus.Answered) return false;
                (raised.Status, raised.ClosedAt) = (CaseStatus.Resolved, now);
                return true;
            case WithdrawCase:
                if (!raised.IsOpen) return false;
                raised.Close(CaseStatus.Withdrawn, now);
                return true;
            default:
                if (raised.IsOpen || raised.Status == CaseStatus.Withdrawn || unit.IsClosed || raised.Opening >= 5) return false;
                (raised.Status, raised.Opening, raised.ClosedAt) = (CaseStatus.Reopened, raised.Opening + 1, 0);
                Climb(raised, unit, Math.Min(raised.ClosedBy, raised.Terms.Competent.Index), now);
                return true;
        }
    }

    // Each lapse moves a case up once, for the clock at the next unit begins when the lapse is seen.
    private void SettleCases(long now)
    {
        RetiredCases.AddRange(Cases.Where(IsOver));
        Cases.RemoveAll(IsOver);
        foreach (var item in Cases.Where(item => item is { Due: > 0, Holder.Parent: not null } && item.Due <= now))
        {
            item.Status = CaseStatus.Received;
            Climb(item, item.Holder!.Parent!, item.Holder.Level - 1, now);
        }

        bool IsOver(NaiveCase item) => item.ClosedAt != 0 && item.ClosedAt + 30L * 24 * 3600 * 1000 <= now;
    }

    private void Climb(NaiveCase item, NaiveUnit from, int floor, long now)
    {
        var unit = from;
        while (unit.Parent is not null && (unit.Level > floor || unit.IsClosed)) unit = unit.Parent;
        (item.Holder, item.Due) = (unit, DueAfter(now, item.Terms.Limits[unit.Level]));
    }

    private long DueAfter(long now, TierLimit limit)
    {
        if (limit.Amount == 0) return 0;
        if (limit.Unit == LimitUnit.Hours) return now + limit.Amount * 3_600_000L;
        var day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(now).ToOffset(scheme.Offset).DateTime);
        for (var left = limit.Amount; left > 0;)
        {
            day = day.AddDays(1);
            if (limit.Unit == LimitUnit.Days || Catalog.Calendar.IsWorkingDay(day)) left--;
        }
        return new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), scheme.Offset).ToUnixTimeMilliseconds();
    }
}
