namespace HierarchySim.Core;

/// <summary>A parent's end of the link to one child, and the last the child reported.</summary>
internal struct ChildLink
{
    public UnitId Child;
    public Link Link;
    public SubtreeCounts Counts;
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

    public Branch(int levels) => below = new int[levels];

    public ChildLink[] Links = [];
    public int Count;

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
        Links[Count++] = new ChildLink { Child = child, Counts = none };
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

    public void TrimLinks() => Array.Resize(ref Links, Count);
}
