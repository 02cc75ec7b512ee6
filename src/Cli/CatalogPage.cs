using HierarchySim.Core;
using Spectre.Console;

namespace HierarchySim.Cli;

/// <summary>A catalogue in a page for people, or as one JSON object.</summary>
internal static class CatalogPage
{
    public static void Say(Output output, Catalog catalog, LevelScheme scheme) => output.Result(
        new
        {
            scheme = scheme.Code,
            load_limit = catalog.LoadLimit,
            years_known = catalog.Calendar.YearsKnown,
            categories = catalog.Categories.Select(category => new
            {
                number = category.Terms.Number,
                version = category.Terms.Version,
                code = category.Terms.Code,
                name = category.Name,
                english_name = category.EnglishName,
                competent = CodeOf(scheme, category.Terms.Competent),
                limits = Limits(scheme, category.Terms).ToDictionary(limit => limit.Level, limit => limit.Text),
                retired = category.IsRetired,
            }),
            forms = catalog.Forms.Select(form => new
            {
                code = form.Code,
                version = form.Version,
                name = form.Name,
                english_name = form.EnglishName,
                levels = scheme.Levels.Where((_, index) => form.Levels.Contains(new Level((byte)index))).Select(level => level.Code),
                period = form.Period,
                due_days = form.DueDays,
                from = form.From,
                fields = form.Fields.Select(field => field.Code),
            }),
            roles = catalog.Roles.Select(role => role.Code),
            posts = catalog.Posts.Select(post => post.Code),
        },
        console =>
        {
            console.WriteLine("Categories");
            foreach (var category in catalog.Categories)
                console.WriteLine($"  {category.Terms.Number,2} {category.Terms.Code} v{category.Terms.Version}: {category.Name} ({category.EnglishName}); "
                    + $"settled at {CodeOf(scheme, category.Terms.Competent)}; {string.Join(", ", Limits(scheme, category.Terms).Select(limit => $"{limit.Level} {limit.Text}"))}"
                    + (category.IsRetired ? "; retired" : ""));
            console.WriteLine("Forms");
            foreach (var form in catalog.Forms)
                console.WriteLine($"  {form.Code} v{form.Version}: {form.Name} ({form.EnglishName}); each {Word(form.Period)} "
                    + $"from {form.From:yyyy-MM-dd}, due after {form.DueDays} days; {form.Fields.Length} fields");
            console.WriteLine($"Roles: {string.Join(", ", catalog.Roles.Select(role => role.Code))}");
            console.WriteLine($"Posts: {string.Join(", ", catalog.Posts.Select(post => post.Code))}");
            console.WriteLine($"Working days are known for {string.Join(", ", catalog.Calendar.YearsKnown)}. An official's load limit is {catalog.LoadLimit}.");
        });

    private static IEnumerable<(string Level, string Text)> Limits(LevelScheme scheme, CategoryTerms terms) =>
        terms.Limits.Select((limit, index) => (scheme.Levels[index].Code, limit)).Where(pair => pair.limit.IsSet).Select(pair => (pair.Code, Text(pair.limit)));

    private static string Text(TierLimit limit) =>
        $"{limit.Amount} {limit.Unit switch { LimitUnit.Hours => "hour", LimitUnit.Days => "day", _ => "working day" }}{(limit.Amount == 1 ? "" : "s")}";

    private static string Word(PeriodKind period) => period.ToString().ToLowerInvariant();

    private static string CodeOf(LevelScheme scheme, Level level) => scheme.Levels[level.Index].Code;
}
