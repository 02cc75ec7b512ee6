namespace HierarchySim.Standalone.Tests.Simulated;

/// <summary>Counts what happened over all seeds: a fault that never occurs is a test that never ran.</summary>
internal sealed class Sometimes
{
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public void Note(string what) => counts[what] = counts.GetValueOrDefault(what) + 1;

    public int this[string what] => counts.GetValueOrDefault(what);

    public void Add(Sometimes other)
    {
        foreach (var (what, count) in other.counts) counts[what] = counts.GetValueOrDefault(what) + count;
    }

    public override string ToString() => string.Join('\n', counts.Select(pair => $"{pair.Value,8} {pair.Key}"));
}

/// <summary>An invariant of the design does not hold. The message begins with its number.</summary>
internal sealed class BrokenInvariant(int number, string what) : Exception($"Invariant {number}: {what}")
{
    public int Number { get; } = number;

    public static void Require(bool holds, int number, string what)
    {
        if (!holds) throw new BrokenInvariant(number, what);
    }
}
