using HierarchySim.Core;

namespace HierarchySim.Simulator;

/// <summary>How one run ended.</summary>
/// <param name="Plan">What it followed from.</param>
/// <param name="Fingerprint">The hash of everything that happened.</param>
/// <param name="Events">Events that happened.</param>
/// <param name="Simulated">Time that passed in it.</param>
/// <param name="Occurred">What occurred, and how often.</param>
/// <param name="Failure">What did not hold; null for a clean run.</param>
internal sealed record RunOutcome(RunPlan Plan, ulong Fingerprint, long Events, TimeSpan Simulated, Sometimes Occurred, RunFailure? Failure);

/// <summary>What did not hold, and the last that happened where.</summary>
/// <param name="Invariant">Number of the invariant; 0 when the program met a fault it does not know.</param>
/// <param name="What">What was found.</param>
/// <param name="LastEvents">The last events of the unit that the message names first, or of all units, oldest first.</param>
internal sealed record RunFailure(int Invariant, string What, IReadOnlyList<string> LastEvents)
{
    private const int EventsShown = 12;

    /// <summary>Reads a failure out of what broke a run off.</summary>
    public static RunFailure Of(Exception broken, ILife life)
    {
        var known = broken as BrokenInvariant;
        var unit = life.Ledger.Units.Keys.Where(id => known is not null && known.Message.Contains($" {id}", StringComparison.Ordinal)).OrderByDescending(id => $"{id}".Length).FirstOrDefault();
        var events = life.Ledger.Events.Where(one => !unit.IsValid || one.Unit == unit).TakeLast(EventsShown).Select(one => $"{one.At} {one.Unit} {one.Event}");
        return new RunFailure(known?.Number ?? 0, known?.Message ?? $"A fault nobody foresaw: {broken}", [.. events]);
    }
}
