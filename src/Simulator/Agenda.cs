namespace HierarchySim.Simulator;

/// <summary>
/// What is to happen when: one heap of events ordered by time, and at one time by a draw, so that no order of the program's own is
/// ever relied on. The time of a run is the time of the event that happens. Times are microseconds since the run began.
/// </summary>
internal sealed class Agenda(Dice dice, Fingerprint fingerprint)
{
    /// <summary>More than any sound run has waiting; without it a run that floods itself would take the machine with it.</summary>
    private const int WaitingMax = 500_000;

    private readonly PriorityQueue<Action, (long At, ulong Draw)> events = new();

    /// <summary>Microseconds since the run began.</summary>
    public long Now { get; private set; }

    /// <summary>Microseconds of it in which nothing happened because they were leapt over.</summary>
    public long Leapt { get; private set; }

    /// <summary>Events that have happened.</summary>
    public long Happened { get; private set; }

    /// <summary>Has something happen later.</summary>
    /// <param name="afterUs">Microseconds from now.</param>
    /// <param name="what">What happens.</param>
    public void In(long afterUs, Action what)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterUs);
        BrokenInvariant.Require(events.Count < WaitingMax, 15, $"{events.Count} events wait to happen");
        events.Enqueue(what, (Now + afterUs, dice.NextBits()));
    }

    /// <summary>Lets time pass in which nothing happens: whatever is to come comes later by as much.</summary>
    public void Leap(long byUs)
    {
        var all = events.UnorderedItems.ToArray();
        events.Clear();
        foreach (var (what, (at, draw)) in all) events.Enqueue(what, (at + byUs, draw));
        Now += byUs;
        Leapt += byUs;
    }

    /// <summary>Lets the next event happen; false when there is none.</summary>
    public bool Step()
    {
        if (!events.TryDequeue(out var what, out var place)) return false;
        Now = place.At;
        Happened++;
        fingerprint.Add(place.At);
        what();
        return true;
    }
}
