using HierarchySim.Core;
using HierarchySim.Standalone.Codec;

namespace HierarchySim.Simulator.Cluster;

/// <summary>What waited at an activation and was run together: one write keeps all of it, and only then does anybody hear of it.</summary>
internal sealed class Batch(Instant now)
{
    private readonly TurnWriter turns = new();
    private readonly List<(UnitId Id, Action IsTaken)> newIds = [];
    private readonly List<Action> afterwards = [];

    /// <summary>The time of its turns.</summary>
    public Instant Now { get; } = now;

    /// <summary>True when there is something to write.</summary>
    public bool IsDirty { get; set; }

    /// <summary>True when somebody is told what the unit is, or that it will not do something: no other activation may know better.</summary>
    public bool MustBeNewest { get; set; }

    /// <summary>Its turns as the feed gets them; null for none.</summary>
    public byte[]? Turns => turns.Turns > 0 ? turns.ToArray() : null;

    /// <summary>Ids that its turns give to children.</summary>
    public IReadOnlyList<UnitId> NewIds => newIds.ConvertAll(one => one.Id);

    /// <summary>Begins a turn; its events follow.</summary>
    public void Begin(UnitId unit, in RecentCommand? command, int events)
    {
        turns.Begin(unit, Now, command, events);
        IsDirty = true;
    }

    /// <summary>An event of the turn begun last.</summary>
    public void Add(UnitEvent fact) => turns.Event(fact);

    /// <summary>Takes ids for children; what is called when one turns out to be another unit's.</summary>
    public void Take(UnitDefinition[] children, Action<UnitId> isTaken)
    {
        foreach (var child in children) newIds.Add((child.Id, () => isTaken(child.Id)));
    }

    /// <summary>The first of some ids that this batch has given already; none when each is new.</summary>
    public UnitId FirstTaken(UnitDefinition[] children) => Array.Find(children, child => newIds.Exists(one => one.Id == child.Id))?.Id ?? UnitId.None;

    /// <summary>An id turned out to be another unit's: whoever gave it is told, and nobody anything else.</summary>
    public void SayTaken(UnitId id) => newIds.Find(one => one.Id == id).IsTaken();

    /// <summary>What is to be said when the batch is durable.</summary>
    public void Then(Action say) => afterwards.Add(say);

    /// <summary>Says everything.</summary>
    public void SayAll()
    {
        foreach (var say in afterwards) say();
    }
}
