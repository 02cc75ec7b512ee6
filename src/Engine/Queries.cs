using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A question to the engine.</summary>
/// <typeparam name="TResult">The answer.</typeparam>
public abstract record Query<TResult>;

/// <summary>One unit; null when there is none of this id.</summary>
/// <param name="Unit">The unit.</param>
public sealed record GetUnit(UnitId Unit) : Query<UnitView?>;

/// <summary>Children of a unit in the order of their places; null when there is no such unit.</summary>
/// <param name="Unit">The parent.</param>
/// <param name="From">Place of the first child wanted, from 0.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record GetChildren(UnitId Unit, int From, int Take) : Query<UnitPage?>;

/// <summary>Units that had an official code on a day, at one level or at any.</summary>
/// <param name="Code">The code, as in the official list.</param>
/// <param name="Level">The level, or null for any.</param>
/// <param name="AsOf">The day; null for now.</param>
public sealed record FindUnitsByCode(string Code, Level? Level, DateOnly? AsOf) : Query<IReadOnlyList<UnitView>>;

/// <summary>A directive at its issuer; null when it was never issued or has retired.</summary>
/// <param name="Directive">The directive.</param>
public sealed record GetDirective(DirectiveId Directive) : Query<DirectiveView?>;

/// <summary>A directive as one unit and its subtree see it; null when it has not reached the unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Directive">The directive.</param>
public sealed record GetStanding(UnitId Unit, DirectiveId Directive) : Query<DirectiveStanding?>;

/// <summary>Progress of each child's subtree, as the children last reported; null when it has not reached the unit.</summary>
/// <param name="Unit">The parent.</param>
/// <param name="Directive">The directive.</param>
/// <param name="From">Place of the first child wanted, from 0.</param>
/// <param name="Take">At most this many, 1 to <see cref="Limits.PageItemsMax"/>.</param>
public sealed record GetChildProgress(UnitId Unit, DirectiveId Directive, int From, int Take) : Query<ChildProgressPage?>;
