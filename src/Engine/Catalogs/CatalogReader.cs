using HierarchySim.Core;

namespace HierarchySim.Engine;

/// <summary>Makes a catalogue of its file, for one scheme. Everything that is wrong is said, not the first.</summary>
internal sealed class CatalogReader(LevelScheme scheme, CatalogFile file)
{
    private readonly List<string> problems = [];
    private readonly LevelCodes levels = new(scheme, file.Levels ?? []);

    /// <summary>The catalogue, or null and the problems.</summary>
    public Catalog? Read(out IReadOnlyList<string> found)
    {
        found = problems;
        if (file.Levels is not { Length: > 0 }) problems.Add("levels must list the codes of the levels that the catalogue means");
        var calendar = CalendarReader.Read(file.Calendar, problems);
        var categories = Entries.Of("categories", file.Categories, problems).Select(ToCore).OfType<CaseCategory>().ToList();
        var forms = Entries.Of("forms", file.Forms, problems).ConvertAll(ToCore);
        var roles = Entries.Of("roles", file.Roles, problems).ConvertAll(role => new DutyRole(role.Code ?? "", role.Name ?? "", role.EnglishName ?? "", role.Exclusive));
        var posts = Entries.Of("posts", file.Posts, problems).ConvertAll(post => new PostDefinition(post.Code ?? "", post.Name ?? "", post.EnglishName ?? "", post.AlsoHolds));
        var catalog = Catalog.TryCreate(
            scheme, categories, forms, roles, posts, calendar ?? WorkCalendar.WeekendsOnly, file.LoadLimit ?? Catalog.Empty.LoadLimit, out var broken);
        problems.AddRange(broken);
        return problems.Count == 0 ? catalog : null;
    }

    /// <summary>A category that no level of this scheme could settle is left out.</summary>
    private CaseCategory? ToCore(CategoryEntry entry)
    {
        var what = $"category '{entry.Code}'";
        var limits = new TierLimit[scheme.Levels.Count];
        foreach (var (code, limit) in entry.Limits ?? [])
            if (ReadLimit($"{what}, level '{code}'", limit) is { } read && levels.Find(what, code, problems) is { } level) limits[level.Index] = read;
        var competent = levels.FindFirst(what, entry.Competent, problems);
        if (competent is null) return null;
        // What a byte cannot hold is no number either, and is refused as such.
        var number = entry.Number is >= 0 and <= byte.MaxValue ? (byte)entry.Number : byte.MaxValue;
        return new CaseCategory(
            new CategoryTerms(number, entry.Version, entry.Code ?? "", competent.Value, limits), entry.Name ?? "", entry.EnglishName ?? "", entry.Retired);
    }

    private TierLimit? ReadLimit(string what, LimitEntry? entry)
    {
        TierLimit? limit = entry switch
        {
            { WorkingDays: { } amount, Days: null, Hours: null } => new TierLimit(amount, LimitUnit.WorkingDays),
            { WorkingDays: null, Days: { } amount, Hours: null } => new TierLimit(amount, LimitUnit.Days),
            { WorkingDays: null, Days: null, Hours: { } amount } => new TierLimit(amount, LimitUnit.Hours),
            _ => null,
        };
        if (limit is null) problems.Add($"{what}: a limit has one of workingDays, days and hours");
        return limit;
    }

    private ReportForm ToCore(FormEntry entry)
    {
        var what = $"form '{entry.Code}' version {entry.Version}";
        if (entry.Levels is null) problems.Add($"{what}: levels must list who owes it; an empty list ends the form");
        if (entry.DueDays is null) problems.Add($"{what}: dueDays is missing");
        if (entry.From is null) problems.Add($"{what}: from is missing");
        return new ReportForm(
            entry.Code ?? "", entry.Version, entry.Name ?? "", entry.EnglishName ?? "", levels.FindAll(what, entry.Levels ?? [], problems),
            ReadPeriod(entry.Period), entry.DueDays ?? 0, entry.From ?? new DateOnly(Limits.DayYearMin, 1, 1),
            [.. Entries.Of($"{what}: fields", entry.Fields, problems).Select(field => ToCore(what, field))], entry.NoteLengthMax);
    }

    private ReportField ToCore(string what, FieldEntry entry)
    {
        if (entry.Max is null) problems.Add($"{what}, field '{entry.Code}': max is missing");
        return new ReportField(entry.Code ?? "", entry.Name ?? "", entry.EnglishName ?? "", entry.Min, entry.Max ?? entry.Min);
    }

    // Any other word is no kind of period, which the core's rules refuse.
    private static PeriodKind ReadPeriod(string? word) => word switch
    {
        "week" => PeriodKind.Week,
        "month" => PeriodKind.Month,
        "quarter" => PeriodKind.Quarter,
        "year" => PeriodKind.Year,
        _ => default,
    };
}
