namespace HierarchySim.Simulator;

/// <summary>Counts what happened over all seeds: a fault that never occurs is a test that never ran.</summary>
internal sealed class Sometimes
{
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public void Note(string what, int times = 1) => counts[what] = counts.GetValueOrDefault(what) + times;

    public IReadOnlyDictionary<string, int> Counts => counts;

    public int this[string what] => counts.GetValueOrDefault(what);

    /// <summary>The same under other names.</summary>
    public Sometimes As(Func<string, string> name)
    {
        var named = new Sometimes();
        foreach (var (what, count) in counts) named.Note(name(what), count);
        return named;
    }

    public void Add(Sometimes other)
    {
        foreach (var (what, count) in other.counts) counts[what] = counts.GetValueOrDefault(what) + count;
    }

    public override string ToString() => string.Join('\n', counts.Select(pair => $"{pair.Value,8} {pair.Key}"));
}
