namespace HierarchySim.Core;

/// <summary>
/// One directive's progress below a unit: the last report of each child and their sum, kept by differences so that one
/// report costs the same whether the unit has ten children or a thousand. A child that has not reported yet stands in
/// with the number of targets its subtree is known to have, marked as counting.
/// </summary>
internal sealed class Tracking
{
    private Progress[] byChild;
    private int countingChildren;
    private Progress sum;

    public Tracking(int children)
    {
        byChild = new Progress[children];
    }

    public Progress Below => sum with { Counting = countingChildren > 0 };

    public Progress OfChild(int index) => byChild[index];

    public void AddChild(int index, Progress estimate)
    {
        if (index >= byChild.Length) Array.Resize(ref byChild, Math.Max(index + 1, byChild.Length * 2));
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
