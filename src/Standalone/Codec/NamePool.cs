using System.Text;

namespace HierarchySim.Standalone.Codec;

/// <summary>
/// One string for equal names: a nation has a million household groups and a dozen names for them. Bounded; what does not fit
/// gets a string of its own.
/// </summary>
internal sealed class NamePool
{
    private const int NamesMax = 16_384;
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public NamePool() => lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 256) return Encoding.UTF8.GetString(utf8);
        Span<char> chars = stackalloc char[256];
        return Get(chars[..Encoding.UTF8.GetChars(utf8, chars)]);
    }

    public string Get(ReadOnlySpan<char> name)
    {
        if (lookup.TryGetValue(name, out var pooled)) return pooled;
        var text = name.ToString();
        if (names.Count < NamesMax) names[text] = text;
        return text;
    }
}
