namespace HierarchySim.Core;

/// <summary>What a caller asks one unit to do. Refused commands change nothing.</summary>
public abstract record Command;

/// <summary>
/// Does something only while the thing it changes still is as the caller saw it; otherwise it is refused and nothing changes. Decided
/// in the unit's turn, so that nothing can come between the look and the change. A command that was accepted before is repeated, not
/// judged again.
/// </summary>
/// <param name="Editions">The editions that will do, 1 to <see cref="Limits.EditionsPerCommandMax"/>.</param>
/// <param name="Command">What is to be done: a change of a unit, a directive, an official or a team.</param>
public sealed record WhenUnchanged(Edition[] Editions, Command Command) : Command;

/// <summary>Opens the root of an empty tree. Submitted to <see cref="UnitId.Root"/>.</summary>
/// <param name="Definition">What the root is.</param>
public sealed record OpenRoot(UnitDefinition Definition) : Command;

/// <summary>Opens children of the unit it is submitted to.</summary>
/// <param name="Children">1 to <see cref="Limits.ChildrenPerCommandMax"/> units.</param>
public sealed record OpenChildren(UnitDefinition[] Children) : Command;

/// <summary>Gives the unit a new name.</summary>
/// <param name="Name">The new official name.</param>
public sealed record RenameUnit(string Name) : Command;

/// <summary>Gives the unit a new official code from a day on; the one before it ends the day before.</summary>
/// <param name="Code">The new code.</param>
/// <param name="ValidFrom">Its first day.</param>
public sealed record ChangeUnitCode(string Code, DateOnly ValidFrom) : Command;

/// <summary>Closes the unit. Its children must be closed already.</summary>
/// <param name="On">Its last day.</param>
/// <param name="Successors">Units that take its place.</param>
public sealed record CloseUnit(DateOnly On, UnitId[] Successors) : Command;

/// <summary>Issues a directive for the unit's subtree.</summary>
/// <param name="TargetLevels">Units of these levels must act.</param>
/// <param name="Requirement">What they must do.</param>
/// <param name="Due">By when; <see cref="Instant.None"/> for no due time.</param>
/// <param name="Urgency">How soon.</param>
/// <param name="Reality">Actual, exercise or test.</param>
/// <param name="Text">What people read.</param>
/// <param name="Supersedes">A directive of this unit that it replaces, or <see cref="DirectiveId.None"/>.</param>
public sealed record IssueDirective(
    LevelSet TargetLevels, Requirement Requirement, Instant Due, Urgency Urgency, Reality Reality, DirectiveText Text,
    DirectiveId Supersedes) : Command;

/// <summary>Changes a directive in force at its issuer. Who must act, and what is required, cannot change: supersede it.</summary>
/// <param name="Directive">The directive.</param>
/// <param name="Due">The due time from now on.</param>
/// <param name="Urgency">The urgency from now on.</param>
/// <param name="Text">The text from now on.</param>
public sealed record UpdateDirective(DirectiveId Directive, Instant Due, Urgency Urgency, DirectiveText Text) : Command;

/// <summary>Cancels a directive at its issuer.</summary>
/// <param name="Directive">The directive.</param>
public sealed record WithdrawDirective(DirectiveId Directive) : Command;

/// <summary>The unit acknowledges a directive.</summary>
/// <param name="Directive">The directive.</param>
public sealed record AcknowledgeDirective(DirectiveId Directive) : Command;

/// <summary>The unit reports a directive completed; this acknowledges it too where that was not done.</summary>
/// <param name="Directive">The directive.</param>
public sealed record CompleteDirective(DirectiveId Directive) : Command;
