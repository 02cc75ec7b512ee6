using System.Text.Json;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Level schemes as data. Two ship with the program, as the same JSON files that a user writes for a third:
/// <c>three-tier</c> (with districts) and <c>two-tier</c> (the law since 1 July 2025).
/// </summary>
public static class LevelSchemes
{
    /// <summary>Codes of the shipped schemes.</summary>
    public static IReadOnlyList<string> Shipped { get; } = ["three-tier", "two-tier"];

    /// <summary>A shipped scheme by its code.</summary>
    /// <exception cref="ArgumentException">No such scheme ships.</exception>
    public static LevelScheme Get(string code) =>
        TryParse(GetJson(code), out var problems) ?? throw new InvalidOperationException($"Shipped scheme '{code}': {string.Join("; ", problems)}.");

    /// <summary>A shipped scheme's file.</summary>
    /// <exception cref="ArgumentException">No such scheme ships.</exception>
    public static string GetJson(string code)
    {
        using var stream = typeof(LevelSchemes).Assembly.GetManifestResourceStream($"{code}.json")
            ?? throw new ArgumentException($"No scheme '{code}' ships with the program; there are {string.Join(" and ", Shipped)}.", nameof(code));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a scheme file.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="problems">Everything that is wrong with it, a sentence each.</param>
    /// <returns>The scheme, or null when there are problems.</returns>
    public static LevelScheme? TryParse(string json, out IReadOnlyList<string> problems)
    {
        SchemeFile? file;
        try
        {
            file = JsonSerializer.Deserialize<SchemeFile>(json, Options);
        }
        catch (JsonException e)
        {
            problems = [$"not a scheme file: {JsonFault.Explain(json, typeof(SchemeFile), "a scheme", e)}"];
            return null;
        }
        if (file?.Code is null || file.Levels is null || file.Kinds is null)
        {
            problems = ["a scheme file has code, utcOffset, levels and kinds"];
            return null;
        }
        return LevelScheme.TryCreate(file.Code, file.UtcOffset, [.. file.Levels.Select(ToCore)], [.. file.Kinds.Select(ToCore)], out problems);
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private static LevelDefinition ToCore(LevelEntry level) =>
        new(level.Code ?? "", level.Name ?? "", level.NameVi ?? "", level.Parents ?? [], level.MayHold ?? [], level.CodeDigits);

    private static KindDefinition ToCore(KindEntry kind) => new(kind.Code ?? "", kind.Level ?? "", kind.Name ?? "", kind.NameVi ?? "", kind.HasTerritory);

    private sealed record SchemeFile(string? Code, TimeSpan UtcOffset, List<LevelEntry>? Levels, List<KindEntry>? Kinds);

    private sealed record LevelEntry(string? Code, string? Name, string? NameVi, string[]? Parents, string[]? MayHold, int CodeDigits);

    private sealed record KindEntry(string? Code, string? Level, string? Name, string? NameVi, bool HasTerritory = true);
}
