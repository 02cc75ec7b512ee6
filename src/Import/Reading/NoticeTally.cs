// A spreadsheet that lost its leading zeros lost them ten thousand times. The operator
// should hear of it once, with the count and where to look.

namespace HierarchySim.Import.Reading;

/// <summary>Counts harmless changes by column and kind of change.</summary>
internal sealed class NoticeTally
{
    private readonly Dictionary<(string Column, string Change), ImportNotice> notices = [];

    public void Add(string column, string change, int line, int count = 1)
    {
        notices[(column, change)] = notices.TryGetValue((column, change), out ImportNotice? seen)
            ? seen with { Count = seen.Count + count }
            : new ImportNotice(column, change, count, line);
    }

    public IReadOnlyList<ImportNotice> ToList() => [.. notices.Values.OrderBy(n => n.FirstLine)];
}
