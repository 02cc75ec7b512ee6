namespace HierarchySim.Core;

/// <summary>
/// How far a directive has come in a subtree. Cumulative: targets ≥ delivered ≥ acknowledged ≥ completed, and none ever
/// exceeds the truth. Targets counts the units known to be meant; <see cref="Counting"/> says that some unit below has not
/// yet reported, so that the numbers may still grow without anyone acting.
/// </summary>
/// <param name="Targets">Units meant.</param>
/// <param name="Delivered">Of them, units that have the directive.</param>
/// <param name="Acknowledged">Of them, units that acknowledged, late or not.</param>
/// <param name="AcknowledgedLate">Of them, units that acknowledged after the due time then in force.</param>
/// <param name="Completed">Units that completed, late or not.</param>
/// <param name="CompletedLate">Of them, units that completed after the due time then in force.</param>
/// <param name="Counting">True until everything below is final.</param>
public readonly record struct Progress(
    int Targets, int Delivered, int Acknowledged, int AcknowledgedLate, int Completed, int CompletedLate, bool Counting)
{
    /// <summary>True when the numbers are in their lawful order.</summary>
    public bool IsOrdered =>
        Targets >= Delivered && Delivered >= Acknowledged && Acknowledged >= Completed && Completed >= 0
        && Acknowledged >= AcknowledgedLate && Completed >= CompletedLate && AcknowledgedLate >= 0 && CompletedLate >= 0;

    /// <summary>True when everything required is done and no number can grow by itself.</summary>
    public bool IsFulfilled(Requirement requirement) =>
        !Counting && (requirement == Requirement.Complete ? Completed : Acknowledged) == Targets;

    /// <summary>The sum; counting when either is.</summary>
    public static Progress operator +(Progress a, Progress b) => new(
        a.Targets + b.Targets, a.Delivered + b.Delivered, a.Acknowledged + b.Acknowledged, a.AcknowledgedLate + b.AcknowledgedLate,
        a.Completed + b.Completed, a.CompletedLate + b.CompletedLate, a.Counting | b.Counting);

    /// <summary>The difference of the numbers; counting is the left side's.</summary>
    public static Progress operator -(Progress a, Progress b) => new(
        a.Targets - b.Targets, a.Delivered - b.Delivered, a.Acknowledged - b.Acknowledged, a.AcknowledgedLate - b.AcknowledgedLate,
        a.Completed - b.Completed, a.CompletedLate - b.CompletedLate, a.Counting);
}
