using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using HierarchySim.Simulator;
using HierarchySim.Simulator.Faults;
using Spectre.Console;

namespace HierarchySim.Cli.Simulate;

/// <summary>What is to be run.</summary>
internal sealed record HuntPlan(int Seeds, ulong First, int Minutes, string? Faults, int? Events, int? Units, string? Work, string? Bug, bool Shrinks, string? World = null)
{
    /// <summary>The run of a seed, with what the command line puts in place of the seed's draws.</summary>
    public RunPlan For(ulong seed)
    {
        var bug = Bug is null ? HierarchySim.Simulator.Bug.None : Enum.Parse<Bug>(Bug, ignoreCase: true);
        var world = World is not null ? Enum.Parse<World>(World, ignoreCase: true) : bug == HierarchySim.Simulator.Bug.None ? default(World?) : Bugs.WorldOf(bug);
        var drawn = RunPlan.Draw(seed, world);
        return drawn with
        {
            Faults = Faults is null ? drawn.Faults : FaultMix.Parse(Faults).In(drawn.World),
            Events = Events ?? drawn.Events,
            UnitsMax = Units ?? drawn.UnitsMax,
            Work = Work is null ? drawn.Work : Enum.Parse<WorkKinds>(Work, ignoreCase: true),
        };
    }

    // Numbers are no names, although the parser takes them.
    private static bool IsOneOf<T>(string text)
        where T : struct, Enum => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why these options cannot be used, or null.</summary>
    public string? Refusal()
    {
        if (Seeds < 1) return "--seeds must be 1 or more.";
        if (Minutes is < 0 or > 24 * 60) return "--minutes must be 0 to 1440.";
        if (Events is < 1 or > 10_000_000) return "--events must be 1 to 10000000.";
        if (Units is < 1 or > 500) return "--units must be 1 to 500.";
        if (Work is { } work && !Enum.TryParse<WorkKinds>(work, ignoreCase: true, out _)) return $"--work: '{work}' is not known. Give some of: {string.Join(", ", Enum.GetNames<WorkKinds>()).ToLowerInvariant()}.";
        if (World is { } world && !IsOneOf<World>(world)) return $"--world: '{world}' is not known. Give one of: {string.Join(", ", Enum.GetNames<World>()).ToLowerInvariant()}.";
        if (Bug is { } bug && bug != "each" && !IsOneOf<Bug>(bug)) return $"--bug: '{bug}' is not known. Give one of: each, {string.Join(", ", Enum.GetNames<Bug>())}.";
        if (Bug == "each" && (Faults ?? Work ?? World ?? Events?.ToString(CultureInfo.InvariantCulture) ?? Units?.ToString(CultureInfo.InvariantCulture)) is not null)
            return "--bug each draws everything itself: leave --faults, --events, --units, --work and --world out.";
        if (Bug is { } one && World is { } there && IsOneOf<Bug>(one) && Bugs.WorldOf(Enum.Parse<Bug>(one, ignoreCase: true)) != Enum.Parse<World>(there, ignoreCase: true))
            return $"--world: {one} is a bug of the other world. Leave --world out.";
        try
        {
            if (Faults is { } faults) FaultMix.Parse(faults);
            return null;
        }
        catch (FormatException e)
        {
            return $"--faults: {e.Message}";
        }
    }
}

/// <summary>Runs seeds on all processors and reports what broke, with the command that runs it again.</summary>
internal static class FaultHunt
{
    private const int ShownMax = 5;

