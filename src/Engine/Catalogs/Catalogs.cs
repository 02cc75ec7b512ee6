using System.Text;
using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Catalogues as data. One ships with the program, as the same JSON file that a user writes; it is for both shipped schemes.
/// docs/catalog.md explains every property.
/// </summary>
public static class Catalogs
{
    private const int ProblemsPerRefusalMax = 20;

    /// <summary>The shipped catalogue's file.</summary>
    public static string GetJson() => ReadShipped("catalog.json");

    /// <summary>The shipped catalogue for a scheme. Categories that no level of the scheme could settle are left out.</summary>
    public static Catalog Get(LevelScheme scheme) =>
        TryParse(GetJson(), scheme, out var problems) ?? throw new InvalidOperationException($"Shipped catalogue: {string.Join("; ", problems)}.");

    /// <summary>Reads a catalogue's file.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="scheme">The scheme of the data set it is for.</param>
    /// <param name="problems">Everything that is wrong with it, a sentence each.</param>
    /// <returns>The catalogue, or null when there are problems.</returns>
    public static Catalog? TryParse(string json, LevelScheme scheme, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(scheme);
        var bytes = Encoding.UTF8.GetByteCount(json);
        if (bytes > Limits.CatalogBytesMax)
        {
            problems = [$"the file has {bytes} bytes, at most {Limits.CatalogBytesMax} are allowed (CatalogBytesMax)"];
            return null;
        }
        var file = CatalogFile.Read<CatalogFile>(json, out var problem);
        if (file is not null) return new CatalogReader(scheme, file).Read(out problems);
        problems = [problem!];
        return null;
    }

    /// <summary>Why one catalogue may not take another's place, a sentence each; none when it may.</summary>
    public static IReadOnlyList<string> CheckReplacement(Catalog old, Catalog next)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(next);
        return CatalogReplacement.Check(old, next);
    }

    /// <summary>What every engine does with a catalogue it is given: reads it, and compares it with the one in use.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="scheme">The data set's scheme.</param>
    /// <param name="inUse">The catalogue in use.</param>
    /// <param name="refusal">Why not; null when the catalogue may be used.</param>
    /// <returns>The catalogue to use, or null.</returns>
    public static Catalog? TryReplace(string json, LevelScheme scheme, Catalog inUse, out Refusal? refusal)
    {
        refusal = null;
        var next = TryParse(json, scheme, out var problems);
        if (next is null)
        {
            refusal = new Refusal(RefusalCode.Invalid, "catalog", Join(problems), "Correct the file and set it again");
            return null;
        }
        problems = CheckReplacement(inUse, next);
        if (problems.Count == 0) return next;
        refusal = new Refusal(RefusalCode.Conflict, "catalog", Join(problems), "Correct the file so that nothing in use changes its meaning, and set it again");
        return null;
    }

    /// <summary>The calendar that ships, as its file has it.</summary>
    internal static CalendarEntry ShippedCalendar { get; } = CatalogFile.Read<CalendarEntry>(ReadShipped("calendar-vietnam.json"), out var problem)
        ?? throw new InvalidOperationException($"Shipped calendar: {problem}.");

    private static string Join(IReadOnlyList<string> problems) =>
        string.Join("; ", problems.Take(ProblemsPerRefusalMax)) + (problems.Count > ProblemsPerRefusalMax ? $"; and {problems.Count - ProblemsPerRefusalMax} more" : "");

    private static string ReadShipped(string file)
    {
        using var stream = typeof(Catalogs).Assembly.GetManifestResourceStream($"catalogs/{file}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
