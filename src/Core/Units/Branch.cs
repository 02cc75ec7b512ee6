namespace HierarchySim.Core;

/// <summary>A parent's end of the link to one child, and the last the child reported.</summary>
internal struct ChildLink
{
    public UnitId Child;
    public Link Link;
    public SubtreeCounts Counts;
    public SubtreeTally Tally;
    public SummaryVersion Version;
}

/// <summary>
/// What only units with children have: the links, and the sums of what the children reported. Nine units in ten are leaves
/// and do not pay for it.
/// </summary>
internal sealed class Branch
{
    private readonly int[] below;
    private SubtreeCounts? cached;
    // Unknown at first: a unit may have something at hand before it has children, and when it is made again.
    private SubtreeTally? tally;

    public Branch(int levels) => below = new int[levels];

    public ChildLink[] Links = [];
    public int Count;

    /// <summary>Children with a message of their own that the engine has not been told of; see <see cref="UnitState.TryTakeAddressed"/>.</summary>
    public List<int>? Addressed;

    /// <summary>One for each receipt of the unit, in the same order.</summary>
    public List<Tracking> Trackings = [];

    public int OpenBelow
    {
        get
        {
            var total = 0;
            foreach (var count in below) total += count;
            return total;
        }
    }

    public void Add(UnitId child, SubtreeCounts none)
    {
        if (Count == Links.Length) Array.Resize(ref Links, Math.Max(4, Count * 2));
        Links[Count++] = new ChildLink { Child = child, Counts = none, Tally = SubtreeTally.Empty };
    }

    public void SetCounts(int index, SubtreeCounts counts)
    {
        ref var link = ref Links[index];
        var before = link.Counts.ByLevel;
        var after = counts.ByLevel;
        for (var i = 0; i < below.Length; i++) below[i] += after[i] - before[i];
        link.Counts = counts;
        cached = null;
    }

    public void ForgetCounts() => cached = null;

    public SubtreeCounts CountsWith(SubtreeCounts self)
    {
        if (cached is not null) return cached;
        Span<int> total = stackalloc int[below.Length];
        for (var i = 0; i < below.Length; i++) total[i] = below[i] + self.ByLevel[i];
        return cached = SubtreeCounts.CopyOf(total);
    }

    public void SetTally(int index, SubtreeTally ofChild)
    {
        Links[index].Tally = ofChild;
        tally = null;
    }

    public void ForgetTally() => tally = null;

    public SubtreeTally TallyWith(SubtreeTally self)
    {
        if (tally is not null) return tally;
        var sum = new SubtreeTally.Sum();
        sum.Add(self);
        for (var i = 0; i < Count; i++) sum.Add(Links[i].Tally);
        return tally = sum.ToTally();
    }

    public void TrimLinks() => Array.Resize(ref Links, Count);
}
