namespace HierarchySim.Core;

/// <summary>
/// What changes with the calendar. It stands at one local day, for which its numbers are taken, and knows the next day on which
/// something begins or is over; so a unit sleeps until then, and nothing has to look at the clock meanwhile.
/// </summary>
/// <param name="offset">The level scheme's offset.</param>
internal abstract class DayBook(TimeSpan offset)
{
    private HoldingTally? tally;
    private Instant? turn;
    private Instant? retirement;

    /// <summary>The local day it stands at.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>The next midnight at which something changes; <see cref="Instant.None"/> for never.</summary>
    public Instant NextTurn => turn ??= FindTurn();

    /// <summary>When the first thing leaves unit state; <see cref="Instant.None"/> while nothing has ended.</summary>
    public Instant NextRetirement => retirement ??= Retirements().Aggregate(Instant.None, CaseTally.Earlier);

    public HoldingTally Tally => tally ??= Count();

    public DateOnly DayOf(Instant at) => at.DateAt(offset);

    /// <summary>Something changed: numbers are taken anew, for the day of the change.</summary>
    public void Changed(Instant at)
    {
        if (DayOf(at) is var today && today > Day)
        {
            Day = today;
            Settle(at);
        }
        Forget();
    }

    /// <summary>Ended things that are due leave.</summary>
    public void Retire(Instant at)
    {
        Remove(at);
        Forget();
    }

    public void RestoreDay(DateOnly day) => Day = day;

    /// <summary>Notes what is over now that <see cref="Day"/> has come.</summary>
    protected abstract void Settle(Instant at);

    /// <summary>Days on which something begins, or the day after its last; past ones may be among them.</summary>
    protected abstract IEnumerable<DateOnly> Turns();

    protected abstract IEnumerable<Instant> Retirements();

    protected abstract void Remove(Instant at);

    protected abstract HoldingTally Count();

    protected static bool IsDue(Instant retiresAt, Instant at) => retiresAt.IsSet && retiresAt <= at;

    protected static IEnumerable<DateOnly> TurnsOf(LeavePeriod[] leaves) => leaves.SelectMany(leave => TurnsOf(leave.From, leave.To));

    /// <summary>The first day, and the day after the last where there is one.</summary>
    protected static IEnumerable<DateOnly> TurnsOf(DateOnly from, DateOnly? to) => to is { } last ? [from, last.AddDays(1)] : [from];

    private Instant FindTurn()
    {
        var next = DateOnly.MaxValue;
        foreach (var day in Turns())
            if (day > Day && day < next) next = day;
        return next == DateOnly.MaxValue ? Instant.None : Instant.StartOf(next, offset);
    }

    /// <summary>Drops what was worked out from what has changed since.</summary>
    protected virtual void Forget() => (tally, turn, retirement) = (null, null, null);
}
