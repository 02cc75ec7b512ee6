using System.Text.Json;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// The level codes a catalogue knows, and what each is in the scheme at hand. One file serves several schemes: a code it knows
/// that the scheme lacks is passed over; a code it does not know is a slip of the pen.
/// </summary>
internal sealed class LevelCodes(LevelScheme scheme, IReadOnlyList<string> known)
{
    /// <summary>The level of a code; null when the scheme lacks it, or when it is unknown, which is a problem.</summary>
    public Level? Find(string what, string code, List<string> problems)
    {
        if (known.Contains(code)) return scheme.FindLevel(code);
        problems.Add($"{what}: level '{code}' is not among the catalogue's levels");
        return null;
    }

    /// <summary>Those of the codes that the scheme has, as a set.</summary>
    public LevelSet FindAll(string what, IEnumerable<string> codes, List<string> problems)
    {
        var set = default(LevelSet);
        foreach (var code in codes)
            if (Find(what, code, problems) is { } level) set = set.With(level);
        return set;
    }

    /// <summary>The first of the codes that the scheme has; null when it has none of them.</summary>
    public Level? FindFirst(string what, JsonElement oneOrMany, List<string> problems)
    {
        Level? first = null;
        var count = 0;
        foreach (var code in Codes(oneOrMany))
        {
            count++;
            if (code is null)
            {
                count = 0;
                break;
            }
            first = Find(what, code, problems) is { } level ? first ?? level : first;
        }
        if (count == 0) problems.Add($"{what}: competent must be a level's code or a list of them");
        return first;
    }

    private static IEnumerable<string?> Codes(JsonElement oneOrMany) => oneOrMany.ValueKind switch
    {
        JsonValueKind.String => [oneOrMany.GetString()],
        JsonValueKind.Array => oneOrMany.EnumerateArray().Select(code => code.ValueKind == JsonValueKind.String ? code.GetString() : null),
        _ => [],
    };
}
