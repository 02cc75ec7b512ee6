using HierarchySim.Engine.Conformance;

namespace HierarchySim.Core.Tests;

/// <summary>How a tree is broken on purpose, to see that the checks notice.</summary>
internal enum Defect
{
    None,

    /// <summary>A transfer that arrives again is taken for a new message.</summary>
    TakesCustodyTwice,

    /// <summary>A case moves up although its limit has not lapsed.</summary>
    EscalatesEarly,

    /// <summary>What recovery reads lacks the cases in custody.</summary>
    LosesCustodyInRecovery,
}

/// <summary>
/// A nation of some thirty units in memory, without an engine, whose links lose, repeat and reorder whatever is sent. Every event is
/// shown to <see cref="CaseTruth"/> before it takes effect.
/// </summary>
internal sealed class CaseTree
{
    private readonly Dictionary<UnitId, UnitState> units = [];
    private readonly List<(UnitId From, Move Over, LinkDelivery Delivery)> underWay = [];
    private readonly Dice dice;
    private readonly Defect defect;
    private ulong lastCommand;
    private uint incarnation = 1;

    public CaseTree(Dice dice, Defect defect)
    {
        (this.dice, this.defect) = (dice, defect);
        Truth = new CaseTruth(units);
        var root = Actor.Machine.Open(UnitId.Root, new UnitOpened(default, default, Actor.Define(1, "quoc-gia", "Việt Nam"), []));
        units.Add(root.Id, root);
        List<UnitId> parents = [root.Id];
        foreach (var (kind, each) in (ReadOnlySpan<(string, int)>)[("tinh", 1), ("huyen", 2), ("xa", 2), ("ap", 1), ("to-nhan-dan-tu-quan", 3)])
            parents = [.. parents.SelectMany(parent => Grow(parent, kind, each))];
    }

    public Instant Now { get; private set; } = Actor.Noon;

    public CaseTruth Truth { get; }

    public IReadOnlyDictionary<UnitId, UnitState> Units => units;

    /// <summary>A unit decides on a command.</summary>
    public Verdict Do(UnitId id, Command command)
    {
        var key = new CommandId(0, ++lastCommand, 0);
        var decision = Actor.Machine.DecideCommand(units[id], key, command, Now);
        if (decision.Verdict != Verdict.Accepted) return decision.Verdict;
        Apply(id, decision);
        UnitMachine.Remember(units[id], new RecentCommand(key, Now, decision.Number));
        KeepHouse(units[id]);
        return Verdict.Accepted;
    }

    /// <summary>Time passes; limits lapse.</summary>
    public void Wait(long milliseconds)
    {
        Now = Now.PlusMs(milliseconds);
        foreach (var unit in units.Values.ToList()) KeepHouse(unit);
    }

    /// <summary>One thing happens on the links, lawful or not.</summary>
    public void Shake()
    {
        var unit = dice.Pick(units.Values.ToList());
        switch (dice.Below(100))
        {
            case < 40: Send(unit); break;
            case < 75: Arrive(repeats: false); break;
            case < 82: Arrive(repeats: true); break;
            case < 88: if (underWay.Count > 0) underWay.RemoveAt(dice.Below(underWay.Count)); break;
            case < 92: Rewind(unit); break;
            case < 99: Report(unit, arrives: dice.Percent(70)); break;
            default: BreakOnPurpose(unit); break;
        }
    }

    /// <summary>All units are lost and made again from what they had; what was under way is gone.</summary>
    public void Crash()
    {
        underWay.Clear();
        incarnation++;
        foreach (var id in units.Keys.ToList())
        {
            var laidOpen = new UnitSnapshot();
            laidOpen.Fill(units[id]);
            if (defect == Defect.LosesCustodyInRecovery) laidOpen.HeldCases = [];
            units[id] = laidOpen.Restore(Actor.Scheme);
        }
        foreach (var unit in units.Values) unit.BeginLife();
        foreach (var child in units.Values.OrderByDescending(unit => unit.Depth))
            if (child.Parent.IsValid) units[child.Parent].Adopt(child);
    }

