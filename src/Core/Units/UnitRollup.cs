namespace HierarchySim.Core;

/// <summary>
/// The derived half of a unit, laid open: what its children last reported, and how far its parent follows. An engine that holds one
/// unit at a time stores it beside <see cref="UnitSnapshot"/>: it can ask no subtree for its numbers again when it loads the unit.
/// Immutable.
/// </summary>
/// <param name="ChangeCount">
/// See <see cref="UnitState.ChangeCount"/>. Stored with every change and sent only after that, it makes one count mean one state, so
/// that summaries need no new incarnation when the unit is loaded again.
/// </param>
/// <param name="Confirmed">The change up to which the parent has its numbers.</param>
/// <param name="Children">What each child last reported, in the order of their places.</param>
public sealed record UnitRollup(uint ChangeCount, uint Confirmed, IReadOnlyList<ChildRollup> Children)
{
    /// <summary>Lays a unit's derived half open.</summary>
    public static UnitRollup Of(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var children = unit.ChildCount == 0 ? [] : new ChildRollup[unit.ChildCount];
        for (var place = 0; place < children.Length; place++)
        {
            ref var link = ref unit.branch!.Links[place];
            var progress = new Progress[unit.receiptCount];
            for (var i = 0; i < progress.Length; i++) progress[i] = unit.branch.Trackings[i].OfChild(place);
            children[place] = new ChildRollup(link.Version, link.Counts, link.Tally, progress);
        }
        return new UnitRollup(unit.changeCount, unit.summaryConfirmed, children);
    }

    /// <summary>Gives the numbers back to a unit that was restored from the snapshot stored with them.</summary>
    /// <param name="unit">The unit, as <see cref="UnitSnapshot.Restore"/> made it.</param>
    /// <exception cref="InvalidOperationException">They belong to another state of the unit.</exception>
    public void RestoreTo(UnitState unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        if (unit.ChildCount != Children.Count || Children.Any(child => child.Progress.Count != unit.receiptCount))
            throw new InvalidOperationException($"The numbers stored for unit {unit.Id} belong to another state of it.");
        unit.changeCount = ChangeCount;
        unit.summaryConfirmed = unit.summaryTransmitted = Confirmed;
        // Which receipts changed since the parent confirmed is not kept: when any did, all are told again.
        for (var i = 0; i < unit.receiptCount; i++) unit.receipts[i].ChangedAt = Confirmed == ChangeCount ? 0 : ChangeCount;
        for (var place = 0; place < Children.Count; place++)
        {
            var (version, counts, tally, progress) = Children[place];
            unit.branch!.Links[place].Version = version;
            unit.branch.SetCounts(place, counts);
            unit.branch.SetTally(place, tally);
            for (var i = 0; i < progress.Count; i++) unit.branch.Trackings[i].Set(place, progress[i]);
        }
    }
}

/// <summary>What a child last reported.</summary>
/// <param name="Version">The report's version; default when there was none.</param>
/// <param name="Counts">Open units by level.</param>
/// <param name="Tally">What its subtree has at hand.</param>
/// <param name="Progress">Its subtree's progress on each of the parent's receipts, in their order.</param>
public readonly record struct ChildRollup(SummaryVersion Version, SubtreeCounts Counts, SubtreeTally Tally, IReadOnlyList<Progress> Progress);
