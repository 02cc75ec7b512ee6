namespace HierarchySim.Core;

/// <summary>The rules of lawful forms: each version by itself, and the versions of one form together.</summary>
internal static class ReportFormRules
{
    public static void Check(LevelScheme scheme, IReadOnlyList<ReportForm> forms, List<string> problems)
    {
        CatalogText.CheckCount("forms", forms.Count, Limits.ReportFormVersionsMax, nameof(Limits.ReportFormVersionsMax), problems);
        foreach (var form in forms) CheckForm(scheme, form, $"form '{form.Code}' version {form.Version}", problems);
        foreach (var versions in forms.GroupBy(form => form.Code)) CheckVersions(versions, problems);
    }

    private static void CheckForm(LevelScheme scheme, ReportForm form, string what, List<string> problems)
    {
        CatalogText.CheckCode(what, form.Code, problems);
        CatalogText.CheckVersion(what, form.Version, problems);
        CatalogText.CheckNames(what, form.Name, form.EnglishName, problems);
        if ((form.Levels.Mask & ~scheme.AllLevels.Mask) != 0) problems.Add($"{what}: a level is no level of scheme '{scheme.Code}'");
        if (!Enum.IsDefined(form.Period)) problems.Add($"{what}: period must be week, month, quarter or year");
        if (form.DueDays is < 0 or > Limits.ReportDueDaysMax) problems.Add($"{what}: dueDays must be 0 to {Limits.ReportDueDaysMax} (ReportDueDaysMax)");
        if (form.From.Year is < Limits.DayYearMin or > Limits.DayYearMax)
            problems.Add($"{what}: from must lie in the years {Limits.DayYearMin} to {Limits.DayYearMax} (DayYearMin, DayYearMax)");
        if (form.NoteLengthMax is < 0 or > Limits.ReportNoteLengthMax)
            problems.Add($"{what}: noteLengthMax must be 0 to {Limits.ReportNoteLengthMax} (ReportNoteLengthMax)");
        CheckFields(form, what, problems);
    }

    private static void CheckFields(ReportForm form, string what, List<string> problems)
    {
        if (form.Fields.Length is < 1 or > Limits.ReportFieldsPerFormMax)
            problems.Add($"{what}: {form.Fields.Length} fields given, 1 to {Limits.ReportFieldsPerFormMax} allowed (ReportFieldsPerFormMax)");
        var codes = new HashSet<string>();
        foreach (var field in form.Fields)
        {
            CatalogText.CheckCode($"{what}, field '{field.Code}'", field.Code, problems);
            CatalogText.CheckNames($"{what}, field '{field.Code}'", field.Name, field.EnglishName, problems);
            if (!codes.Add(field.Code)) problems.Add($"{what}: field '{field.Code}' is listed twice");
            if (field.Min < 0 || field.Max < field.Min || field.Max > Limits.ReportValueMax)
                problems.Add($"{what}, field '{field.Code}': min and max must be 0 to {Limits.ReportValueMax} (ReportValueMax), and min not above max");
        }
    }

    // Periods are counted by one rule over the form's whole life, and each period must find one version.
    private static void CheckVersions(IGrouping<string, ReportForm> versions, List<string> problems)
    {
        ReportForm? before = null;
        foreach (var form in versions.OrderBy(form => form.Version))
        {
            var what = $"form '{form.Code}' version {form.Version}";
            if (before?.Version == form.Version) problems.Add($"{what} is listed twice");
            else if (before is not null && before.From >= form.From) problems.Add($"{what}: from must be later than that of version {before.Version}");
            if (before is not null && before.Period != form.Period) problems.Add($"{what}: period must be that of version {before.Version}; another period is another form");
            before = form;
        }
    }
}
