namespace HierarchySim.Core;

/// <summary>
/// One directive's progress below a unit: the last report of each child and their sum, kept by differences so that one
/// report costs the same whether the unit has ten children or a thousand. A child that has not reported yet stands in
/// with the number of targets its subtree is known to have, marked as counting.
/// </summary>
internal sealed class Tracking
{
    private SlabList<Progress> byChild;
    private int room;
    private int countingChildren;
    private Progress sum;

    public Tracking(int children)
    {
        byChild = SlabList<Progress>.WithRoomFor(children);
        room = children;
    }

    public Progress Below => sum with { Counting = countingChildren > 0 };

    public Progress OfChild(int index) => byChild[index];

    public void AddChild(int index, Progress estimate)
    {
        for (; room <= index; room++) byChild.Add(default, room);
        Set(index, estimate);
    }

    public void Set(int index, Progress report)
    {
        var old = byChild[index];
        byChild[index] = report;
        sum = sum + report - old;
        countingChildren += (report.Counting ? 1 : 0) - (old.Counting ? 1 : 0);
    }
}
