namespace HierarchySim.Simulator;

/// <summary>
/// A rolling hash of everything that happened in a run, in order. Two runs of one seed must end with the same one: a difference
/// means that something other than the seed decided.
/// </summary>
internal sealed class Fingerprint
{
    /// <summary>The hash so far.</summary>
    public ulong Value { get; private set; }

    public void Add(long number) => Value = Mix(Value ^ (ulong)number);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        for (; bytes.Length >= sizeof(long); bytes = bytes[sizeof(long)..]) Add(BitConverter.ToInt64(bytes));
        foreach (var one in bytes) Add(one);
    }

    /// <summary>Spreads every bit over all (the finaliser of SplitMix64).</summary>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
