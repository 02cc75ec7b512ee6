namespace HierarchySim.Core;

/// <summary>What a target must do.</summary>
public enum Requirement : byte
{
    /// <summary>Acknowledge only.</summary>
    Acknowledge = 1,

    /// <summary>Acknowledge, and later report completion.</summary>
    Complete = 2,
}

/// <summary>How soon to act. Source: OASIS Common Alerting Protocol 1.2, urgency.</summary>
public enum Urgency : byte
{
    /// <summary>Not known.</summary>
    Unknown = 0,

    /// <summary>At once.</summary>
    Immediate = 1,

    /// <summary>Soon.</summary>
    Expected = 2,

    /// <summary>In the near future.</summary>
    Future = 3,

    /// <summary>No longer required.</summary>
    Past = 4,
}

/// <summary>Whether it is meant. Source: OASIS Common Alerting Protocol 1.2, status. A drill never looks like the real thing.</summary>
public enum Reality : byte
{
    /// <summary>Meant.</summary>
    Actual = 1,

    /// <summary>A drill, acted on by those who take part.</summary>
    Exercise = 2,

    /// <summary>A technical test, to be ignored.</summary>
    Test = 3,
}

/// <summary>
/// What every unit below must know of a directive. Immutable and shared: on one machine all receipts of one revision
/// point at one instance. Title and text stay with the issuer, stored once.
/// </summary>
/// <param name="Id">The directive.</param>
/// <param name="Revision">1 when issued, one more with every update.</param>
/// <param name="TargetLevels">Units of these levels must act.</param>
/// <param name="Requirement">What they must do.</param>
/// <param name="Due">By when; <see cref="Instant.None"/> for no due time.</param>
/// <param name="Urgency">How soon to act.</param>
/// <param name="Reality">Actual, exercise or test.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Supersedes">The directive it replaces, or <see cref="DirectiveId.None"/>.</param>
public sealed record DirectiveSpec(
    DirectiveId Id, int Revision, LevelSet TargetLevels, Requirement Requirement, Instant Due, Urgency Urgency, Reality Reality,
    Instant IssuedAt, DirectiveId Supersedes)
{
    /// <summary>True when a moment is after the due time.</summary>
    public bool IsLate(Instant at) => Due.IsSet && at > Due;
}

/// <summary>What people read; held by the issuing unit only.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">The text, possibly empty.</param>
public sealed record DirectiveText(string Title, string Body);
