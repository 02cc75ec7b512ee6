namespace HierarchySim.Core;

/// <summary>What one unit tells its parent or child over their link. Immutable; a broadcast shares one instance.</summary>
public abstract record LinkMessage;

/// <summary>The first message of every link: the child comes into being, with the directives then open above it.</summary>
/// <param name="Place">Where it sits.</param>
/// <param name="Definition">What it is.</param>
/// <param name="Directives">Directives in force at the parent.</param>
public sealed record OpenUnit(UnitPlace Place, UnitDefinition Definition, DirectiveSpec[] Directives) : LinkMessage;

/// <summary>A directive goes down.</summary>
/// <param name="Spec">The directive.</param>
public sealed record DeliverDirective(DirectiveSpec Spec) : LinkMessage;

/// <summary>A directive was updated.</summary>
/// <param name="Spec">The directive as it stands now.</param>
public sealed record ReviseDirective(DirectiveSpec Spec) : LinkMessage;

/// <summary>A directive was cancelled.</summary>
/// <param name="Directive">The directive.</param>
public sealed record CancelDirective(DirectiveId Directive) : LinkMessage;

/// <summary>A directive leaves unit state, 30 days after it ended.</summary>
/// <param name="Directive">The directive.</param>
public sealed record RetireDirective(DirectiveId Directive) : LinkMessage;

/// <summary>A message on its way, with its identity.</summary>
/// <param name="Epoch">The link's life.</param>
/// <param name="Sequence">Its number in that life.</param>
/// <param name="Message">What is told.</param>
public readonly record struct LinkDelivery(LinkEpoch Epoch, LinkSequence Sequence, LinkMessage Message);
