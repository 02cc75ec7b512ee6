using HierarchySim.Core;
using HierarchySim.Standalone.Codec;
using HierarchySim.Standalone.Running;

namespace HierarchySim.Standalone.Tests.Failures;

/// <summary>Every unit of a directory as bytes, facts and numbers, to compare one life with another.</summary>
internal static class Photograph
{
    public static SortedDictionary<UnitId, string> Take(UnitDirectory directory)
    {
        var units = new SortedDictionary<UnitId, string>();
        foreach (var unit in directory.All())
        {
            var writer = new SnapshotWriter();
            writer.Write(unit);
            var numbers = Enumerable.Range(0, unit.Receipts.Length).Select(receipt => unit.ProgressOf(receipt));
            units[unit.Id] = $"{Convert.ToHexString(writer.Written)} {string.Join(' ', unit.Counts.ByLevel.ToArray())} {string.Join(' ', numbers)}";
        }
        return units;
    }

    /// <summary>Compares every unit's numbers with a count of its subtree, one by one.</summary>
    public static void Recount(UnitDirectory directory)
    {
        foreach (var unit in directory.All())
        {
            var subtree = Subtree(directory, unit).ToList();
            for (var level = 0; level < unit.Counts.ByLevel.Length; level++)
                Assert.Equal(subtree.Count(below => below.Level.Index == level && below.Closed is null), unit.Counts.ByLevel[level]);
            for (var i = 0; i < unit.Receipts.Length; i++)
            {
                var id = unit.Receipts[i].Spec.Id;
                var counted = subtree.Where(below => below.FindReceipt(id) >= 0).Aggregate(default(Progress), (sum, below) => sum + below.Receipts[below.FindReceipt(id)].Own);
                var said = unit.ProgressOf(i);
                Assert.Equal(counted with { Targets = said.Targets, Counting = said.Counting }, said);
                if (!said.Counting) Assert.Equal(counted.Targets, said.Targets);
            }
        }
    }

    private static IEnumerable<UnitState> Subtree(UnitDirectory directory, UnitState unit)
    {
        yield return unit;
        for (var place = 0; place < unit.ChildCount; place++)
        {
            if (directory.Find(unit.ChildAt(place)) is not { } child) continue;
            foreach (var below in Subtree(directory, child)) yield return below;
        }
    }
}
