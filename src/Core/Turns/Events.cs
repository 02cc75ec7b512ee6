namespace HierarchySim.Core;

/// <summary>
/// A fact about one unit. Only applying an event changes state, so replaying events gives the state. A sequence says which
/// message of the parent's link caused it; <c>default</c> stands for a command at this unit.
/// </summary>
public abstract record UnitEvent;

/// <summary>The unit came into being.</summary>
/// <param name="Sequence">The link's first message; default for the root.</param>
/// <param name="Place">Where it sits.</param>
/// <param name="Definition">What it is.</param>
/// <param name="Directives">Directives in force above it.</param>
public sealed record UnitOpened(LinkSequence Sequence, UnitPlace Place, UnitDefinition Definition, DirectiveSpec[] Directives) : UnitEvent;

/// <summary>The unit has new children; each is told by its link's first message.</summary>
/// <param name="Children">What they are, in the order of their places.</param>
public sealed record ChildrenLinked(UnitDefinition[] Children) : UnitEvent;

/// <summary>The unit has a new name.</summary>
/// <param name="Name">The name.</param>
public sealed record UnitRenamed(string Name) : UnitEvent;

/// <summary>The unit has a new official code.</summary>
/// <param name="Code">The code.</param>
/// <param name="ValidFrom">Its first day; the code before it ended the day before.</param>
public sealed record UnitCodeChanged(string Code, DateOnly ValidFrom) : UnitEvent;

/// <summary>The unit closed.</summary>
/// <param name="On">Its last day.</param>
/// <param name="Successors">Units that take its place.</param>
public sealed record UnitClosed(DateOnly On, UnitId[] Successors) : UnitEvent;

/// <summary>The unit issued a directive and told its children.</summary>
/// <param name="Spec">The directive.</param>
/// <param name="Text">What people read.</param>
public sealed record DirectiveIssued(DirectiveSpec Spec, DirectiveText Text) : UnitEvent;

/// <summary>A directive arrived; the children were told.</summary>
/// <param name="Sequence">The message that brought it.</param>
/// <param name="Spec">The directive.</param>
public sealed record DirectiveDelivered(LinkSequence Sequence, DirectiveSpec Spec) : UnitEvent
{
    /// <summary>The message that brought it, which goes on to the children as it is; null when the event was read back.</summary>
    internal DeliverDirective? Message { get; init; }

    /// <inheritdoc/>
    public bool Equals(DirectiveDelivered? other) => other is not null && Sequence == other.Sequence && Spec == other.Spec;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sequence, Spec);
}

/// <summary>A directive was updated; the children were told.</summary>
/// <param name="Sequence">The message that brought it; default at the issuer.</param>
/// <param name="Spec">The directive as it stands now.</param>
/// <param name="Text">The new text at the issuer, null elsewhere.</param>
public sealed record DirectiveRevised(LinkSequence Sequence, DirectiveSpec Spec, DirectiveText? Text) : UnitEvent;

/// <summary>A directive was cancelled; the children were told.</summary>
/// <param name="Sequence">The message that brought it; default at the issuer.</param>
/// <param name="Directive">The directive.</param>
public sealed record DirectiveCancelled(LinkSequence Sequence, DirectiveId Directive) : UnitEvent;

/// <summary>The unit acknowledged. Whether that was late follows from the turn's time and the due time in force.</summary>
/// <param name="Directive">The directive.</param>
public sealed record DirectiveAcknowledged(DirectiveId Directive) : UnitEvent;

/// <summary>The unit reported completion, and with it acknowledged where it had not.</summary>
/// <param name="Directive">The directive.</param>
public sealed record DirectiveCompleted(DirectiveId Directive) : UnitEvent;

/// <summary>The issuer saw that everything required is done.</summary>
/// <param name="Directive">The directive.</param>
public sealed record DirectiveFulfilled(DirectiveId Directive) : UnitEvent;

/// <summary>The issuer saw that something is to do again: a unit was linked below since.</summary>
/// <param name="Directive">The directive.</param>
public sealed record DirectiveUnfulfilled(DirectiveId Directive) : UnitEvent;

/// <summary>A directive left the unit's state; the children were told.</summary>
/// <param name="Sequence">The message that brought it; default at the issuer.</param>
/// <param name="Directive">The directive.</param>
public sealed record DirectiveRetired(LinkSequence Sequence, DirectiveId Directive) : UnitEvent;

/// <summary>A message arrived that had nothing to say to this unit, such as the end of a directive it never had.</summary>
/// <param name="From">The link it came by.</param>
/// <param name="Sequence">Its number there.</param>
public sealed record MessageIgnored(Move From, LinkSequence Sequence) : UnitEvent;
