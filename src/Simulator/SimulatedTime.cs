namespace HierarchySim.Simulator;

/// <summary>A host's clock: the run's time and how far this host is ahead of it. It has no timers; the agenda is the only one.</summary>
internal sealed class SimulatedTime(Agenda agenda) : TimeProvider
{
    private const long TicksPerUs = TimeSpan.TicksPerMillisecond / 1_000;

    /// <summary>Where every run begins: 08:00 on 6 January 2025 in Vietnam, a Monday.</summary>
    public static readonly DateTimeOffset Start = new(2025, 1, 6, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Microseconds that this clock is ahead of the run's time; negative when it is behind.</summary>
    public long AheadUs { get; set; }

    /// <summary>Where the clock stands, for an engine that is asked one thing at a time; null while it runs.</summary>
    public DateTimeOffset? StandsAt { get; set; }

    /// <summary>The run's own time, in milliseconds of the epoch: what a perfect clock would show.</summary>
    public long TrueMs => StandsAt?.ToUnixTimeMilliseconds() ?? (Start.ToUnixTimeMilliseconds() + (agenda.Now / 1_000));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => StandsAt ?? Start.AddTicks((agenda.Now + AheadUs) * TicksPerUs);

    /// <inheritdoc/>
    public override long GetTimestamp() => agenda.Now * TicksPerUs;
}
