using HierarchySim.Core;

namespace HierarchySim.Simulator.Truth;

/// <summary>A unit of the ledger.</summary>
internal sealed partial class LedgerUnit(UnitId id, LedgerUnit? parent, int level, string name)
{
    public UnitId Id { get; } = id;

    public LedgerUnit? Parent { get; } = parent;

    public int Level { get; } = level;

    /// <summary>Every name it had, the last one being its own now.</summary>
    public List<string> Names { get; } = [name];

    /// <summary>False while its opening is still on the way.</summary>
    public bool IsOpened { get; set; }

    public bool IsClosed { get; set; }

    public int LastNumber { get; set; }

    public int LastCaseNumber { get; set; }

    public uint LastSequence { get; set; }

    /// <summary>The last message applied from each child.</summary>
    public Dictionary<int, uint> LastFromChild { get; } = [];

    public Instant LastAt { get; set; }

    public List<LedgerUnit> Children { get; } = [];

    public Dictionary<DirectiveId, LedgerReceipt> Receipts { get; } = [];

    /// <summary>The unit, its parent, and so on to the root.</summary>
    public IEnumerable<LedgerUnit> Line => (Parent?.Line ?? []).Prepend(this);

    public IEnumerable<LedgerUnit> Subtree => Children.SelectMany(child => child.Subtree).Prepend(this);

    public void Receive(LedgerDirective directive, Instant due)
    {
        var isTarget = directive.Targets.Contains(new Level((byte)Level)) && !IsClosed;
        Receipts.Add(directive.Id, new LedgerReceipt { Due = due, Flags = isTarget ? ReceiptFlags.Target : ReceiptFlags.None });
    }

    /// <summary>Open units by level, counted one by one.</summary>
    public int[] CountUnits(int levels) => [.. Enumerable.Range(0, levels).Select(level => Subtree.Count(unit => unit.Level == level && unit is { IsOpened: true, IsClosed: false }))];

    /// <summary>A directive's progress, counted one by one.</summary>
    public Progress CountProgress(DirectiveId directive)
    {
        var targets = Subtree.Where(unit => unit.Receipts.ContainsKey(directive)).Select(unit => unit.Receipts[directive]).Where(receipt => receipt.Has(ReceiptFlags.Target)).ToList();
        return new Progress(
            targets.Count, targets.Count, Count(ReceiptFlags.Acknowledged), Count(ReceiptFlags.AcknowledgedLate), Count(ReceiptFlags.Completed),
            Count(ReceiptFlags.CompletedLate), false);

        int Count(ReceiptFlags flag) => targets.Count(receipt => receipt.Has(flag));
    }
}

/// <summary>What one unit of the ledger has of one directive.</summary>
internal sealed class LedgerReceipt
{
    public Instant Due { get; set; }

    public ReceiptFlags Flags { get; set; }

    public bool Has(ReceiptFlags flag) => (Flags & flag) != 0;
}

/// <summary>A directive as its issuer's commands left it.</summary>
internal sealed class LedgerDirective(DirectiveId id, LevelSet targets, Requirement requirement, Instant due)
{
    public DirectiveId Id { get; } = id;

    public LevelSet Targets { get; } = targets;

    public Requirement Requirement { get; } = requirement;

    public Instant Due { get; set; } = due;

    public ReceiptFlags Ended { get; set; }

    public Instant EndedAt { get; set; }

    public bool IsRetired { get; set; }
}
