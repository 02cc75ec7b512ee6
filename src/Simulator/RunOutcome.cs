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
/// <param name="Trace">Where an unforeseen fault came from, for whoever mends it.</param>
internal sealed record RunFailure(int Invariant, string What, IReadOnlyList<string> LastEvents, string? Trace = null)
{
    private const int EventsShown = 12;

    /// <summary>Reads a failure out of what broke a run off.</summary>
    public static RunFailure Of(Exception broken, ILife life)
    {
        var known = broken as BrokenInvariant;
        // The first word of the message that is a unit with a history; a unit that has none yet would show nothing.
        var units = life.Ledger.Events.Select(one => one.Unit).Distinct().ToDictionary(id => $"{id}");
        var named = known?.Message[(known.Message.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(' ', ':', ',', '-').Where(units.ContainsKey).Select(word => (UnitId?)units[word]).FirstOrDefault() ?? UnitId.None;
        var events = life.Ledger.Events.Where(one => !named.IsValid || one.Unit == named).TakeLast(EventsShown).Select(one => $"{one.At} {one.Unit} {one.Event}");
        return new RunFailure(known?.Number ?? 0, known?.Message ?? $"A fault nobody foresaw ({broken.GetType().Name}): {broken.Message}", [.. events], known is null ? $"{broken}" : null);
    }
}
