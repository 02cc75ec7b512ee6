using HierarchySim.Core;
using HierarchySim.Engine;

namespace HierarchySim.Gateway;

/// <summary>Counts records, for the few lists whose length is bounded by a number of records.</summary>
internal static class RecordCount
{
    /// <summary>How many records have keys that begin with a prefix.</summary>
    public static async ValueTask<int> CountAsync(this IRecords records, string prefix, CancellationToken left)
    {
        var (count, after) = (0, (string?)null);
        while (await records.ListAsync(prefix, after, Limits.PageItemsMax, left) is { Count: > 0 } page) (count, after) = (count + page.Count, page[^1].Key);
        return count;
    }
}
