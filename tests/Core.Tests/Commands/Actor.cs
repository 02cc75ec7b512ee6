using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>One unit taken through its turns by hand, without an engine: decide, apply, remember, keep house.</summary>
internal sealed class Actor
{
    public static readonly LevelScheme Scheme = LevelSchemes.Get("three-tier");

    /// <summary>A Monday morning in Vietnam; every table's "now".</summary>
    public static readonly Instant Noon = Instant.From(new DateTimeOffset(2025, 1, 6, 5, 0, 0, TimeSpan.Zero));

    public static readonly DateOnly FirstDay = new(2024, 1, 1);

    public static readonly UnitMachine Machine = new(Scheme) { Catalog = TestCatalog.Catalog };
    private readonly UnitMachine machine;
    private ulong lastCommand;

    private Actor(UnitState state, UnitMachine machine)
    {
        State = state;
        this.machine = machine;
    }

    public UnitState State { get; }

    public Instant Now { get; private set; } = Noon;

    /// <summary>A unit that has just come into being under a parent, as the link's first message would make it.</summary>
    public static Actor Born(UnitDefinition definition, UnitId parent, params DirectiveSpec[] open) =>
        Born(Machine, definition, parent, 0, open);

    /// <summary>A unit under a machine with a catalogue of its own, at any place among its siblings.</summary>
    public static Actor Born(UnitMachine machine, UnitDefinition definition, UnitId parent, int place = 0, params DirectiveSpec[] open) => new(
        machine.Open(definition.Id, new UnitOpened(parent.IsValid ? new LinkSequence(1) : default, new UnitPlace(parent, place, parent.IsValid ? 1 : 0), definition, open)), machine);

    public static UnitDefinition Define(long id, string kind, string name, string? code = null, params UnitId[] predecessors) =>
        new(new UnitId(id), Scheme.FindKind(kind)!.Value, name, FirstDay, code, false, predecessors);

    public static Decision Decide(UnitState? unit, Command command, Instant now, ulong key = 1_000_000, ulong body = 0) =>
        Machine.DecideCommand(unit, new CommandId(0, key, body), command, now);

    /// <summary>A command that must be accepted.</summary>
    public Actor Do(Command command)
    {
        var id = new CommandId(0, ++lastCommand, 0);
        var decision = machine.DecideCommand(State, id, command, Now);
        Assert.True(decision.Verdict == Verdict.Accepted, $"{command}: {decision.Refusal}");
        Apply(decision);
        UnitMachine.Remember(State, new RecentCommand(id, Now, decision.Number));
        KeepHouse();
        return this;
    }

    /// <summary>The parent's next message.</summary>
    public Actor Hear(LinkMessage message)
    {
        var decision = Receive(new LinkDelivery(LinkEpoch.First, State.ReceivedFromParent.Next, message));
        Assert.Equal(Verdict.Accepted, decision.Verdict);
        return this;
    }

    /// <summary>Whatever arrives on the link from the parent.</summary>
    public Decision Receive(LinkDelivery delivery)
    {
        var decision = machine.DecideMessage(State, Move.Up, delivery, Now);
        Apply(decision);
        return decision;
    }

    /// <summary>The children have everything they were told.</summary>
    public Actor Confirmed()
    {
        for (var place = 0; place < State.ChildCount; place++) State.ConfirmChild(place, State.SentTo(place));
        return this;
    }

    /// <summary>Time passes.</summary>
    public Actor Wait(long milliseconds)
    {
        Now = Now.PlusMs(milliseconds);
        KeepHouse();
        return this;
    }

    public IReadOnlyList<UnitEvent> KeepHouse()
    {
        var done = new List<UnitEvent>();
        while (UnitMachine.DecideHousekeeping(State, Now) is { Verdict: Verdict.Accepted } decision) done.AddRange(Apply(decision));
        return done;
    }

    private List<UnitEvent> Apply(in Decision decision)
    {
        var facts = new List<UnitEvent>();
        for (var i = 0; i < decision.EventCount; i++)
        {
            facts.Add(decision.EventAt(i));
            machine.Apply(State, decision.EventAt(i), Now);
        }
        return facts;
    }
}
