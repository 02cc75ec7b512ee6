using HierarchySim.Core;

namespace HierarchySim.Gateway;

// The catalogue, in the form of its file.
internal static partial class ToWire
{
    public static CatalogJson Catalog(Catalog catalog, LevelScheme scheme) => new(
        [.. scheme.Levels.Select(level => level.Code)], catalog.LoadLimit, Calendar(catalog.Calendar, null), Categories(catalog, scheme), Forms(catalog, scheme),
        Roles(catalog), Posts(catalog));

    /// <summary>The calendar, or what it says of one year.</summary>
    public static CalendarJson Calendar(WorkCalendar calendar, int? year) => new(
        [.. calendar.Weekend.Select(Words.Day.Of)],
        [.. calendar.YearsKnown.Where(known => year is null || known == year)],
        [.. calendar.Holidays.Where(day => year is null || day.Date.Year == year).Select(day => new HolidayJson(day.Date, day.Name, day.EnglishName))],
        [.. calendar.ExtraWorkingDays.Where(day => year is null || day.Year == year)]);

    public static CategoryJson[] Categories(Catalog catalog, LevelScheme scheme) => [.. catalog.Categories.Select(category => Category(category, scheme))];

    public static ReportFormJson[] Forms(Catalog catalog, LevelScheme scheme) => [.. catalog.Forms.Select(form => new ReportFormJson(
        form.Code, form.Version, form.Name, form.EnglishName, Levels(form.Levels, scheme), Words.Period.Of(form.Period), form.DueDays, form.From,
        form.NoteLengthMax, [.. form.Fields.Select(field => new ReportFieldJson(field.Code, field.Name, field.EnglishName, field.Min, field.Max))]))];

    public static RoleJson[] Roles(Catalog catalog) =>
        [.. catalog.Roles.Select(role => new RoleJson(role.Code, role.Name, role.EnglishName, role.Exclusive))];

    public static PostJson[] Posts(Catalog catalog) =>
        [.. catalog.Posts.Select(post => new PostJson(post.Code, post.Name, post.EnglishName, post.AlsoHolds))];

    private static CategoryJson Category(CaseCategory category, LevelScheme scheme) => new(
        category.Terms.Number, category.Terms.Version, category.Terms.Code, category.Name, category.EnglishName, Level(category.Terms.Competent, scheme),
        category.Terms.Limits.Index().Where(tier => tier.Item.IsSet).ToDictionary(tier => scheme.Levels[tier.Index].Code, tier => Limit(tier.Item)),
        category.IsRetired);

    private static TierLimitJson Limit(TierLimit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDays => new TierLimitJson(WorkingDays: limit.Amount),
        LimitUnit.Days => new TierLimitJson(Days: limit.Amount),
        _ => new TierLimitJson(Hours: limit.Amount),
    };
}
