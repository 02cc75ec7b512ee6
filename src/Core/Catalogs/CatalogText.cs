namespace HierarchySim.Core;

/// <summary>The rules that every code and name in a catalogue keeps.</summary>
internal static class CatalogText
{
    public static void CheckCode(string what, string? code, List<string> problems)
    {
        var isCode = code is { Length: > 0 and <= Limits.CatalogCodeLengthMax } && code.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
        if (!isCode) problems.Add($"{what}: code must be 1 to {Limits.CatalogCodeLengthMax} of a-z, 0-9 and '-' (CatalogCodeLengthMax)");
    }

    public static void CheckNames(string what, string? name, string? englishName, List<string> problems)
    {
        if (!IsName(name) || !IsName(englishName))
            problems.Add($"{what}: name and englishName must have 1 to {Limits.CatalogNameLengthMax} characters (CatalogNameLengthMax), none of them a control character");
    }

    public static void CheckCount(string what, int count, int max, string limit, List<string> problems)
    {
        if (count > max) problems.Add($"{what}: {count} given, at most {max} allowed ({limit})");
    }

    public static void CheckVersion(string what, int version, List<string> problems)
    {
        if (version is < 1 or > Limits.CatalogVersionMax) problems.Add($"{what}: version must be 1 to {Limits.CatalogVersionMax} (CatalogVersionMax)");
    }

    private static bool IsName(string? name) => !string.IsNullOrWhiteSpace(name) && name.Length <= Limits.CatalogNameLengthMax && !name.Any(char.IsControl);
}
