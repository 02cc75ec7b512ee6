using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>
/// All units in one dictionary, and the loop that carries a turn to its end. A unit that may have something to say waits in
/// one queue; each visit does its housekeeping, hands its messages to its children and its numbers to its parent, and who
/// heard something new joins the queue. The loop ends when nobody has anything to say: the tree is quiet.
/// </summary>
/// <remarks>Not safe for threads: its owner locks.</remarks>
internal sealed class ReferenceTree(LevelScheme scheme)
{
    private readonly UnitMachine machine = new(scheme);
    private readonly Dictionary<UnitId, UnitState> units = [];
    private readonly List<CommittedEvent> events = [];
    private readonly Queue<UnitId> queue = new();
    private readonly HashSet<UnitId> queued = [];

    /// <summary>Which life of its units this is.</summary>
    public uint Incarnation { get; private init; } = 1;

    /// <summary>What its units decide with.</summary>
    public Catalog Catalog
    {
        get => machine.Catalog;
        set => machine.Catalog = value;
    }

    public IReadOnlyCollection<UnitState> Units => units.Values;

    public IReadOnlyList<CommittedEvent> Events => events;

    public long LastId { get; private set; } = UnitId.Root.Value;

    public UnitState? Find(UnitId id) => units.GetValueOrDefault(id);

    public UnitId Reserve(int count)
    {
        var first = new UnitId(LastId + 1);
        LastId += count;
        return first;
    }

    /// <param name="veto">Asked when the command would take effect; a refusal stops it.</param>
    public CommandAnswer Submit(CommandId id, UnitId unit, Command command, Instant now, Func<Refusal?> veto)
    {
        if (command is OpenRoot && unit != UnitId.Root) return RootElsewhere();
        var decision = machine.DecideCommand(Find(unit), id, command, now);
        if (decision.Verdict == Verdict.Refused) return CommandAnswer.Refused(decision.Refusal!);
        if (decision.Verdict == Verdict.Repeated) return new CommandAnswer(Verdict.Repeated, decision.At, decision.Number, null);
        if (veto() is { } refusal) return CommandAnswer.Refused(refusal);
        if (command is OpenChildren open && FindTaken(open) is { } taken) return Taken(taken);

        Commit(unit, decision, now);
        UnitMachine.Remember(units[unit], new RecentCommand(id, now, decision.Number));
        RunToQuiet(now);
        return new CommandAnswer(Verdict.Accepted, decision.At, decision.Number, null);
    }

    /// <summary>Does what time alone brings about: directives that ended thirty days ago retire.</summary>
    public void Wake(Instant now)
    {
        foreach (var unit in units.Values)
            if (UnitMachine.NextWake(unit) is { IsSet: true } wake && wake <= now) Enqueue(unit.Id);
        RunToQuiet(now);
    }

    /// <summary>
    /// The tree as recovery makes it: facts out of snapshots, a new life for each unit, and numbers from adopting children,
    /// deepest first.
    /// </summary>
    public ReferenceTree Recover()
    {
        var next = new ReferenceTree(scheme) { Incarnation = Incarnation + 1, LastId = LastId };
        next.events.AddRange(events);
        foreach (var unit in units.Values)
        {
            var snapshot = new UnitSnapshot();
            snapshot.Fill(unit);
            next.units.Add(unit.Id, snapshot.Restore(scheme));
        }
        foreach (var unit in next.units.Values) unit.BeginLife();
        foreach (var child in next.units.Values.Where(unit => unit.Parent.IsValid).OrderByDescending(unit => unit.Depth))
            next.units[child.Parent].Adopt(child);
        return next;
    }

    private void RunToQuiet(Instant now)
    {
        while (queue.TryDequeue(out var id))
        {
            queued.Remove(id);
            var unit = units[id];
            KeepHouse(unit, now);
            TellChildren(unit, now);
            SendUp(unit, now);
            TellParent(unit);
        }
    }

    private void KeepHouse(UnitState unit, Instant now)
    {
        while (UnitMachine.DecideHousekeeping(unit, now) is { Verdict: Verdict.Accepted } decision) Commit(unit.Id, decision, now);
    }

    private void TellChildren(UnitState unit, Instant now)
    {
        for (var place = 0; place < unit.ChildCount; place++)
            while (unit.HasMessageFor(place))
            {
                var child = unit.ChildAt(place);
                var decision = machine.DecideMessage(Find(child), Move.Up, unit.TakeMessageFor(place), now);
                if (decision.Verdict != Verdict.Accepted)
                    throw new InvalidOperationException($"Unit {child} dropped a message of {unit.Id} that arrived once and in order.");
                Commit(child, decision, now);
                unit.ConfirmChild(place, units[child].ReceivedFromParent);
            }
    }

    private void SendUp(UnitState unit, Instant now)
    {
        while (unit.HasMessageForParent)
        {
            var parent = units[unit.Parent];
            var decision = machine.DecideMessage(parent, Move.Down(unit.IndexInParent), unit.TakeMessageForParent(), now);
            if (decision.Verdict != Verdict.Accepted)
                throw new InvalidOperationException($"Unit {parent.Id} dropped a message of {unit.Id} that arrived once and in order.");
            Commit(parent.Id, decision, now);
            unit.ConfirmParent(parent.ReceivedFrom(unit.IndexInParent));
        }
    }

    private void TellParent(UnitState unit)
    {
        if (!unit.HasNewsForParent) return;
        var summary = unit.TakeSummary(Incarnation);
        if (units[unit.Parent].Observe(unit.IndexInParent, summary)) Enqueue(unit.Parent);
        unit.ConfirmSummary(summary.Version, Incarnation);
    }

    private void Commit(UnitId id, in Decision decision, Instant now)
    {
        for (var i = 0; i < decision.EventCount; i++)
        {
            var fact = decision.EventAt(i);
            if (fact is UnitOpened opened)
            {
                units.Add(id, machine.Open(id, opened));
                LastId = Math.Max(LastId, id.Value);
            }
            else
            {
                machine.Apply(units[id], fact, now);
            }
            events.Add(new CommittedEvent(id, now, fact) { Place = new EventCursor((events.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)) });
        }
        Enqueue(id);
    }

    private void Enqueue(UnitId id)
    {
        if (queued.Add(id)) queue.Enqueue(id);
    }

    // An id names one unit of the whole tree, which no single unit can check; so the engine does.
    private UnitId? FindTaken(OpenChildren command)
    {
        foreach (var child in command.Children)
            if (units.ContainsKey(child.Id)) return child.Id;
        return null;
    }

    private static CommandAnswer Taken(UnitId id) => CommandAnswer.Refused(
        new Refusal(RefusalCode.AlreadyExists, "id", $"the id {id} belongs to another unit", "Reserve ids first"));

    private static CommandAnswer RootElsewhere() => CommandAnswer.Refused(
        new Refusal(RefusalCode.UnitNotFound, "unit", "only the root's id opens a root", $"Submit to {UnitId.Root}"));
}
