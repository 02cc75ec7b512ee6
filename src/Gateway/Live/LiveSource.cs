using System.Runtime.CompilerServices;
using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>What a feed is about. Two of the same value are one feed.</summary>
/// <param name="Field">What callers know the unit by.</param>
internal abstract record LiveSource(string Field)
{
    /// <summary>All there is, then what changed, for as long as it is read.</summary>
    /// <exception cref="EngineUnavailableException">The engine refuses the watch, or its run has ended.</exception>
    /// <exception cref="SourceMissingException">There is no such thing.</exception>
    public abstract IAsyncEnumerable<IReadOnlyList<LiveItem>> ReadAsync(IHierarchyEngine engine, TimeProvider time, CancellationToken left);
}

/// <summary>There is nothing to watch.</summary>
internal sealed class SourceMissingException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}

/// <summary>A unit and levels below it.</summary>
internal sealed record UnitsSource(UnitId Unit, int Depth) : LiveSource("unitId")
{
    public override async IAsyncEnumerable<IReadOnlyList<LiveItem>> ReadAsync(
        IHierarchyEngine engine, TimeProvider time, [EnumeratorCancellation] CancellationToken left)
    {
        await foreach (var views in engine.WatchAsync(Unit, Depth, left).ConfigureAwait(false))
        {
            var now = Instant.From(time.GetUtcNow());
            yield return [.. views.Select(view => new LiveItem(view.Id.Value, WrittenJson.Of(ToWire.LiveUnit(view, engine.Scheme, engine.Catalog, now))) { Cause = ViewTraces.CauseOf(view) })];
        }
    }
}

/// <summary>A directive at a unit and, with depth 1, at its children; units that it has not reached are left out.</summary>
internal sealed record DirectiveSource(DirectiveId Directive, UnitId Unit, int Depth) : LiveSource("unitId")
{
    public override async IAsyncEnumerable<IReadOnlyList<LiveItem>> ReadAsync(
        IHierarchyEngine engine, TimeProvider time, [EnumeratorCancellation] CancellationToken left)
    {
        // Units change for many reasons; only what changed in this directive is told.
        var told = new Dictionary<UnitId, DirectiveStanding>();
        await foreach (var views in engine.WatchAsync(Unit, Depth, left).ConfigureAwait(false))
        {
            var items = new List<LiveItem>();
            foreach (var view in views)
            {
                if (view.Directives.FirstOrDefault(candidate => candidate.Spec.Id == Directive) is not { } standing) continue;
                if (told.TryGetValue(view.Id, out var before) && before with { Version = standing.Version, AsOf = standing.AsOf } == standing) continue;
                told[view.Id] = standing;
                items.Add(new LiveItem(view.Id.Value, WrittenJson.Of(ToWire.Standing(view.Id, standing, engine.Scheme))) { Cause = ViewTraces.CauseOf(view) });
            }
            // The first views hold the unit at the top. Where the directive leaves later on, nothing comes any more.
            if (!told.ContainsKey(Unit)) throw new SourceMissingException(Unit == Directive.Issuer ? Missing.Directive("directiveId") : Missing.Standing("directiveId"));
            yield return items;
        }
    }
}

/// <summary>A case, as its origin keeps it.</summary>
internal sealed record CaseSource(CaseId Case) : LiveSource("caseId")
{
    public override async IAsyncEnumerable<IReadOnlyList<LiveItem>> ReadAsync(
        IHierarchyEngine engine, TimeProvider time, [EnumeratorCancellation] CancellationToken left)
    {
        var isFirst = true;
        await foreach (var changes in engine.WatchDeskAsync(Case.Origin, left).ConfigureAwait(false))
        {
            // Nothing that is committed after the first frame is missed, so the case is read after it.
            if (!isFirst && changes.All(change => change.Case != Case)) continue;
            isFirst = false;
            var view = await CaseEndpoints.ViewAsync(Case, engine, time, left).ConfigureAwait(false) ?? throw new SourceMissingException(Missing.Case("caseId"));
            yield return [new LiveItem(0, WrittenJson.Of(view))];
        }
    }
}
