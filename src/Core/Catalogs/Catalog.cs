namespace HierarchySim.Core;

/// <summary>
/// Reference data of a data set (danh mục): what cases, reports and assignments are decided with. Events carry what they need of
/// it, so a catalogue may be replaced at any time and the past stays as it was decided. Immutable; made by
/// <see cref="TryCreate"/> only, so every catalogue in use is a lawful one.
/// </summary>
public sealed class Catalog
{
    private Catalog(CaseCategory[] categories, ReportForm[] forms, DutyRole[] roles, PostDefinition[] posts, WorkCalendar calendar, int loadLimit)
    {
        Categories = categories;
        Forms = forms;
        Roles = roles;
        Posts = posts;
        Calendar = calendar;
        LoadLimit = loadLimit;
    }

    /// <summary>A catalogue without entries, with <see cref="WorkCalendar.WeekendsOnly"/> and the load limit 10.</summary>
    public static Catalog Empty { get; } = new([], [], [], [], WorkCalendar.WeekendsOnly, loadLimit: 10);

    /// <summary>Categories of cases, by number.</summary>
    public IReadOnlyList<CaseCategory> Categories { get; }

    /// <summary>Forms of reports, every version of each, by code and version.</summary>
    public IReadOnlyList<ReportForm> Forms { get; }

    /// <summary>Roles of assignments, in the order given.</summary>
    public IReadOnlyList<DutyRole> Roles { get; }

    /// <summary>Posts of officials, in the order given.</summary>
    public IReadOnlyList<PostDefinition> Posts { get; }

    /// <summary>Working days.</summary>
    public WorkCalendar Calendar { get; }

    /// <summary>Units one official may hold before the load counts as too great, where the home unit says nothing else.</summary>
    public int LoadLimit { get; }

    /// <summary>The category with a code, retired or not; null when there is none.</summary>
    public CaseCategory? FindCategory(string code) => Categories.FirstOrDefault(category => category.Terms.Code == code);

    /// <summary>The newest version of a form; null when there is none.</summary>
    public ReportForm? FindForm(string code) => Forms.LastOrDefault(form => form.Code == code);

    /// <summary>One version of a form; null when there is none.</summary>
    public ReportForm? FindForm(string code, int version) => Forms.FirstOrDefault(form => form.Version == version && form.Code == code);

    /// <summary>The newest version of a form that is for a period; null when none is.</summary>
    public ReportForm? FindForm(string code, ReportPeriod period) => Forms.LastOrDefault(form => form.Code == code && form.IsFor(period));

    /// <summary>The role with a code, or null.</summary>
    public DutyRole? FindRole(string code) => Roles.FirstOrDefault(role => role.Code == code);

    /// <summary>The post with a code, or null.</summary>
    public PostDefinition? FindPost(string code) => Posts.FirstOrDefault(post => post.Code == code);

    /// <summary>Makes a catalogue for a level scheme, or says everything that is wrong with it.</summary>
    /// <param name="scheme">The scheme whose levels the entries mean.</param>
    /// <param name="categories">Categories of cases.</param>
    /// <param name="forms">Forms of reports, every version.</param>
    /// <param name="roles">Roles of assignments.</param>
    /// <param name="posts">Posts of officials.</param>
    /// <param name="calendar">Working days.</param>
    /// <param name="loadLimit">Units one official may hold.</param>
    /// <param name="problems">One sentence for each broken rule.</param>
    /// <returns>The catalogue, or null when there are problems.</returns>
    public static Catalog? TryCreate(
        LevelScheme scheme, IReadOnlyList<CaseCategory> categories, IReadOnlyList<ReportForm> forms, IReadOnlyList<DutyRole> roles,
        IReadOnlyList<PostDefinition> posts, WorkCalendar calendar, int loadLimit, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(calendar);
        problems = CatalogRules.Check(scheme, categories, forms, roles, posts, loadLimit);
        return problems.Count > 0 ? null : new Catalog(
            [.. categories.OrderBy(category => category.Terms.Number)],
            [.. forms.OrderBy(form => form.Code, StringComparer.Ordinal).ThenBy(form => form.Version)],
            [.. roles], [.. posts], calendar, loadLimit);
    }
}
