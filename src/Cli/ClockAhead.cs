namespace HierarchySim.Cli;

/// <summary>
/// The machine's clock, so many days ahead. A rehearsal sees limits lapse with it that would lapse next week; each start on the
/// same folder must be at least as far ahead as the one before. Timers run as always: what is due later is later still.
/// </summary>
/// <param name="days">Whole days ahead.</param>
internal sealed class ClockAhead(int days) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddDays(days);

    /// <summary>The clock a command line asks for: the machine's own, unless it is to run ahead.</summary>
    public static TimeProvider For(int days) => days == 0 ? System : new ClockAhead(days);
}
