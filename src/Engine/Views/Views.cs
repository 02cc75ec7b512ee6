using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>A unit as outsiders see it. Numbers of the subtree are as last reported by the children.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Parent">Its parent, or <see cref="UnitId.None"/>.</param>
/// <param name="IndexInParent">Its place among the parent's children, for ever.</param>
/// <param name="Depth">0 for the root.</param>
/// <param name="Level">Level in the scheme.</param>
/// <param name="Kind">Kind in the scheme.</param>
/// <param name="Name">Official name.</param>
/// <param name="Opened">First day.</param>
/// <param name="Closed">Last day; null while open.</param>
/// <param name="Synthetic">True when it stands for a unit that no list names.</param>
/// <param name="Codes">Official codes, oldest first.</param>
/// <param name="Predecessors">Units it was made from.</param>
/// <param name="Successors">Units that took its place.</param>
/// <param name="ChildCount">Children ever linked.</param>
/// <param name="UnitsByLevel">Open units of the subtree, itself included, by the scheme's levels.</param>
/// <param name="Tally">What the subtree has at hand: open cases and what else is counted.</param>
/// <param name="Directives">Directives it holds, oldest first.</param>
/// <param name="Version">Grows with every change of this view.</param>
/// <param name="AsOf">When the view was taken.</param>
public sealed record UnitView(
    UnitId Id, UnitId Parent, int IndexInParent, int Depth, Level Level, KindIndex Kind, string Name, DateOnly Opened, DateOnly? Closed, bool Synthetic,
    IReadOnlyList<OfficialCode> Codes, IReadOnlyList<UnitId> Predecessors, IReadOnlyList<UnitId> Successors, int ChildCount,
    IReadOnlyList<int> UnitsByLevel, SubtreeTally Tally, IReadOnlyList<DirectiveStanding> Directives, SummaryVersion Version, Instant AsOf);

/// <summary>A page of units.</summary>
/// <param name="Items">The units.</param>
/// <param name="Total">Items over all pages.</param>
public sealed record UnitPage(IReadOnlyList<UnitView> Items, int Total);

/// <summary>A directive as one unit and its subtree see it.</summary>
/// <param name="Spec">The directive.</param>
/// <param name="Flags">The unit's own receipt.</param>
/// <param name="AcknowledgedAt">When the unit acknowledged; <see cref="Instant.None"/> when it has not.</param>
/// <param name="CompletedAt">When the unit completed; <see cref="Instant.None"/> when it has not.</param>
/// <param name="IsOverdue">True when the unit itself is overdue as of <paramref name="AsOf"/>.</param>
/// <param name="Progress">The subtree's progress.</param>
/// <param name="Version">The unit's version.</param>
/// <param name="AsOf">When the view was taken.</param>
public sealed record DirectiveStanding(
    DirectiveSpec Spec, ReceiptFlags Flags, Instant AcknowledgedAt, Instant CompletedAt, bool IsOverdue, Progress Progress,
    SummaryVersion Version, Instant AsOf);

/// <summary>A directive at its issuer.</summary>
/// <param name="Directive">The directive with its text and state.</param>
/// <param name="Standing">Progress over the issuer's subtree.</param>
public sealed record DirectiveView(IssuedDirective Directive, DirectiveStanding Standing);

/// <summary>One child's progress.</summary>
/// <param name="Child">The child.</param>
/// <param name="Name">Its name.</param>
/// <param name="Progress">Its subtree's progress, as it last reported.</param>
public readonly record struct ChildProgressView(UnitId Child, string Name, Progress Progress);

/// <summary>A page of children's progress.</summary>
/// <param name="Items">In the order of the children's places.</param>
/// <param name="Total">Children over all pages.</param>
/// <param name="Version">The parent's version.</param>
/// <param name="AsOf">When the view was taken.</param>
public sealed record ChildProgressPage(IReadOnlyList<ChildProgressView> Items, int Total, SummaryVersion Version, Instant AsOf);
