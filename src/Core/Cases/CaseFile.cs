namespace HierarchySim.Core;

/// <summary>A case as its origin keeps it, until 30 days after it closed. Immutable; replaced as a whole.</summary>
/// <param name="Spec">What it is.</param>
/// <param name="Status">Where it stands, as far as the origin was told.</param>
/// <param name="Opening">1, and one more with every reopening.</param>
/// <param name="Custodian">The unit that has custody; <see cref="UnitId.None"/> while it travels or is closed.</param>
/// <param name="Way">The way from the origin to the unit heard from last.</param>
/// <param name="ClosedAt">When it closed; <see cref="Instant.None"/> while open.</param>
/// <param name="WithdrawalRequested">True while a withdrawal is on its way to whoever holds it.</param>
/// <param name="Steps">Its life so far, oldest first.</param>
public sealed record CaseFile(
    CaseSpec Spec, CaseStatus Status, int Opening, UnitId Custodian, Route Way, Instant ClosedAt, bool WithdrawalRequested, CaseStep[] Steps)
{
    /// <summary>True while somebody owes an answer.</summary>
    public bool IsOpen => Status.IsOpen();

    /// <summary>When it may leave unit state; <see cref="Instant.None"/> while open.</summary>
    public Instant RetiresAt => ClosedAt.IsSet ? ClosedAt.PlusMs(Limits.ClosedItemsKeptMs) : Instant.None;

    /// <summary>The clock that runs now; <see cref="Instant.None"/> while none does.</summary>
    public Instant Due => IsOpen && Custodian.IsValid && Steps.Length > 0 ? Steps[^1].Due : Instant.None;

    internal CaseFile With(in CaseStep step)
    {
        if (Steps.Length < Limits.CaseStepsMax) return this with { Steps = [.. Steps, step] };
        // Acts are bounded and name texts, which nobody could find to erase without them; where the case passed through may go.
        var gone = Math.Max(1, Array.FindIndex(Steps, 1, old => old.Act is CaseAct.Received or CaseAct.Bounced or CaseAct.Escalated));
        return this with { Steps = [.. Steps[..gone], .. Steps[(gone + 1)..], step] };
    }
}

/// <summary>A case at the unit that has custody. There is one for each open case, or one transfer on a link, and never both. Immutable.</summary>
/// <param name="Spec">What it is.</param>
/// <param name="Opening">1, and one more with every reopening.</param>
/// <param name="Acts">Acts on it so far, over all openings.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Home">The way back to its origin.</param>
/// <param name="ReceivedAt">Since when the unit has custody.</param>
/// <param name="Due">By when the unit is to answer; <see cref="Instant.None"/> for no limit.</param>
/// <param name="Handler">Who took it up, or <see cref="HolderId.None"/>.</param>
public sealed record HeldCase(
    CaseSpec Spec, int Opening, int Acts, CaseStatus Status, Route Home, Instant ReceivedAt, Instant Due, HolderId Handler);
