using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>What one unit contributes to a search for cases: its own, and how pressing its children's subtrees can be at best.</summary>
/// <param name="Own">The unit's own cases that fit, the most pressing first.</param>
/// <param name="Below">Children whose subtrees may hold some that fit, with the most pressing moment there.</param>
public sealed record CaseProbe(IReadOnlyList<HeldCase> Own, IReadOnlyList<(UnitId Child, Instant Best)> Below)
{
    /// <summary>Looks at a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="query">What is searched.</param>
    /// <param name="below">True when children are wanted.</param>
    public static CaseProbe Of(UnitState unit, FindCases query, bool below)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(query);
        var own = unit.HeldCases.Where(held => Fits(held, query)).OrderBy(held => Moment(held, query.Order)).ThenBy(held => held.Spec.Id.Origin)
            .ThenBy(held => held.Spec.Id.Number).Take(query.Take).ToArray();
        var children = new List<(UnitId, Instant)>();
        for (var i = 0; below && i < unit.ChildCount; i++)
            if (Best(unit.ChildTally(i).Cases, query) is { IsSet: true } best) children.Add((unit.ChildAt(i), best));
        return new CaseProbe(own, children);
    }

    /// <summary>The moment by which a case is put in order.</summary>
    public static Instant Moment(HeldCase held, CaseOrder order)
    {
        ArgumentNullException.ThrowIfNull(held);
        return order == CaseOrder.Oldest ? held.Spec.RaisedAt : held.Due;
    }

    private static bool Fits(HeldCase held, FindCases query) =>
        (held.Spec.Reality == Reality.Actual || query.Depth == 0)
        && (query.After is not { } after || IsAfter(held, query.Order, after))
        && (query.Category is not { } category || held.Spec.Terms.Number == category)
        && (query.Status is not { } status || held.Status == status)
        && (!query.Handler.IsValid || held.Handler == query.Handler)
        && held.Spec.RaisedAt >= query.RaisedFrom
        && (!query.RaisedBefore.IsSet || held.Spec.RaisedAt < query.RaisedBefore)
        && (query.Order == CaseOrder.Oldest || held.Due.IsSet)
        && (!query.DueBefore.IsSet || (held.Due.IsSet && held.Due < query.DueBefore));

    private static bool IsAfter(HeldCase held, CaseOrder order, CasePlace place)
    {
        var (id, other) = (held.Spec.Id, place.Case);
        return (Moment(held, order), id.Origin, id.Number).CompareTo((place.Moment, other.Origin, other.Number)) > 0;
    }

    private static Instant Best(CaseTally tally, FindCases query)
    {
        if (tally.Held == 0 || (query.Category is { } category && tally.HeldIn(category) == 0)) return Instant.None;
        if (query.DueBefore.IsSet && (!tally.EarliestDue.IsSet || tally.EarliestDue >= query.DueBefore)) return Instant.None;
        if (query.RaisedBefore.IsSet && tally.OldestRaisedAt >= query.RaisedBefore) return Instant.None;
        return query.Order == CaseOrder.Oldest ? tally.OldestRaisedAt : tally.EarliestDue;
    }
}
