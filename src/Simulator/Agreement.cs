using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Simulator.Checks;
using HierarchySim.Simulator.Truth;
using HierarchySim.Simulator.Work;
using static HierarchySim.Simulator.BrokenInvariant;

namespace HierarchySim.Simulator;

/// <summary>
/// Invariant 17: run to quiet between steps, with the same times, the same commands have the same outcome on every engine: the same
/// answers, and in the end the same units.
/// </summary>
internal sealed class Agreement(RunPlan plan, LevelScheme scheme, Bugs bugs)
{
    private const int Commands = 60;
    private const int LeapMsMax = 20_000;
    private readonly Dice dice = new Dice(plan.Seed).Split();
    private DateTimeOffset now = SimulatedTime.Start;

    /// <summary>Asks all engines the same.</summary>
    /// <param name="engines">Engines that have no unit yet, the first being the one that callers look at.</param>
    /// <param name="ledger">What is known of the first engine, so that commands make sense.</param>
    public void Check(IReadOnlyList<ICalmEngine> engines, Ledger ledger)
    {
        var chooser = new Chooser(dice, ledger, scheme, plan);
        for (var number = 1; number <= Commands; number++)
        {
            now = now.AddMilliseconds(dice.Percent(5) ? dice.Below(3) * 24L * 3600 * 1_000 : dice.Below(LeapMsMax));
            // What lapses by then is one step, the command the next: side by side, either may win.
            foreach (var engine in engines) engine.Wait(bugs.Have(Bug.EnginesDiffer) && engine != engines[0] ? now.AddSeconds(1) : now);
            var (unit, command) = chooser.Draw(Instant.From(now));
            var id = new CommandId(2, (ulong)number, 1);
            ledger.Send(id, unit, command);
            string? first = null;
            foreach (var engine in engines)
            {
                var answer = Says(engine.Ask(id, unit, command));
                first ??= answer;
                Require(answer == first, 17, $"{command} at unit {unit}: {engines[0].Name} says {first}, {engine.Name} says {answer}");
            }
        }
        foreach (var other in engines.Skip(1)) Compare(engines[0], other);
    }

    // The words of a refusal are an engine's own where it is not the core that refuses.
    private static string Says(CommandAnswer answer) => answer.Refusal is { } refusal ? $"{refusal.Code} of {refusal.Field}" : $"{answer.Verdict} at {answer.At} as number {answer.Number}";

    private static void Compare(ICalmEngine one, ICalmEngine other)
    {
        var others = other.Units.ToDictionary(unit => unit.Id);
        Require(one.Units.Count() == others.Count, 17, $"{one.Name} has {one.Units.Count()} units, {other.Name} {others.Count}");
        foreach (var unit in one.Units) QuietChecks.RequireSame(unit, others[unit.Id], 17);
    }
}