    public static int Run(Output output, HuntPlan plan)
    {
        if (plan.Refusal() is { } refusal) return output.Fail(ExitCodes.Usage, refusal);
        if (plan.Bug == "each") return CanaryTable.Run(output, plan);
        var bugs = new Bugs(plan.Bug is { } bug ? Enum.Parse<Bug>(bug, ignoreCase: true) : Bug.None);
        var clock = Stopwatch.StartNew();
        var (sometimes, failures, gate) = (new Sometimes(), new List<RunOutcome>(), new Lock());
        var (runs, events, simulated, fingerprint) = (0, 0L, TimeSpan.Zero, 0UL);
        using var interrupt = new Interrupt();
        // One run a processor, and one seed at a time: a pool that grows would hold hundreds of trees at once.
        var each = Partitioner.Create(Seeds(plan, clock, interrupt.Token), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(each, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var outcome = bugs.Present == Bug.None ? Runner.RunTwice(plan.For(seed)) : Runner.Run(plan.For(seed), bugs);
            lock (gate)
            {
                (runs, events, simulated, fingerprint) = (runs + 1, events + outcome.Events, simulated + outcome.Simulated, fingerprint ^ outcome.Fingerprint);
                sometimes.Add(outcome.Occurred);
                if (outcome.Failure is null) return;
                failures.Add(outcome);
                // Hours may go by before the end: what is found is said at once.
                if (failures.Count <= ShownMax) Output.Note($"Seed {outcome.Plan.Seed} fails. Replay: {Command(outcome, bugs)}");
            }
        });
        failures.Sort((a, b) => a.Plan.Seed.CompareTo(b.Plan.Seed));
        var shown = failures.Take(ShownMax).Select(failure => plan.Shrinks ? Shrinker.Shrink(failure, smaller => Runner.Run(smaller, bugs)) : failure).ToList();
        var missing = plan.Faults is null && plan.Work is null && plan.World is null ? Expectations.Missing(sometimes).ToList() : [];
        Say(output, shown, failures.Count, (runs, events, simulated, clock.Elapsed, fingerprint), sometimes, missing, bugs);
        return failures.Count > 0 ? ExitCodes.Fault : interrupt.Token.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private static IEnumerable<ulong> Seeds(HuntPlan plan, Stopwatch clock, CancellationToken interrupt)
    {
        for (var i = 0UL; !interrupt.IsCancellationRequested && (plan.Minutes > 0 ? clock.Elapsed.TotalMinutes < plan.Minutes : i < (ulong)plan.Seeds); i++) yield return plan.First + i;
    }

    private static string Command(RunOutcome outcome, Bugs bugs) => string.Create(CultureInfo.InvariantCulture, $"hierarchysim simulate faults --seeds 1 --seed {outcome.Plan.Seed} --world {outcome.Plan.World.ToString().ToLowerInvariant()}")
        + string.Create(CultureInfo.InvariantCulture, $" --faults {outcome.Plan.Faults} --events {outcome.Plan.Events} --units {outcome.Plan.UnitsMax} --work {outcome.Plan.Work.ToString().Replace(" ", "", StringComparison.Ordinal)}")
        + (bugs.Present == Bug.None ? "" : $" --bug {bugs.Present}");

    private static void Say(
        Output output, List<RunOutcome> shown, int failed, (int Runs, long Events, TimeSpan Simulated, TimeSpan Took, ulong Fingerprint) done, Sometimes sometimes, List<string> missing, Bugs bugs) => output.Result(
        new
        {
            seeds = done.Runs,
            failed,
            events = done.Events,
            fingerprint = $"{done.Fingerprint:x16}",
            simulated_s = Math.Round(done.Simulated.TotalSeconds),
            took_s = Math.Round(done.Took.TotalSeconds, 1),
            simulated_s_per_s = Math.Round(done.Simulated.TotalSeconds / done.Took.TotalSeconds),
            failures = shown.Select(outcome => new
            {
                seed = outcome.Plan.Seed,
                world = outcome.Plan.World.ToString().ToLowerInvariant(),
                scheme = outcome.Plan.Scheme,
                faults = $"{outcome.Plan.Faults}",
                units = outcome.Plan.UnitsMax,
                events = outcome.Events,
                invariant = outcome.Failure!.Invariant,
                what = outcome.Failure.What,
                last_events = outcome.Failure.LastEvents,
                trace = outcome.Failure.Trace,
                replay = Command(outcome, bugs),
            }),
            never_occurred = missing,
            occurred = sometimes.Counts,
        },
        _ =>
        {
            foreach (var outcome in shown)
            {
                Console.Out.WriteLine($"Seed {outcome.Plan.Seed} fails: {outcome.Failure!.What}");
                Console.Out.WriteLine($"  scheme {outcome.Plan.Scheme}, {outcome.Plan.World.ToString().ToLowerInvariant()}, faults {outcome.Plan.Faults}");
                foreach (var one in outcome.Failure.LastEvents) Console.Out.WriteLine($"  {one}");
                Console.Out.WriteLine($"  Replay: {Command(outcome, bugs)}");
            }
            foreach (var (what, count) in sometimes.Counts) Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,10:N0}  {what}"));
            foreach (var what in missing) Console.Out.WriteLine($"NEVER OCCURRED: {what}. Run more seeds; a fault that never occurs is a check that never ran.");
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done.Runs} seeds, {failed} failed; {done.Events:N0} events, {done.Simulated.TotalSeconds:N0} simulated seconds in {done.Took.TotalSeconds:N1} s: {done.Simulated.TotalSeconds / done.Took.TotalSeconds:N0} simulated seconds per second."));
        });
}
