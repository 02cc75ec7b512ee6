using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>
/// Whether one catalogue may take another's place. Cases and reports carry numbers, codes and versions of what they were made
/// under; those must never come to mean something else.
/// </summary>
internal static class CatalogReplacement
{
    public static List<string> Check(Catalog old, Catalog next)
    {
        var problems = new List<string>();
        foreach (var category in old.Categories) CheckCategory(category.Terms, next, problems);
        foreach (var form in old.Forms) CheckForm(form, next, problems);
        return problems;
    }

    private static void CheckCategory(CategoryTerms old, Catalog next, List<string> problems)
    {
        var what = $"category '{old.Code}'";
        var taken = next.Categories.FirstOrDefault(category => category.Terms.Number == old.Number && category.Terms.Code != old.Code);
        if (taken is not null) problems.Add($"category '{taken.Terms.Code}': number {old.Number} is that of {what} for ever");
        if (next.FindCategory(old.Code)?.Terms is not { } now)
            problems.Add($"{what} is gone; keep it with \"retired\": true, so that its code and number are not given away");
        else if (now.Number != old.Number) problems.Add($"{what}: its number is {old.Number} and cannot become {now.Number}");
        else if (now.Version < old.Version) problems.Add($"{what}: version {now.Version} is older than version {old.Version}");
        else if (now.Version == old.Version && now != old) problems.Add($"{what}: its terms changed and its version did not; make it {old.Version + 1}");
    }

    private static void CheckForm(ReportForm old, Catalog next, List<string> problems)
    {
        var what = $"form '{old.Code}' version {old.Version}";
        if (next.FindForm(old.Code, old.Version) is not { } now) problems.Add($"{what} is gone; keep every version, reports were written on it");
        else if (now != old) problems.Add($"{what} changed; leave it as it was and add a new version");
    }
}
