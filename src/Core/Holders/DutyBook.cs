namespace HierarchySim.Core;

/// <summary>What only units held have: under which assignments. Few, so a list is searched as fast as anything.</summary>
internal sealed class DutyBook(TimeSpan offset, Level level) : DayBook(offset)
{
    /// <summary>In the order in which they came.</summary>
    public readonly List<Duty> Duties = [];

    /// <summary>Duties that are not over.</summary>
    public int Live => Duties.Count(duty => !duty.IsOver);

    public Duty? Find(AssignmentId id) => Duties.Find(duty => duty.Terms.Assignment == id);

    public void Add(Duty duty)
    {
        if (Duties.Count >= Limits.DutiesKeptPerUnitMax && Duties.FindIndex(old => old.IsOver) is var oldest and >= 0) Duties.RemoveAt(oldest);
        Duties.Add(duty);
    }

    /// <summary>New terms, which may be over already.</summary>
    public void Revise(DutyTerms terms)
    {
        var index = Duties.FindIndex(duty => duty.Terms.Assignment == terms.Assignment);
        Duties[index] = Duties[index] with { Terms = terms };
    }

    /// <summary>Notes what is over on a moment's day.</summary>
    public void EndPast(Instant at) => EndWhere(duty => DayOf(at) > duty.Terms.To, at);

    /// <summary>Ends everything: the unit closed.</summary>
    public void EndAll(Instant at) => EndWhere(_ => true, at);

    protected override void Settle(Instant at) => EndPast(at);

    protected override IEnumerable<DateOnly> Turns() =>
        Duties.Where(duty => !duty.IsOver).SelectMany(duty => TurnsOf(duty.Terms.From, duty.Terms.To).Concat(TurnsOf(duty.Terms.Absences)));

    protected override IEnumerable<Instant> Retirements() => Duties.Select(duty => duty.RetiresAt);

    protected override void Remove(Instant at) => Duties.RemoveAll(duty => IsDue(duty.RetiresAt, at));

    protected override HoldingTally Count()
    {
        var present = Duties.FindAll(duty => duty.IsPresentOn(Day));
        return present.Count == 0 ? HoldingTally.Empty : HoldingTally.OfCovered(level, Overlap(present));
    }

    // A stand-in for a holder on leave is what leave is recorded for, so only those present overlap.
    private static bool Overlap(List<Duty> present)
    {
        for (var i = 1; i < present.Count; i++)
            for (var j = 0; j < i; j++)
                if (present[i].Terms.Overlaps(present[j].Terms)) return true;
        return false;
    }

    private void EndWhere(Func<Duty, bool> over, Instant at)
    {
        for (var i = 0; i < Duties.Count; i++)
            if (!Duties[i].IsOver && over(Duties[i])) Duties[i] = Duties[i] with { EndedAt = at };
    }
}
