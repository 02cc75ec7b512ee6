// Level by level from the root, many questions at a time: a nation's 11,368 listed units are
// 769 questions. Nothing asks below the communes unless cells must be known one by one, and
// only the demo asks for household groups: a cell's number of children says enough.
//
// A parent knows of a child before the child exists: the child opens when the link's first
// message is applied. So a page may hold fewer units than the parent has children at those
// places; it is asked again until they are there, because a child overlooked here would be
// opened a second time.

using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Import;

internal sealed class ExistingTreeReader
{
    private readonly PatientEngine engine;
    private readonly DateOnly asOf;
    private readonly int deepest;

    /// <summary>A reader of a tree down to a level of the list, that level included.</summary>
    public ExistingTreeReader(IHierarchyEngine engine, TimeProvider time, ListedLevel downTo)
    {
        ArgumentNullException.ThrowIfNull(engine);
        this.engine = new PatientEngine(engine, time);
        asOf = Instant.From(time.GetUtcNow()).DateAt(engine.Scheme.Offset);
        deepest = DeepestLevel(engine.Scheme, downTo);
    }

    public async Task<ExistingTree> ReadAsync(CancellationToken cancellation)
    {
        var view = await engine.QueryAsync(new GetUnit(UnitId.Root), cancellation).ConfigureAwait(false);
        if (view is null) return new ExistingTree(null, asOf);
        var root = ToUnit(null, view);
        List<ExistingUnit> parents = [root];
        while (parents.Count > 0)
        {
            ExistingUnit[] asked = [.. parents.Where(unit => unit.IsOpen && unit.ChildCount > 0 && unit.Level.Index < deepest)];
            await Crew.ForEachAsync(
                asked.Length, ImportLimits.QueriesInFlightMax, i => ReadChildrenAsync(asked[i], cancellation), cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            parents = [.. asked.SelectMany(unit => unit.Children)];
        }

        return new ExistingTree(root, asOf);
    }

    private async ValueTask ReadChildrenAsync(ExistingUnit parent, CancellationToken cancellation)
    {
        var children = new List<ExistingUnit>(parent.ChildCount);
        int total;
        do
        {
            var page = await ReadPageAsync(parent.Id, children.Count, cancellation).ConfigureAwait(false);
            children.AddRange(page.Items.Select(view => ToUnit(parent, view)));
            total = page.Total;
        }
        while (children.Count < total);
        parent.Children = children;
    }

    private async Task<UnitPage> ReadPageAsync(UnitId parent, int from, CancellationToken cancellation)
    {
        var patience = engine.NewPatience();
        while (true)
        {
            var page = await engine.QueryAsync(new GetChildren(parent, from, Limits.PageItemsMax), cancellation).ConfigureAwait(false);
            if (page is not null && page.Items.Count == Math.Min(Limits.PageItemsMax, page.Total - from)) return page;
            if (!await patience.WaitAsync(cancellation).ConfigureAwait(false))
                throw new EngineUnavailableException(new Refusal(
                    RefusalCode.Conflict, "unit", $"children of unit {parent} are linked and have not opened", "Check the engine's status, then import again"));
        }
    }

    private ExistingUnit ToUnit(ExistingUnit? parent, UnitView view) => new(
        parent, view.Id, view.Level, view.Kind, view.Name, view.Codes.LastOrDefault(code => code.IsValidOn(asOf))?.Value, view.Closed is null,
        view.Synthetic, view.ChildCount);

    // A scheme that lacks these levels cannot hold any list, which comparing then says; so its root is enough.
    private static int DeepestLevel(LevelScheme scheme, ListedLevel level) => scheme.FindLevel(SchemeMap.CodeOf(level))?.Index ?? 0;
}
