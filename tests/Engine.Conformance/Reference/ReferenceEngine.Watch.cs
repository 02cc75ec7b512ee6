using System.Runtime.CompilerServices;
using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// A watch remembers which change of each unit it has shown. Whenever something changed it looks at its whole subtree again
// and shows what is newer; so a slow reader misses frames, never the latest state, and nothing is queued for it.
public sealed partial class ReferenceEngine
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<UnitView>> WatchAsync(
        UnitId unit, int depth, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (depth is < 0 or > Limits.WatchDepthMax)
            throw Unavailable(RefusalCode.Invalid, "depth", $"a watch covers 0 to {Limits.WatchDepthMax} levels below (WatchDepthMax)", "Ask for fewer levels");
        var shown = new Dictionary<UnitId, uint>();
        while (true)
        {
            var frame = NextFrame(unit, depth, shown, out var next);
            if (frame is null) yield break;
            if (frame.Count > 0) yield return frame;
            else await next.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<DeskChange>> WatchDeskAsync(UnitId unit, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var seen = -1;
        while (true)
        {
            var frame = NextChanges(unit, ref seen, out var next);
            if (frame is null) yield break;
            if (next is null) yield return frame;
            else await next.WaitAsync(cancellation);
        }
    }

    private List<DeskChange>? NextChanges(UnitId id, ref int seen, out Task? next)
    {
        lock (gate)
        {
            next = null;
            if (stopping) return null;
            CatchUp();
            var unit = tree.Find(id) ?? throw Unavailable(RefusalCode.UnitNotFound, "unit", "no unit has this id", "Find the unit by its code");
            var isFirst = seen < 0;
            var cases = isFirst ? [] : tree.Events.Skip(seen).Where(item => item.Unit == id).Select(item => item.Event).OfType<ICaseFact>().Select(fact => fact.Case).Distinct().ToList();
            seen = tree.Events.Count;
            if (!isFirst && cases.Count == 0) next = changed.Task;
            return cases.ConvertAll(item => new DeskChange(item, unit.FindHeldCase(item), unit.FindCaseFile(item)));
        }
    }

    private List<UnitView>? NextFrame(UnitId top, int depth, Dictionary<UnitId, uint> shown, out Task next)
    {
        lock (gate)
        {
            next = changed.Task;
            if (stopping) return null;
            var now = CatchUp();
            next = changed.Task;
            var unit = tree.Find(top) ?? throw Unavailable(RefusalCode.UnitNotFound, "unit", "no unit has this id", "Find the unit by its code");
            var frame = new List<UnitView>();
            foreach (var member in Subtree(unit, depth))
            {
                if (shown.TryGetValue(member.Id, out var change) && change == member.ChangeCount) continue;
                shown[member.Id] = member.ChangeCount;
                frame.Add(ViewOf(member, now));
            }
            if (shown.Count > Limits.UnitsPerWatchMax)
                throw Unavailable(
                    RefusalCode.LimitReached, "depth", $"a watch covers at most {Limits.UnitsPerWatchMax} units (UnitsPerWatchMax)", "Watch fewer levels, or a unit further down");
            return frame;
        }
    }

    private IEnumerable<UnitState> Subtree(UnitState unit, int depth)
    {
        yield return unit;
        if (depth == 0) yield break;
        foreach (var child in ChildrenOf(unit))
            foreach (var member in Subtree(child, depth - 1))
                yield return member;
    }
}
