namespace HierarchySim.Core;

/// <summary>The rules of a lawful catalogue. All broken ones are reported, not the first.</summary>
internal static class CatalogRules
{
    public static List<string> Check(
        LevelScheme scheme, IReadOnlyList<CaseCategory> categories, IReadOnlyList<ReportForm> forms, IReadOnlyList<DutyRole> roles,
        IReadOnlyList<PostDefinition> posts, int loadLimit)
    {
        var problems = new List<string>();
        if (loadLimit is < 1 or > Limits.LoadPerOfficialMax) problems.Add($"loadLimit must be 1 to {Limits.LoadPerOfficialMax} (LoadPerOfficialMax)");
        CheckCategories(scheme, categories, problems);
        ReportFormRules.Check(scheme, forms, problems);
        CheckRoles(roles, problems);
        CheckPosts(posts, problems);
        return problems;
    }

    private static void CheckCategories(LevelScheme scheme, IReadOnlyList<CaseCategory> categories, List<string> problems)
    {
        CatalogText.CheckCount("categories", categories.Count, Limits.CaseCategoriesMax, nameof(Limits.CaseCategoriesMax), problems);
        var codes = new HashSet<string>();
        var numbers = new HashSet<byte>();
        foreach (var category in categories)
        {
            var terms = category.Terms;
            var what = $"category '{terms.Code}'";
            CatalogText.CheckCode(what, terms.Code, problems);
            CatalogText.CheckVersion(what, terms.Version, problems);
            CatalogText.CheckNames(what, category.Name, category.EnglishName, problems);
            if (!codes.Add(terms.Code)) problems.Add($"{what} is listed twice");
            if (terms.Number is < 1 or > Limits.CaseCategoriesMax) problems.Add($"{what}: number must be 1 to {Limits.CaseCategoriesMax} (CaseCategoriesMax)");
            else if (!numbers.Add(terms.Number)) problems.Add($"{what}: number {terms.Number} is another category's");
            if (terms.Competent.Index >= scheme.Levels.Count) problems.Add($"{what}: its competent level is no level of scheme '{scheme.Code}'");
            if (terms.Limits.Length != scheme.Levels.Count) problems.Add($"{what}: limits must have one entry for each of the {scheme.Levels.Count} levels");
            foreach (var limit in terms.Limits) CheckLimit(what, limit, problems);
        }
    }

    private static void CheckLimit(string what, TierLimit limit, List<string> problems)
    {
        if (limit == TierLimit.None) return;
        var (max, name) = limit.Unit == LimitUnit.Hours
            ? (Limits.TierLimitHoursMax, nameof(Limits.TierLimitHoursMax))
            : (Limits.TierLimitDaysMax, nameof(Limits.TierLimitDaysMax));
        if (!Enum.IsDefined(limit.Unit)) problems.Add($"{what}: a limit is in working days, days or hours");
        else if (limit.Amount < 1 || limit.Amount > max) problems.Add($"{what}: a limit must be 1 to {max} {Words(limit.Unit)} ({name})");
    }

    private static string Words(LimitUnit unit) => unit switch { LimitUnit.Hours => "hours", LimitUnit.Days => "days", _ => "working days" };

    private static void CheckRoles(IReadOnlyList<DutyRole> roles, List<string> problems)
    {
        CatalogText.CheckCount("roles", roles.Count, Limits.DutyRolesMax, nameof(Limits.DutyRolesMax), problems);
        var codes = new HashSet<string>();
        foreach (var role in roles)
        {
            CatalogText.CheckCode($"role '{role.Code}'", role.Code, problems);
            CatalogText.CheckNames($"role '{role.Code}'", role.Name, role.EnglishName, problems);
            if (!codes.Add(role.Code)) problems.Add($"role '{role.Code}' is listed twice");
        }
    }

    private static void CheckPosts(IReadOnlyList<PostDefinition> posts, List<string> problems)
    {
        CatalogText.CheckCount("posts", posts.Count, Limits.PostsMax, nameof(Limits.PostsMax), problems);
        var codes = new HashSet<string>();
        foreach (var post in posts)
        {
            CatalogText.CheckCode($"post '{post.Code}'", post.Code, problems);
            CatalogText.CheckNames($"post '{post.Code}'", post.Name, post.EnglishName, problems);
            if (!codes.Add(post.Code)) problems.Add($"post '{post.Code}' is listed twice");
            if (post.AlsoHolds is null) continue;
            if (post.AlsoHolds == post.Code) problems.Add($"post '{post.Code}': alsoHolds names the post itself");
            else if (posts.All(other => other.Code != post.AlsoHolds)) problems.Add($"post '{post.Code}': alsoHolds '{post.AlsoHolds}' is no post of the catalogue");
        }
    }
}
