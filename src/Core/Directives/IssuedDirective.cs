namespace HierarchySim.Core;

/// <summary>Where a directive stands at its issuer.</summary>
public enum DirectiveState : byte
{
    /// <summary>In force.</summary>
    Active = 1,

    /// <summary>Cancelled by its issuer.</summary>
    Cancelled = 2,

    /// <summary>Replaced by a later directive of the same issuer.</summary>
    Superseded = 3,
}

/// <summary>A directive as its issuer holds it. Immutable; replaced as a whole.</summary>
/// <param name="Spec">What every unit below knows of it.</param>
/// <param name="Text">What people read.</param>
/// <param name="State">Where it stands.</param>
/// <param name="EndedAt">When it was cancelled or superseded; <see cref="Instant.None"/> while active.</param>
/// <param name="FulfilledAt">Since when all that is required is done; <see cref="Instant.None"/> when it is not.</param>
public sealed record IssuedDirective(DirectiveSpec Spec, DirectiveText Text, DirectiveState State, Instant EndedAt, Instant FulfilledAt)
{
    /// <summary>
    /// When it may leave unit state: 30 days after it ended, or after it was fulfilled and its due time passed;
    /// <see cref="Instant.None"/> while neither is so.
    /// </summary>
    public Instant RetiresAt
    {
        get
        {
            if (State != DirectiveState.Active) return EndedAt.PlusMs(Limits.ClosedItemsKeptMs);
            if (!FulfilledAt.IsSet) return Instant.None;
            return (FulfilledAt > Spec.Due ? FulfilledAt : Spec.Due).PlusMs(Limits.ClosedItemsKeptMs);
        }
    }
}
