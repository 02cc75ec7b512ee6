namespace HierarchySim.Core;

/// <summary>Why a command was refused; stable, for machines.</summary>
public enum RefusalCode : byte
{
    /// <summary>A value breaks a rule.</summary>
    Invalid = 1,

    /// <summary>No such unit.</summary>
    UnitNotFound = 2,

    /// <summary>No such directive at this unit.</summary>
    DirectiveNotFound = 3,

    /// <summary>A unit with this id, or the root, exists already.</summary>
    AlreadyExists = 4,

    /// <summary>The unit is closed.</summary>
    UnitClosed = 5,

    /// <summary>The state of the thing does not allow it.</summary>
    Conflict = 6,

    /// <summary>A bound of <see cref="Limits"/> is met.</summary>
    LimitReached = 7,

    /// <summary>The key was used for another command.</summary>
    KeyReused = 8,

    /// <summary>The engine has too much to do; nothing was accepted.</summary>
    Overloaded = 9,

    /// <summary>Storage does not take writes; nothing was accepted.</summary>
    StorageUnavailable = 10,

    /// <summary>The engine is stopping.</summary>
    Stopping = 11,

    /// <summary>The unit raised no such case.</summary>
    CaseNotFound = 12,

    /// <summary>The unit does not have custody of the case.</summary>
    CaseNotHeld = 13,

    /// <summary>No such official or team at the unit.</summary>
    HolderNotFound = 14,

    /// <summary>No such assignment at the unit.</summary>
    AssignmentNotFound = 15,

    /// <summary>The thing is no longer as the caller saw it.</summary>
    Changed = 16,

    /// <summary>A reader's place is not in what this data holds any more; it begins anew.</summary>
    CursorTooOld = 17,
}

/// <summary>A clear no: which field, which rule, and what to do next. Nothing changed.</summary>
/// <param name="Code">Stable, for machines.</param>
/// <param name="Field">The field or thing concerned.</param>
/// <param name="Rule">The rule, in a sentence without a full stop.</param>
/// <param name="NextStep">What the caller can do.</param>
public sealed record Refusal(RefusalCode Code, string Field, string Rule, string NextStep)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Rule}. {NextStep}.";
}
