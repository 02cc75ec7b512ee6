namespace HierarchySim.Core;

/// <summary>One directive's progress inside a <see cref="Summary"/>.</summary>
/// <param name="Directive">The directive.</param>
/// <param name="Progress">The child's whole subtree, absolute.</param>
public readonly record struct DirectiveProgress(DirectiveId Directive, Progress Progress);

/// <summary>
/// What a child tells its parent of its subtree: absolute numbers, so that a repeated or overtaken summary does no harm.
/// It holds everything that changed since the last summary the parent confirmed; so each newer one contains each older
/// unconfirmed one, and losing any of them loses nothing.
/// </summary>
/// <param name="Version">Grows with every change at the child.</param>
/// <param name="Counts">Open units by level.</param>
/// <param name="Tally">What the subtree has at hand.</param>
/// <param name="Directives">Directives whose progress changed since the confirmed version.</param>
public sealed record Summary(SummaryVersion Version, SubtreeCounts Counts, SubtreeTally Tally, DirectiveProgress[] Directives);