    /// <summary>The links behave until nobody has anything to say.</summary>
    public void Quieten()
    {
        for (var round = 0; ; round++)
        {
            Assert.True(round < 1_000, "no quiet after 1000 rounds");
            foreach (var unit in units.Values) Rewind(unit);
            foreach (var unit in units.Values) Send(unit);
            while (underWay.Count > 0) Arrive(repeats: false);
            foreach (var unit in units.Values.OrderByDescending(unit => unit.Depth)) Report(unit, arrives: true);
            if (units.Values.All(unit => !unit.HasUnconfirmedMessages && !unit.HasUnconfirmedSummary)) return;
        }
    }

    private List<UnitId> Grow(UnitId parent, string kind, int count)
    {
        UnitDefinition[] children = [.. Enumerable.Range(units.Count + 1, count).Select(id => Actor.Define(id, kind, $"Đơn vị {id}"))];
        Assert.Equal(Verdict.Accepted, Do(parent, new OpenChildren(children)));
        while (units[parent].ChildCount > 0 && Enumerable.Range(0, count).Any(units[parent].HasMessageFor))
        {
            Send(units[parent]);
            while (underWay.Count > 0) Arrive(repeats: false);
        }
        return [.. children.Select(child => child.Id)];
    }

    private void Send(UnitState unit)
    {
        while (unit.HasMessageForParent) underWay.Add((unit.Id, Move.Up, unit.TakeMessageForParent()));
        for (var child = 0; child < unit.ChildCount; child++)
            while (unit.HasMessageFor(child)) underWay.Add((unit.Id, Move.Down(child), unit.TakeMessageFor(child)));
    }

    private void Arrive(bool repeats)
    {
        if (underWay.Count == 0) return;
        var which = dice.Below(underWay.Count);
        var (from, over, delivery) = underWay[which];
        if (!repeats) underWay.RemoveAt(which);
        var sender = units[from];
        var id = over.IsUp ? sender.Parent : sender.ChildAt(over.Child);
        var link = over.IsUp ? Move.Down(sender.IndexInParent) : Move.Up;
        var receiver = units.GetValueOrDefault(id);
        if (receiver is not null && defect == Defect.TakesCustodyTwice && delivery.Message is CaseTransfer && delivery.Sequence.Value <= Mark(receiver, link).Value)
            delivery = delivery with { Sequence = Mark(receiver, link).Next };
        var decision = Actor.Machine.DecideMessage(receiver, link, delivery, Now);
        if (decision.Verdict == Verdict.Accepted) Apply(id, decision);
        if (units.TryGetValue(id, out receiver)) KeepHouse(receiver);
        // Half of the confirmations get lost.
        if (receiver is null || !dice.Percent(50)) return;
        if (over.IsUp) sender.ConfirmParent(Mark(receiver, link));
        else sender.ConfirmChild(over.Child, Mark(receiver, link));
    }

    private static LinkSequence Mark(UnitState receiver, Move link) => link.IsUp ? receiver.ReceivedFromParent : receiver.ReceivedFrom(link.Child);

    private static void Rewind(UnitState unit)
    {
        unit.RewindParent();
        unit.RewindSummary();
        for (var child = 0; child < unit.ChildCount; child++) unit.RewindChild(child);
    }

    private void Report(UnitState unit, bool arrives)
    {
        if (!unit.HasNewsForParent) return;
        var summary = unit.TakeSummary(incarnation);
        if (!arrives) return;
        units[unit.Parent].Observe(unit.IndexInParent, summary);
        unit.ConfirmSummary(summary.Version, incarnation);
    }

    private void BreakOnPurpose(UnitState unit)
    {
        if (defect != Defect.EscalatesEarly || !unit.Parent.IsValid || unit.HeldCases.FirstOrDefault() is not { } held) return;
        Take(unit.Id, new CaseEscalated(held.Spec.Id));
    }

    private void KeepHouse(UnitState unit)
    {
        while (UnitMachine.DecideHousekeeping(unit, Now) is { Verdict: Verdict.Accepted } decision) Apply(unit.Id, decision);
    }

    private void Apply(UnitId id, in Decision decision)
    {
        for (var i = 0; i < decision.EventCount; i++) Take(id, decision.EventAt(i));
    }

    private void Take(UnitId id, UnitEvent fact)
    {
        if (fact is UnitOpened opened)
        {
            units.Add(id, Actor.Machine.Open(id, opened));
            return;
        }
        Truth.Note(units[id], fact, Now);
        Actor.Machine.Apply(units[id], fact, Now);
    }
}
