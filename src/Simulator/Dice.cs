namespace HierarchySim.Simulator;

/// <summary>
/// The one source of chance of a run: integers only, and the same for a seed on every machine and framework version, which the
/// framework's own generator does not promise. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators"
/// (SplitMix64).
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 up to but not including a bound.</summary>
    public int Below(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>From one number up to and including another.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True in so many of a hundred throws.</summary>
    public bool Percent(int chance) => Below(100) < chance;

    /// <summary>True in so many of a thousand throws.</summary>
    public bool PerMille(int chance) => Below(1_000) < chance;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>A source of its own, so that drawing more from one of the two leaves the other as it is.</summary>
    public Dice Split() => new(NextBits());

    /// <summary>64 bits.</summary>
    public ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        return Fingerprint.Mix(state);
    }
}
