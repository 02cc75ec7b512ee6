using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Standalone.Running;

// Numbers up the links: units whose numbers changed are told upwards level by level, deepest first, so that one pass carries
// a thousand changes below to the top with one summary per parent. Never journaled: recovery computes them anew.
internal sealed partial class Shard
{
    private const int StepsPerPass = 64;
    private const int UnitsToldPerStep = 2_048;
    private readonly List<UnitState>[] dirty;
    private readonly HashSet<UnitState> changedViews = [];
    private readonly List<(UnitState Unit, CaseId Case)> changedDesks = [];
    private int dirtyCount;
    private int passDepth;
    private int stepsSincePass;

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

    /// <summary>
    /// Carries numbers up: at once when nothing else waits, every few steps when much does, since the more changes a pass finds the
    /// fewer summaries it takes. A pass goes on over steps, so that a large one does not hold up the door.
    /// </summary>
    private bool TellParents()
    {
        if (passDepth == 0)
        {
            if (dirtyCount == 0) return false;
            var isBusy = sending.Count > 0 || Volatile.Read(ref doorCount) > 0;
            if (isBusy && ++stepsSincePass < StepsPerPass) return false;
            (passDepth, stepsSincePass) = (dirty.Length - 1, 0);
        }
        var told = 0;
        while (passDepth > 0 && told < UnitsToldPerStep)
        {
            var level = dirty[passDepth];
            if (level.Count == 0)
            {
                passDepth--;
                continue;
            }
            var unit = level[^1];
            level.RemoveAt(level.Count - 1);
            dirtyCount--;
            TellParent(unit);
            told++;
        }
        return true;
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
        if (changedViews.Count + changedDesks.Count == 0) return null;
        var views = new UnitView[changedViews.Count];
        var at = 0;
        foreach (var unit in changedViews) views[at++] = UnitViews.Of(unit, run.Incarnation, now);
        changedViews.Clear();
        var desks = changedDesks.ConvertAll(item =>
            (item.Unit.Id, new DeskChange(item.Case, item.Unit.FindHeldCase(item.Case), item.Unit.FindCaseFile(item.Case))));
        changedDesks.Clear();
        return () =>
        {
            foreach (var view in views)
            {
                ViewTraces.Note(view);
                foreach (var watcher in run.Watches.Of(view.Id)) watcher.Offer(view);
            }
            foreach (var (unit, change) in desks)
                foreach (var watcher in run.DeskWatches.Of(unit)) watcher.Offer(change);
        };
    }
}
