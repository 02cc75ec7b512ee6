namespace HierarchySim.Core;

/// <summary>Facts of one receipt, one bit each.</summary>
[Flags]
public enum ReceiptFlags : byte
{
    /// <summary>Passed on only: the unit's level is not meant.</summary>
    None = 0,

    /// <summary>The unit is meant; decided when the directive arrived.</summary>
    Target = 1,

    /// <summary>Acknowledged.</summary>
    Acknowledged = 2,

    /// <summary>Acknowledged after the due time then in force.</summary>
    AcknowledgedLate = 4,

    /// <summary>Completed.</summary>
    Completed = 8,

    /// <summary>Completed after the due time then in force.</summary>
    CompletedLate = 16,

    /// <summary>Cancelled by its issuer.</summary>
    Cancelled = 32,

    /// <summary>Replaced by a later directive.</summary>
    Superseded = 64,
}

/// <summary>What one unit holds of one directive. Overdue is not stored: it follows from the due time when read.</summary>
public struct Receipt
{
    /// <summary>The directive as last revised.</summary>
    public DirectiveSpec Spec;

    /// <summary>When the unit acknowledged.</summary>
    public Instant AcknowledgedAt;

    /// <summary>When the unit reported completion.</summary>
    public Instant CompletedAt;

    /// <summary>The unit's change count when this subtree's progress last changed; derived.</summary>
    internal uint ChangedAt;

    /// <summary>Facts.</summary>
    public ReceiptFlags Flags;

    /// <summary>True when a flag is set.</summary>
    public readonly bool Has(ReceiptFlags flag) => (Flags & flag) != 0;

    /// <summary>True while the directive is in force at this unit.</summary>
    public readonly bool IsOpen => (Flags & (ReceiptFlags.Cancelled | ReceiptFlags.Superseded)) == 0;

    /// <summary>True when the unit is meant, has not done what is required, and the due time has passed.</summary>
    public readonly bool IsOverdue(Instant now) =>
        IsOpen && Has(ReceiptFlags.Target) && Spec.IsLate(now)
        && !Has(Spec.Requirement == Requirement.Complete ? ReceiptFlags.Completed : ReceiptFlags.Acknowledged);

    /// <summary>The unit's own part of the progress.</summary>
    public readonly Progress Own => !Has(ReceiptFlags.Target) ? default : new Progress(
        1, 1, Bit(ReceiptFlags.Acknowledged), Bit(ReceiptFlags.AcknowledgedLate), Bit(ReceiptFlags.Completed), Bit(ReceiptFlags.CompletedLate), false);

    private readonly int Bit(ReceiptFlags flag) => Has(flag) ? 1 : 0;
}
