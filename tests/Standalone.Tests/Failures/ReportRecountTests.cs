using HierarchySim.Core;
using HierarchySim.Standalone.Running;
using HierarchySim.Standalone.Tests.Codec;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>The recount of reports agrees with sums that are right, and names the unit whose sums are not.</summary>
public class ReportRecountTests
{
    [Fact]
    public void A_parent_that_adopted_its_child_agrees()
    {
        var (directory, parent, child) = Family();
        parent.Adopt(child);
        Assert.Empty(Problems(directory));
    }

    [Fact]
    public void A_parent_that_lacks_what_its_child_reported_is_named()
    {
        var (directory, parent, _) = Family();
        var problem = Assert.Single(Problems(directory));
        Assert.Equal(parent.Id, problem.Unit);
        Assert.Contains("0 totals of reports in its subtree; the recount has 3", problem.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parent_that_counts_what_its_child_said_before_is_named()
    {
        var (directory, parent, child) = Family();
        parent.Adopt(child);
        var corrected = ReportSamples.Unit();
        corrected.Reports[0] = corrected.Reports[0] with { Values = [5, 120, 0], Revision = 4 };
        directory.Put(corrected.Restore(Samples.Scheme));
        Assert.Contains("Form 'cell-meeting' version 1, 2024-12", Assert.Single(Problems(directory)).What, StringComparison.Ordinal);
    }

    private static (UnitDirectory Directory, UnitState Parent, UnitState Child) Family()
    {
        var child = ReportSamples.Unit();
        child.Place = child.Place with { IndexInParent = 0 };
        var cell = new UnitSnapshot
        {
            Id = child.Place.Parent,
            Place = new UnitPlace(new UnitId(8), 0, 4),
            Kind = Samples.Scheme.FindKind("ap")!.Value,
            Name = "Ấp 1",
            Opened = Samples.Group.Opened,
            Children = [new ChildSnapshot(child.Id, new LinkSequence(1), [], default)],
        };
        var directory = new UnitDirectory();
        var (parent, leaf) = (cell.Restore(Samples.Scheme), child.Restore(Samples.Scheme));
        directory.Put(parent);
        directory.Put(leaf);
        return (directory, parent, leaf);
    }

    private static List<(UnitId Unit, string What)> Problems(UnitDirectory directory)
    {
        var problems = new List<(UnitId, string)>();
        new ReportRecount(directory).Compare((unit, what) => problems.Add((unit, what)));
        return problems;
    }
}
