using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>The shipped catalogue: for every scheme, and replaced by a changed one, or not.</summary>
public sealed class CatalogReplacementTests
{
    private static readonly LevelScheme ThreeTier = LevelSchemes.Get("three-tier");

    [Theory]
    [InlineData("three-tier", "district")]
    [InlineData("two-tier", "commune")]
    public void The_shipped_catalogue_is_for_both_schemes(string scheme, string competentForLand)
    {
        var levels = LevelSchemes.Get(scheme);
        var catalog = Catalogs.Get(levels);
        Assert.Equal(
            ["roads-lighting", "environment-waste", "land", "construction", "security-order", "social-assistance", "administrative-procedure", "official-conduct"],
            catalog.Categories.Select(category => category.Terms.Code));
        Assert.Equal(levels.FindLevel(competentForLand), catalog.FindCategory("land")!.Terms.Competent);
        Assert.All(catalog.Categories, category => Assert.True(category.Terms.LimitAt(category.Terms.Competent).IsSet, category.Terms.Code));
        Assert.All(catalog.Forms, form => Assert.Equal(1, form.Levels.Count));
        Assert.All(catalog.Posts, post => Assert.Null(post.AlsoHolds));
        Assert.Equal((true, false, 10), (catalog.FindRole("in-charge")!.Exclusive, catalog.FindRole("attends")!.Exclusive, catalog.LoadLimit));
        Assert.Empty(Catalogs.CheckReplacement(Catalog.Empty, catalog));
        Assert.Empty(Catalogs.CheckReplacement(catalog, Catalogs.Get(levels)));
    }

    public static TheoryData<string, string, string?, string?> Rows => new()
    {
        { "a new name", "categories/0/name", "\"Đường\"", null },
        { "a higher version", "categories/0/version", "2", null },
        { "a new code for a new number", "categories/0", """{"number": 9, "version": 1, "code": "water", "name": "Nước", "englishName": "Water", "competent": "commune"}""", "category 'roads-lighting' is gone" },
        { "a retired category", "categories/0/retired", "true", null },
        { "no roles", "roles", "[]", null },
        { "no posts", "posts", "[]", null },
        { "another calendar", "calendar", """{"weekend": ["sunday"]}""", null },
        { "another load limit", "loadLimit", "7", null },
        { "a limit changed alone", "categories/0/limits/cell", """{"hours": 2}""", "category 'roads-lighting': its terms changed and its version did not; make it 2" },
        { "a limit taken out", "categories/0/limits/cell", null, "its terms changed" },
        { "another competent level", "categories/0/competent", "\"district\"", "its terms changed" },
        { "a number changed", "categories/0/number", "9", "category 'roads-lighting': its number is 1 and cannot become 9" },
        { "a code changed", "categories/0/code", "\"roads\"", "category 'roads': number 1 is that of category 'roads-lighting' for ever" },
        { "a form gone", "forms", "[]", "form 'cell-meeting' version 1 is gone" },
        { "a form changed", "forms/0/dueDays", "6", "form 'cell-meeting' version 1 changed" },
        { "a field changed", "forms/0/fields/0/max", "30", "form 'cell-meeting' version 1 changed" },
        { "a form's version raised", "forms/0/version", "2", "form 'cell-meeting' version 1 is gone" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_catalogue_takes_anothers_place_or_not(string row, string path, string? value, string? problem)
    {
        var next = Catalogs.TryParse(CatalogDrafts.Change(Catalogs.GetJson(), path, value), ThreeTier, out var broken);
        Assert.True(next is not null, string.Join("; ", broken));
        var problems = Catalogs.CheckReplacement(Catalogs.Get(ThreeTier), next);
        if (problem is null) Assert.True(problems.Count == 0, $"{row}: {string.Join("; ", problems)}");
        else Assert.Contains(problems, sentence => sentence.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Terms_that_changed_under_a_higher_version_are_accepted_and_the_way_back_is_not()
    {
        var old = Catalogs.Get(ThreeTier);
        var json = CatalogDrafts.Change(CatalogDrafts.Change(Catalogs.GetJson(), "categories/0/limits/cell", """{"hours": 2}"""), "categories/0/version", "2");
        var next = Catalogs.TryParse(json, ThreeTier, out _)!;
        Assert.Empty(Catalogs.CheckReplacement(old, next));
        Assert.Contains("version 1 is older than version 2", Assert.Single(Catalogs.CheckReplacement(next, old)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_the_problems_and_counts_those_it_has_no_room_for()
    {
        var json = CatalogDrafts.Change(Catalogs.GetJson(), "levels", """["nowhere"]""");
        Assert.Null(Catalogs.TryReplace(json, ThreeTier, Catalog.Empty, out var refusal));
        Assert.Equal((RefusalCode.Invalid, "catalog"), (refusal!.Code, refusal.Field));
        Assert.Contains("level 'commune' is not among", refusal.Rule, StringComparison.Ordinal);
        Assert.Matches("; and [0-9]+ more$", refusal.Rule);
    }

    [Fact]
    public void Terms_are_equal_when_all_they_say_is()
    {
        var terms = new CategoryTerms(1, 1, "roads", new Level(3), [TierLimit.None, new(2, LimitUnit.Hours)]);
        var same = terms with { Limits = [TierLimit.None, new(2, LimitUnit.Hours)] };
        Assert.Equal(terms, same);
        Assert.Equal(terms.GetHashCode(), same.GetHashCode());
        CategoryTerms[] others = [terms with { Number = 2 }, terms with { Version = 2 }, terms with { Code = "x" }, terms with { Competent = new Level(2) }, terms with { Limits = [TierLimit.None] }];
        Assert.All(others, other => Assert.NotEqual(terms, other));
    }
}
