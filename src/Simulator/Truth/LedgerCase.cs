using HierarchySim.Core;

namespace HierarchySim.Simulator.Truth;

/// <summary>A case of the ledger.</summary>
internal sealed class LedgerCase(CaseId id, Reality reality, HolderId subject, Instant raisedAt)
{
    public CaseId Id { get; } = id;

    public Reality Reality { get; } = reality;

    /// <summary>The official it is about, who may not handle it.</summary>
    public HolderId Subject { get; } = subject;

    public Instant RaisedAt { get; } = raisedAt;

    public bool IsOpen { get; set; } = true;

    public int Opening { get; set; } = 1;

    /// <summary>Who has custody; none while it travels or is closed.</summary>
    public UnitId Holder { get; set; }

    public Instant Due { get; set; }

    /// <summary>The units that may receive it next; null for any.</summary>
    public HashSet<UnitId>? Ahead { get; set; }

    /// <summary>The unit that the last command about it referred it to.</summary>
    public UnitId ReferredTo { get; set; }

    /// <summary>The last opening whose end its origin was told of by another unit.</summary>
    public int LastTold { get; set; }

    public bool IsRetired { get; set; }
}
