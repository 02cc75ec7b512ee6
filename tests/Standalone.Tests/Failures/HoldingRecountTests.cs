using HierarchySim.Core;
using HierarchySim.Standalone.Tests.Codec;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>The recount of officials and units held agrees with sums that are right, and names the unit whose sums are not.</summary>
public class HoldingRecountTests
{
    [Fact]
    public void A_parent_that_adopted_its_child_agrees() => Assert.Empty(Problems(adopted: true));

    [Fact]
    public void A_parent_that_lacks_what_its_child_reported_is_named()
    {
        var (unit, what) = Assert.Single(Problems(adopted: false));
        Assert.Equal(UnitId.Root, unit);
        Assert.Contains("It counts (0, 0, 0, 0, 0, 0), the recount (1, 1, 0, 0, 0, 1)", what, StringComparison.Ordinal);
    }

    // A home unit with one of two officials left, who is on leave, held by a team that is back from its absence.
    private static List<(UnitId Unit, string What)> Problems(bool adopted)
    {
        var held = HolderSamples.Units()[2];
        held.DutyDay = held.DutyDay.AddDays(1);
        var root = new UnitSnapshot
        {
            Id = UnitId.Root,
            Name = "Quốc gia",
            Opened = Samples.Group.Opened,
            Children = [new ChildSnapshot(held.Id, new LinkSequence(1), [], default)],
        };
        var (parent, child) = (root.Restore(Samples.Scheme), held.Restore(Samples.Scheme));
        if (adopted) parent.Adopt(child);
        var recount = new HoldingRecount();
        recount.Add(parent.Id, parent);
        recount.Add(parent.Id, child);
        recount.Add(child.Id, child);
        var problems = new List<(UnitId, string)>();
        recount.Compare(parent, (unit, what) => problems.Add((unit, what)));
        recount.Compare(child, (unit, what) => problems.Add((unit, what)));
        return problems;
    }
}
