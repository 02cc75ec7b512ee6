using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// An operator's desk: what a scenario asks of the engine, in one line each. Every accepted command is followed by quiet, so a
/// scenario reads as a sequence of settled states.
/// </summary>
public sealed partial class Desk(IEngineHarness harness, IHierarchyEngine engine)
{
    /// <summary>The engine now; another one after a restart.</summary>
    public IHierarchyEngine Engine { get; private set; } = engine;

    /// <summary>The harness.</summary>
    public IEngineHarness Harness => harness;

    /// <summary>The clock's time.</summary>
    public Instant Now => Instant.From(harness.Time.GetUtcNow());

    /// <summary>A day all units of these scenarios open on.</summary>
    public static DateOnly FirstDay { get; } = new(2024, 1, 1);

    private int lastKey;

    /// <summary>Submits under a key of its own and takes whatever answer comes; does not wait for quiet.</summary>
    public async Task<CommandAnswer> Submit(UnitId unit, Command command) => await SubmitAs($"key-{Interlocked.Increment(ref lastKey)}", unit, command);

    /// <summary>Submits under a given key.</summary>
    public async Task<CommandAnswer> SubmitAs(string key, UnitId unit, Command command, string? body = null) =>
        await Engine.SubmitAsync(CommandIds.Create("desk", unit, key, Encoding.UTF8.GetBytes(body ?? command.ToString())), unit, command);

    /// <summary>Submits, must be accepted, and waits for quiet.</summary>
    public async Task<CommandAnswer> Accept(UnitId unit, Command command)
    {
        var answer = await Submit(unit, command);
        Assert.True(answer.Verdict == Verdict.Accepted, $"{command.GetType().Name} at {unit}: {answer.Verdict} {answer.Refusal}");
        Assert.Null(answer.Refusal);
        await harness.QuietAsync();
        return answer;
    }

    /// <summary>Submits, must be refused for this reason, and waits for quiet.</summary>
    public async Task<Refusal> Refuse(UnitId unit, Command command, RefusalCode code, string field)
    {
        var answer = await Submit(unit, command);
        Assert.True(answer.Verdict == Verdict.Refused, $"{command.GetType().Name} at {unit} should be refused, was {answer.Verdict}");
        Assert.Equal((code, field), (answer.Refusal!.Code, answer.Refusal.Field));
        Assert.False(answer.IsAccepted);
        await harness.QuietAsync();
        return answer.Refusal;
    }

    /// <summary>Opens the root, of the scheme's first kind at its first level.</summary>
    public async Task<UnitId> OpenRoot(string name = "Việt Nam")
    {
        await Accept(UnitId.Root, new OpenRoot(Define(UnitId.Root, Engine.Scheme.Levels[0].Code, name)));
        return UnitId.Root;
    }

    /// <summary>Opens one child of a level.</summary>
    public async Task<UnitId> Open(UnitId parent, string level, string? name = null, string? code = null)
    {
        var id = await Engine.ReserveIdsAsync(1);
        await Accept(parent, new OpenChildren([Define(id, level, name ?? $"{level} {id}", code)]));
        return id;
    }

    /// <summary>Opens several children of a level by one command.</summary>
    public async Task<UnitId[]> OpenMany(UnitId parent, string level, int count)
    {
        var first = await Engine.ReserveIdsAsync(count);
        UnitId[] ids = [.. Enumerable.Range(0, count).Select(i => new UnitId(first.Value + i))];
        await Accept(parent, new OpenChildren([.. ids.Select(id => Define(id, level, $"{level} {id}"))]));
        return ids;
    }

    /// <summary>A definition of the first kind of a level.</summary>
    public UnitDefinition Define(UnitId id, string level, string name, string? code = null, params UnitId[] predecessors) =>
        new(id, KindOf(level), name, FirstDay, code, false, predecessors);

    /// <summary>The first kind of a level.</summary>
    public KindIndex KindOf(string level) => Engine.Scheme.FindKind(Engine.Scheme.Kinds.First(kind => kind.Level == level).Code)!.Value;

    /// <summary>A set of levels by their codes.</summary>
    public LevelSet Levels(params string[] codes) => codes.Aggregate(default(LevelSet), (set, code) => set.With(Engine.Scheme.FindLevel(code)!.Value));

    /// <summary>A plain directive to one or several levels.</summary>
    public IssueDirective Directive(
        LevelSet targets, Requirement requirement = Requirement.Acknowledge, TimeSpan? due = null, Reality reality = Reality.Actual,
        DirectiveId supersedes = default, string title = "Rà soát hộ nghèo") =>
        new(targets, requirement, due is { } ahead ? Now.PlusMs((long)ahead.TotalMilliseconds) : Instant.None, Urgency.Expected, reality,
            new DirectiveText(title, "Nội dung"), supersedes);

    /// <summary>Issues a directive and says which it became.</summary>
    public async Task<DirectiveId> Issue(UnitId unit, IssueDirective command) => new(unit, (await Accept(unit, command)).Number);

    /// <summary>The unit acknowledges.</summary>
    public Task<CommandAnswer> Acknowledge(UnitId unit, DirectiveId directive) => Accept(unit, new AcknowledgeDirective(directive));

    /// <summary>The unit reports completion.</summary>
    public Task<CommandAnswer> Complete(UnitId unit, DirectiveId directive) => Accept(unit, new CompleteDirective(directive));

    /// <summary>A unit that must exist.</summary>
    public async Task<UnitView> View(UnitId unit) =>
        await Engine.QueryAsync(new GetUnit(unit)) ?? throw new Xunit.Sdk.XunitException($"There is no unit {unit}.");

    /// <summary>A directive at a unit it must have reached.</summary>
    public async Task<DirectiveStanding> Standing(UnitId unit, DirectiveId directive) =>
        await Engine.QueryAsync(new GetStanding(unit, directive)) ?? throw new Xunit.Sdk.XunitException($"Directive {directive} is not at {unit}.");

    /// <summary>A subtree's progress.</summary>
    public async Task<Progress> Progress(UnitId unit, DirectiveId directive) => (await Standing(unit, directive)).Progress;

    /// <summary>Moves the clock and waits for what that brings about.</summary>
    public async Task Advance(TimeSpan by)
    {
        harness.Time.Advance(by);
        await harness.QuietAsync();
    }

    /// <summary>Kills the engine and starts it on what is on disk.</summary>
    public async Task Crash()
    {
        Engine = await harness.RestartAsync();
        await harness.QuietAsync();
    }

    /// <summary>All committed events, by pages.</summary>
    public async Task<List<CommittedEvent>> AllEvents(int pageSize = Limits.PageItemsMax)
    {
        var all = new List<CommittedEvent>();
        var cursor = EventCursor.Start;
        while (await Engine.EventsAsync(cursor, pageSize) is { Items.Count: > 0 } page)
        {
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        return all;
    }
}
