namespace HierarchySim.Engine.Conformance;

/// <summary>
/// Numbers that look random and are the same for a seed on every machine and framework version, which the framework's own
/// generator does not promise. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (SplitMix64).
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 up to but not including a bound.</summary>
    public int Below(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>True in so many of a hundred throws.</summary>
    public bool Percent(int chance) => Below(100) < chance;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var bits = state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
