// A small steady stream of life on a demo, so that a visitor sees numbers move. Each step
// looks at what the engine holds and does what is due there. Nothing is remembered between
// steps: whatever was done is in the engine, so life can be broken off anywhere and begun
// again. The same seed, clock and engine give the same life. Refusals are part of it; a
// refused act is simply not done, and the next step looks again.

using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

/// <summary>Directives, cases, reports and leaves in a demo, as time goes on. Mutable; one instance, one loop.</summary>
public sealed class DemoLife
{
    private readonly IHierarchyEngine engine;
    private readonly TimeProvider time;
    private readonly DemoLifeOptions options;
    private readonly DemoDirectives directives;
    private readonly DemoHand hand;
    private readonly DemoCases cases;
    private readonly DemoReports reports;
    private readonly DemoLeaves leaves;
    private Instant nextRound;

    /// <summary>Life for the demo in an engine.</summary>
    public DemoLife(IHierarchyEngine engine, TimeProvider time, DemoLifeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(time);
        this.engine = engine;
        this.time = time;
        this.options = options ?? new DemoLifeOptions();
        directives = new DemoDirectives(engine, new SplitMix64(this.options.Seed), this.options.ActsPerStepMax);
        // A stream of their own: directives of a seed stay the same whatever else lives.
        var others = new SplitMix64(~this.options.Seed);
        hand = new DemoHand(engine);
        cases = new DemoCases(engine, hand, others);
        reports = new DemoReports(engine, hand);
        leaves = new DemoLeaves(engine, hand, others);
    }

    /// <summary>Lives until cancelled; waits longer and longer, up to a minute, while the engine takes nothing.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var wait = options.Interval;
        while (true)
        {
            await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            wait = await StepAsync(cancellation).ConfigureAwait(false) ? options.Interval
                : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Math.Max(options.WaitMax.Ticks, options.Interval.Ticks)));
        }
    }

    /// <summary>One step; false when the engine took nothing, so that the next should wait.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellation = default)
    {
        try
        {
            if (!await directives.StepAsync(cancellation).ConfigureAwait(false)) return false;
            await GoRoundAsync(cancellation).ConfigureAwait(false);
            return !(directives.WereTurnedAway() | hand.WasTurnedAway());
        }
        catch (EngineUnavailableException)
        {
            return false;
        }
    }

    /// <summary>Once a while: cases, reports and leaves, whose clocks count in days.</summary>
    private async Task GoRoundAsync(CancellationToken cancellation)
    {
        var now = Instant.From(time.GetUtcNow());
        if (now < nextRound) return;
        nextRound = now.PlusMs((long)options.RoundEvery.TotalMilliseconds);
        await cases.StepAsync(now, cancellation).ConfigureAwait(false);
        await reports.StepAsync(now, options.ReportsPerRoundMax, cancellation).ConfigureAwait(false);
        await leaves.StepAsync(now.DateAt(engine.Scheme.Offset), cancellation).ConfigureAwait(false);
    }
}
