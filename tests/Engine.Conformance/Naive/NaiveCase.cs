using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>A case of the naive tree: one object, wherever the case is.</summary>
internal sealed class NaiveCase(CaseId id, NaiveUnit origin, CategoryTerms terms, Reality reality, long raisedAt)
{
    public CaseId Id { get; } = id;

    public NaiveUnit Origin { get; } = origin;

    public CategoryTerms Terms { get; } = terms;

    public Reality Reality { get; } = reality;

    public long RaisedAt { get; } = raisedAt;

    public CaseStatus Status { get; set; } = CaseStatus.Received;

    public int Opening { get; set; } = 1;

    public int Acts { get; set; }

    /// <summary>Who has custody; null when it is closed.</summary>
    public NaiveUnit? Holder { get; set; }

    /// <summary>When the holder's time is over; 0 for never.</summary>
    public long Due { get; set; }

    public long ClosedAt { get; set; }

    /// <summary>Level of the unit that closed it last.</summary>
    public int ClosedBy { get; set; }

    public bool IsOpen => Holder is not null;

    public void Close(CaseStatus status, long now)
    {
        ClosedBy = Holder!.Level;
        (Status, Holder, Due, ClosedAt) = (status, null, 0, now);
    }

    public override string ToString() => $"{Id} {Status} opening {Opening} at {Holder?.Id ?? UnitId.None} due {Due} closed {ClosedAt}";
}
