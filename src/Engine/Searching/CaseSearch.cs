using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Finds the most pressing cases of a subtree without a list of all: best first, from the tallies that every unit keeps of its
/// children. A subtree is entered only while nothing found is more pressing than the best it can hold, so a page of a nation costs
/// a look at some hundred units. One implementation for all engines; an engine says how a unit is looked at.
/// </summary>
public static class CaseSearch
{
    /// <summary>Runs a search.</summary>
    /// <param name="query">What is searched.</param>
    /// <param name="probe">Looks at a unit, the flag saying whether at its children too; null when there is no such unit.</param>
    /// <returns>Null when there is no unit at the top.</returns>
    /// <exception cref="EngineUnavailableException">More than <see cref="Limits.UnitsLookedAtPerSearchMax"/> units would have to be looked at.</exception>
    public static async ValueTask<IReadOnlyList<CustodyView>?> RunAsync(FindCases query, Func<UnitId, bool, ValueTask<CaseProbe?>> probe)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(probe);
        var found = new List<CustodyView>();
        var open = new PriorityQueue<Candidate, (long Moment, UnitId Origin, int Number)>();
        open.Enqueue(new Candidate(query.Top, 0, null), (long.MinValue, UnitId.None, 0));
        var looked = 0;
        while (found.Count < query.Take && open.TryDequeue(out var next, out _))
        {
            if (next.Case is { } held)
            {
                found.Add(new CustodyView(next.Unit, held));
                continue;
            }
            if (++looked > Limits.UnitsLookedAtPerSearchMax) throw new EngineUnavailableException(TooWide);
            if (await probe(next.Unit, next.Depth < query.Depth).ConfigureAwait(false) is not { } seen)
            {
                if (next.Depth == 0) return null;
                continue;
            }
            foreach (var own in seen.Own)
                open.Enqueue(new Candidate(next.Unit, next.Depth, own), (CaseProbe.Moment(own, query.Order).Milliseconds, own.Spec.Id.Origin, own.Spec.Id.Number));
            foreach (var (child, best) in seen.Below)
                open.Enqueue(new Candidate(child, next.Depth + 1, null), (best.Milliseconds, UnitId.None, 0));
        }
        return found;
    }

    private static readonly Refusal TooWide = new(
        RefusalCode.LimitReached, "query", $"few of the cases fit, and a search looks at {Limits.UnitsLookedAtPerSearchMax} units (UnitsLookedAtPerSearchMax)",
        "Search a smaller subtree, or ask for fewer cases at a time");

    private readonly record struct Candidate(UnitId Unit, int Depth, HeldCase? Case);
}
