// A small steady stream of life on a demo, so that a visitor sees numbers move. Each step
// looks at what the engine holds, issues a directive where one is due, and lets some units
// answer. Nothing is remembered between steps: whatever was done is in the engine, so life
// can be broken off anywhere and begun again. The same seed, clock and engine give the same
// life. Refusals are part of it; a refused act is simply not done, and the next step looks
// again.

using System.Globalization;
using System.Text;
using HierarchySim.Core;
using HierarchySim.Engine;
using HierarchySim.Import.Synthesis;

namespace HierarchySim.Import;

/// <summary>Directives, cases, reports and leaves in a demo, as time goes on. Mutable; one instance, one loop.</summary>
public sealed class DemoLife
{
    private const string Caller = "demo";
    private readonly IHierarchyEngine engine;
    private readonly TimeProvider time;
    private readonly DemoLifeOptions options;
    private readonly SplitMix64 random;
    private readonly DemoAnswers answers;
    private readonly DemoHand hand;
    private readonly DemoCases cases;
    private readonly DemoReports reports;
    private readonly DemoLeaves leaves;
    private List<DemoDesk> desks = [];
    private Instant nextRound;

    /// <summary>Life for the demo in an engine.</summary>
    public DemoLife(IHierarchyEngine engine, TimeProvider time, DemoLifeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(time);
        this.engine = engine;
        this.time = time;
        this.options = options ?? new DemoLifeOptions();
        random = new SplitMix64(this.options.Seed);
        answers = new DemoAnswers(engine, random);
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
            if (desks.Count == 0) desks = await FindDesksAsync(cancellation).ConfigureAwait(false);
            var acts = options.ActsPerStepMax;
            foreach (var desk in desks)
            {
                if (await engine.QueryAsync(new GetUnit(desk.Unit), cancellation).ConfigureAwait(false) is not { Closed: null } view) continue;
                var issued = desk.IssuedBy(view);
                if (desk.IsTime(issued, view.AsOf) && !await IssueAsync(desk, issued, view, cancellation).ConfigureAwait(false)) return false;
                foreach (var standing in issued.Where(IsInForce))
                    acts -= await answers.GiveAsync(desk.Unit, standing, acts, view.AsOf, cancellation).ConfigureAwait(false);
            }

            await GoRoundAsync(cancellation).ConfigureAwait(false);
            return !(answers.WereTurnedAway() | hand.WasTurnedAway());
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

    private async Task<bool> IssueAsync(DemoDesk desk, DirectiveStanding[] issued, UnitView view, CancellationToken cancellation)
    {
        var number = issued.Length == 0 ? 1 : issued[^1].Spec.Id.Number + 1;
        DirectiveId[] inForce = [.. issued.Where(IsInForce).Select(standing => standing.Spec.Id)];
        var oldest = inForce.Length >= DemoDesk.InForceMax ? inForce[0] : DirectiveId.None;
        var supersedes = random.Below(2) == 0 ? oldest : DirectiveId.None;
        if (oldest != supersedes && !await SubmitAsync(desk.Unit, $"end/{oldest}", new WithdrawDirective(oldest), cancellation).ConfigureAwait(false))
            return false;
        var command = new IssueDirective(
            DrawTargets(view.Level), random.Below(3) == 0 ? Requirement.Acknowledge : Requirement.Complete,
            view.AsOf.PlusMs((long)desk.DueAfter.TotalMilliseconds), random.Below(4) == 0 ? Urgency.Immediate : Urgency.Expected, Reality.Actual,
            DemoTexts.Draw(random.Below(DemoTexts.Count)), supersedes);
        var key = string.Create(CultureInfo.InvariantCulture, $"issue/{number}/{view.AsOf.Milliseconds}");
        return await SubmitAsync(desk.Unit, key, command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Mostly all groups; sometimes the communes, the cells, or all three.</summary>
    private LevelSet DrawTargets(Level issuer)
    {
        string[][] choices = [["group"], ["group"], ["group"], ["commune"], ["cell"], ["commune", "cell", "group"]];
        var set = default(LevelSet);
        foreach (var code in choices[random.Below(choices.Length)])
            if (engine.Scheme.FindLevel(code) is { } level && level.Index > issuer.Index) set = set.With(level);
        return set.IsEmpty ? set.With(issuer) : set;
    }

    /// <summary>From the root down, the first unit of each level that issues.</summary>
    private async Task<List<DemoDesk>> FindDesksAsync(CancellationToken cancellation)
    {
        var found = new List<DemoDesk>();
        var unit = await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false);
        while (unit is not null && DemoDesk.At(engine.Scheme.Levels[unit.Level.Index].Code, unit.Id) is { } desk)
        {
            found.Add(desk);
            var page = await engine.QueryAsync(new GetChildren(unit.Id, 0, 1), cancellation).ConfigureAwait(false);
            unit = page is { Items: [var first, ..] } ? first : null;
        }

        return found;
    }

    private async Task<bool> SubmitAsync(UnitId unit, string key, Command command, CancellationToken cancellation)
    {
        var id = CommandIds.Create(Caller, unit, key, Encoding.UTF8.GetBytes(key));
        return (await engine.SubmitAsync(id, unit, command, cancellation).ConfigureAwait(false)).IsAccepted;
    }

    private static bool IsInForce(DirectiveStanding standing) => (standing.Flags & (ReceiptFlags.Cancelled | ReceiptFlags.Superseded)) == 0;
}
