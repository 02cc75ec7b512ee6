using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Running;

// Numbers up the links: units whose numbers changed are told upwards level by level, deepest first, so that one pass carries
// a thousand changes below to the top with one summary per parent. Never journaled: recovery computes them anew.
internal sealed partial class Shard
{
    private readonly List<UnitState>[] dirty;
    private readonly HashSet<UnitState> changedViews = [];
    private int dirtyCount;

    /// <summary>Notes that a unit has numbers for its parent.</summary>
    public void MarkDirty(UnitState unit)
    {
        if (!unit.HasNewsForParent) return;
        ref var marks = ref run.Directory.Marks(unit.Id);
        if ((marks & UnitMarks.Dirty) != 0) return;
        marks |= UnitMarks.Dirty;
        dirty[unit.Depth].Add(unit);
        dirtyCount++;
    }

    private void TellParents()
    {
        for (var depth = dirty.Length - 1; depth > 0; depth--)
        {
            var level = dirty[depth];
            for (var i = 0; i < level.Count; i++) TellParent(level[i]);
            dirtyCount -= level.Count;
            level.Clear();
        }
    }

    private void TellParent(UnitState unit)
    {
        run.Directory.Marks(unit.Id) &= ~UnitMarks.Dirty;
        if (!unit.HasNewsForParent) return;
        if (run.Interconnect.CarriesAll || run.Directory.ShardOf(unit.Parent) != Index)
        {
            var summary = unit.TakeSummary(run.Incarnation);
            outgoing.Add(new Parcel(ParcelKind.Summary, unit.Id, unit.Parent, unit.IndexInParent, default, default, summary, default));
            ExpectConfirmation(unit.Id);
            return;
        }
        var parent = Find(unit.Parent)!;
        if (parent.ObserveDirectly(unit, run.Incarnation)) Changed(parent);
    }

    private Action? TakeChangedViews()
    {
        if (changedViews.Count == 0) return null;
        var views = new UnitView[changedViews.Count];
        var at = 0;
        foreach (var unit in changedViews) views[at++] = UnitViews.Of(unit, run.Incarnation, now);
        changedViews.Clear();
        return () => run.Watches.Publish(views);
    }
}
