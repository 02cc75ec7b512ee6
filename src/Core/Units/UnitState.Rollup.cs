namespace HierarchySim.Core;

// The derived half of a unit: sums over its subtree, what it tells its parent, what its children told it. None of it is
// journaled; after a crash the engine rebuilds it bottom-up from the facts.
public sealed partial class UnitState
{
    /// <summary>Open units of the subtree by level, as last reported; stale by at most what is still climbing.</summary>
    public SubtreeCounts Counts => branch?.CountsWith(self) ?? self;

    /// <summary>What the subtree has at hand, as last reported; stale by at most what is still climbing.</summary>
    public SubtreeTally Tally => branch?.TallyWith(OwnTally) ?? OwnTally;

    /// <summary>What the unit itself has at hand.</summary>
    public SubtreeTally OwnTally => desk?.TallyAt(Level) ?? SubtreeTally.Empty;

    /// <summary>What one child's subtree has at hand, as it last reported.</summary>
    public SubtreeTally ChildTally(int child) => branch!.Links[child].Tally;

    /// <summary>True when the parent has not been sent the latest numbers.</summary>
    public bool HasNewsForParent => summaryTransmitted != changeCount && Parent.IsValid;

    /// <summary>True when the parent has not confirmed the latest numbers.</summary>
    public bool HasUnconfirmedSummary => summaryConfirmed != changeCount && Parent.IsValid;

    /// <summary>Progress of the whole subtree on a receipt.</summary>
    public Progress ProgressOf(int receipt) =>
        branch is null ? receipts[receipt].Own : receipts[receipt].Own + branch.Trackings[receipt].Below;

    /// <summary>Progress of one child's subtree on a receipt, as it last reported.</summary>
    public Progress ChildProgress(int receipt, int child) => branch!.Trackings[receipt].OfChild(child);

    /// <summary>Open units of one child's subtree by level, as it last reported.</summary>
    public SubtreeCounts ChildCounts(int child) => branch!.Links[child].Counts;

    /// <summary>
    /// The version of a child's last summary; default before the first. An engine that stores this half of a unit stores it when a
    /// version grew, also when no number changed: a later life would take an overtaken summary for news.
    /// </summary>
    public SummaryVersion ChildVersion(int child) => branch!.Links[child].Version;

    /// <summary>What to tell the parent: everything that changed since its last confirmation.</summary>
    /// <param name="incarnation">Which life of the unit this is.</param>
    public Summary TakeSummary(uint incarnation)
    {
        var changed = 0;
        for (var i = 0; i < receiptCount; i++)
            if (receipts[i].ChangedAt > summaryConfirmed) changed++;
        var items = changed == 0 ? [] : new DirectiveProgress[changed];
        for (var i = 0; i < receiptCount && changed > 0; i++)
            if (receipts[i].ChangedAt > summaryConfirmed) items[^changed--] = new DirectiveProgress(receipts[i].Spec.Id, ProgressOf(i));
        summaryTransmitted = changeCount;
        return new Summary(new SummaryVersion(incarnation, changeCount), Counts, Tally, items);
    }

    /// <summary>The parent has a summary; those before it need not be sent again.</summary>
    public void ConfirmSummary(SummaryVersion version, uint incarnation)
    {
        if (version.Incarnation == incarnation && version.Count > summaryConfirmed && version.Count <= changeCount)
            summaryConfirmed = version.Count;
    }

    /// <summary>Makes the numbers wait to be sent again: a confirmation stayed out.</summary>
    public void RewindSummary() => summaryTransmitted = summaryConfirmed;

    /// <summary>Takes a child's numbers; an older summary than the last one is dropped.</summary>
    /// <returns>True when something changed.</returns>
    public bool Observe(int child, Summary summary)
    {
        ref var link = ref branch!.Links[child];
        if (summary.Version <= link.Version) return false;
        link.Version = summary.Version;
        var changed = ObserveCounts(child, summary.Counts);
        changed |= ObserveTally(child, summary.Tally, changed);
        foreach (var (directive, progress) in summary.Directives) changed |= ObserveProgress(child, directive, progress, changed);
        return changed;
    }

    /// <summary>
    /// <see cref="TakeSummary"/>, <see cref="Observe"/> and <see cref="ConfirmSummary"/> in one, for an engine that holds parent and
    /// child on one thread: the same outcome without a summary that lives for a microsecond.
    /// </summary>
    /// <returns>True when something changed at this unit, the parent.</returns>
    public bool ObserveDirectly(UnitState child, uint incarnation)
    {
        ArgumentNullException.ThrowIfNull(child);
        var index = child.IndexInParent;
        ref var link = ref branch!.Links[index];
        var version = new SummaryVersion(incarnation, child.changeCount);
        var changed = false;
        if (version > link.Version)
        {
            link.Version = version;
            changed = ObserveCounts(index, child.Counts);
            changed |= ObserveTally(index, child.Tally, changed);
            for (var i = 0; i < child.receiptCount; i++)
                if (child.receipts[i].ChangedAt > child.summaryConfirmed)
                    changed |= ObserveProgress(index, child.receipts[i].Spec.Id, child.ProgressOf(i), changed);
        }
        child.summaryTransmitted = child.summaryConfirmed = child.changeCount;
        return changed;
    }

