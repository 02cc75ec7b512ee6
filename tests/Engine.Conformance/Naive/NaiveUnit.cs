using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

/// <summary>A unit of the naive tree.</summary>
internal sealed class NaiveUnit(UnitId id, NaiveUnit? parent, int level, string name)
{
    public UnitId Id { get; } = id;

    public NaiveUnit? Parent { get; } = parent;

    public int Level { get; } = level;

    public string Name { get; set; } = name;

    public bool IsClosed { get; set; }

    public int LastNumber { get; set; }

    public List<NaiveUnit> Children { get; } = [];

    public List<NaiveReceipt> Receipts { get; } = [];

    public void Receive(NaiveDirective directive) =>
        Receipts.Add(new NaiveReceipt(directive, directive.Targets.Contains(Level) && !IsClosed));

    public bool StillOwes(NaiveDirective directive) =>
        Receipts.Any(receipt => receipt.Directive == directive && receipt.IsTarget && !(directive.NeedsCompletion ? receipt.IsCompleted : receipt.IsAcknowledged));

    public bool Act(DirectiveId id, bool completes, long now)
    {
        var receipt = Receipts.Find(candidate => candidate.Directive.Id == id);
        if (receipt is null || !receipt.IsTarget || !receipt.IsOpen) return false;
        if (completes ? receipt.IsCompleted || !receipt.Directive.NeedsCompletion : receipt.IsAcknowledged) return false;
        var isLate = receipt.Directive.Due != 0 && now > receipt.Directive.Due;
        if (!receipt.IsAcknowledged) (receipt.IsAcknowledged, receipt.IsAcknowledgedLate) = (true, isLate);
        if (completes) (receipt.IsCompleted, receipt.IsCompletedLate) = (true, isLate);
        return true;
    }

    /// <summary>Open units by level, counted one by one.</summary>
    public int[] CountUnits(int levels) =>
        [.. Enumerable.Range(0, levels).Select(level => NaiveTree.Subtree(this).Count(unit => unit.Level == level && !unit.IsClosed))];

    /// <summary>A directive's progress, counted one by one.</summary>
    public Progress CountProgress(NaiveDirective directive)
    {
        var targets = NaiveTree.Subtree(this).SelectMany(unit => unit.Receipts).Where(receipt => receipt.Directive == directive && receipt.IsTarget).ToList();
        return new Progress(
            targets.Count, targets.Count, targets.Count(r => r.IsAcknowledged), targets.Count(r => r.IsAcknowledgedLate),
            targets.Count(r => r.IsCompleted), targets.Count(r => r.IsCompletedLate), false);
    }
}

/// <summary>A directive of the naive tree.</summary>
internal sealed class NaiveDirective(DirectiveId id, HashSet<int> targets, bool needsCompletion, Reality reality)
{
    public DirectiveId Id { get; } = id;

    public HashSet<int> Targets { get; } = targets;

    public bool NeedsCompletion { get; } = needsCompletion;

    public Reality Reality { get; } = reality;

    public long Due { get; set; }

    public int Revision { get; set; } = 1;

    public DirectiveState State { get; set; } = DirectiveState.Active;

    public long? EndedAt { get; set; }

    public long? FulfilledAt { get; set; }
}

/// <summary>What one unit of the naive tree holds of one directive.</summary>
internal sealed class NaiveReceipt(NaiveDirective directive, bool isTarget)
{
    public NaiveDirective Directive { get; } = directive;

    public bool IsTarget { get; } = isTarget;

    public bool IsAcknowledged { get; set; }

    public bool IsAcknowledgedLate { get; set; }

    public bool IsCompleted { get; set; }

    public bool IsCompletedLate { get; set; }

    public bool IsCancelled { get; set; }

    public bool IsSuperseded { get; set; }

    public bool IsOpen => !IsCancelled && !IsSuperseded;

    public ReceiptFlags Flags =>
        (IsTarget ? ReceiptFlags.Target : 0) | (IsAcknowledged ? ReceiptFlags.Acknowledged : 0) | (IsAcknowledgedLate ? ReceiptFlags.AcknowledgedLate : 0)
        | (IsCompleted ? ReceiptFlags.Completed : 0) | (IsCompletedLate ? ReceiptFlags.CompletedLate : 0)
        | (IsCancelled ? ReceiptFlags.Cancelled : 0) | (IsSuperseded ? ReceiptFlags.Superseded : 0);
}