    private bool ObserveProgress(int child, DirectiveId directive, in Progress progress, bool changed)
    {
        var receipt = FindReceipt(directive);
        if (receipt < 0 || branch!.Trackings[receipt].OfChild(child) == progress) return false;
        branch.Trackings[receipt].Set(child, progress);
        if (!changed) changeCount++;
        receipts[receipt].ChangedAt = changeCount;
        return true;
    }

    private bool ObserveTally(int child, SubtreeTally tally, bool changed)
    {
        if (branch!.Links[child].Tally.Equals(tally)) return false;
        branch.SetTally(child, tally);
        if (!changed) changeCount++;
        return true;
    }

    private bool ObserveCounts(int child, SubtreeCounts counts)
    {
        if (branch!.Links[child].Counts.SameAs(counts)) return false;
        branch.SetCounts(child, counts);
        changeCount++;
        for (var i = 0; i < receiptCount; i++)
        {
            // A unit that is new below a directive's end will not get it; see Expect.
            if (!receipts[i].IsOpen) continue;
            var tracking = branch.Trackings[i];
            var last = tracking.OfChild(child);
            if (!last.Counting || last.Delivered > 0) continue;
            var estimate = Estimate(receipts[i].Spec, counts);
            if (estimate.Targets <= last.Targets) continue;
            tracking.Set(child, estimate);
            receipts[i].ChangedAt = changeCount;
        }
        return true;
    }

    /// <summary>What stands in for a child that has not reported: the targets its subtree is known to have.</summary>
    internal static Progress Estimate(DirectiveSpec spec, SubtreeCounts counts) => new(counts.At(spec.TargetLevels), 0, 0, 0, 0, 0, true);

    // Later than "never heard of" and earlier than any summary.
    private static readonly SummaryVersion HeardInRecovery = new(0, 1);

    /// <summary>True when some child has not told yet what it is: it may be open although it is not counted.</summary>
    internal bool HasSilentChild
    {
        get
        {
            for (var i = 0; i < ChildCount; i++)
                if (branch!.Links[i].Version == default) return true;
            return false;
        }
    }

    internal void Touch() => changeCount++;

    /// <summary>The unit's own part of the tally changed; the turn that changed it counts the change.</summary>
    internal void TouchDesk()
    {
        desk?.Touch();
        branch?.ForgetTally();
    }

    internal void Touch(int receipt) => receipts[receipt].ChangedAt = ++changeCount;

    /// <summary>As <see cref="Estimate"/>, but nothing for a directive that ended: a child without it will not get it.</summary>
    internal static Progress Expect(in Receipt receipt, SubtreeCounts counts) => receipt.IsOpen ? Estimate(receipt.Spec, counts) : default;

    internal void Track(in Receipt receipt)
    {
        if (branch is null) return;
        var tracking = new Tracking(branch.Count);
        for (var i = 0; i < branch.Count; i++) tracking.Set(i, Expect(receipt, branch.Links[i].Counts));
        branch.Trackings.Add(tracking);
    }

    // ----- recovery: children are adopted deepest first, after every fact has been applied -----

    /// <summary>Starts a new life: all derived numbers are forgotten.</summary>
    public void BeginLife()
    {
        changeCount = summaryTransmitted = summaryConfirmed = 0;
        up.Rewind();
        for (var i = 0; i < receiptCount; i++) receipts[i].ChangedAt = 0;
        if (branch is null) return;
        branch.Trackings.Clear();
        branch.Addressed = null;
        for (var i = 0; i < branch.Count; i++)
        {
            branch.Links[i].Version = default;
            branch.Links[i].Link.Rewind();
        }
        for (var i = 0; i < receiptCount; i++) Track(receipts[i]);
    }

    /// <summary>Takes a recovered child's numbers and its high-water mark. The child's own children come before.</summary>
    public void Adopt(UnitState child)
    {
        var index = child.IndexInParent;
        ref var link = ref branch!.Links[index];
        link.Link.Confirm(child.up.Received);
        child.up.Confirm(link.Link.Received);
        link.Version = HeardInRecovery;
        if (!link.Counts.SameAs(child.Counts)) branch.SetCounts(index, child.Counts);
        if (!link.Tally.Equals(child.Tally)) branch.SetTally(index, child.Tally);
        for (var i = 0; i < receiptCount; i++)
        {
            var at = child.FindReceipt(receipts[i].Spec.Id);
            branch.Trackings[i].Set(index, at < 0 ? Expect(receipts[i], child.Counts) : child.ProgressOf(at));
        }
    }

    /// <summary>Gives back the slack of arrays that grew; for units that will mostly rest.</summary>
    public void Trim() => branch?.TrimLinks();
}
