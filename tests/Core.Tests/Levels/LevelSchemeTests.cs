using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>The rules of a lawful scheme, each broken once in a small scheme of three levels; and what the shipped ones say.</summary>
public sealed class LevelSchemeTests
{
    private sealed record Draft(string Code, TimeSpan Offset, LevelDefinition[] Levels, KindDefinition[] Kinds);

    private static readonly Draft Sound = new("trial", TimeSpan.FromHours(7),
        [
            new("top", "Top", "Đỉnh", [], ["middle"], 0),
            new("middle", "Middle", "Giữa", ["top"], ["low"], 2),
            new("low", "Low", "Đáy", ["middle", "top"], [], 0),
        ],
        [new("a", "top", "A", "A", true), new("b", "middle", "B", "B", true), new("c", "low", "C", "C", false)]);

    private static readonly Dictionary<string, (Draft Draft, string? Problem)> Table = new()
    {
        ["a sound scheme"] = (Sound, null),
        ["no code"] = (Sound with { Code = "" }, "scheme code ''"),
        ["a code with capitals"] = (Sound with { Code = "Trial" }, "scheme code 'Trial'"),
        ["the longest code"] = (Sound with { Code = new string('x', Limits.SchemeCodeLengthMax) }, null),
        ["a longer code"] = (Sound with { Code = new string('x', Limits.SchemeCodeLengthMax + 1) }, "scheme code"),
        ["the westernmost offset"] = (Sound with { Offset = TimeSpan.FromHours(-14) }, null),
        ["an offset further west"] = (Sound with { Offset = TimeSpan.FromMinutes(-14 * 60 - 1) }, "offset must lie"),
        ["an offset of half an hour"] = (Sound with { Offset = new TimeSpan(5, 30, 0) }, null),
        ["an offset with seconds"] = (Sound with { Offset = new TimeSpan(7, 0, 30) }, "offset must be whole minutes"),
        ["one level"] = (Sound with { Levels = Sound.Levels[..1], Kinds = Sound.Kinds[..1] }, "levels: 1 given"),
        ["the most levels"] = (Chain(Limits.LevelsMax), null),
        ["one level more"] = (Chain(Limits.LevelsMax + 1), "levels: 13 given, 2 to 12 allowed (Limits.LevelsMax)"),
        ["a level with a bad code"] = (Middle(level => level with { Code = "mid dle" }), "level 2: code 'mid dle'"),
        ["a level listed twice"] = (Middle(level => level with { Code = "top" }), "level 'top' is listed twice"),
        ["a level without a name"] = (Middle(level => level with { Name = " " }), "level 'middle' needs name and nameVi"),
        ["a level without a Vietnamese name"] = (Middle(level => level with { NameVi = "" }), "level 'middle' needs name and nameVi"),
        ["the longest official codes"] = (Middle(level => level with { CodeDigits = Limits.OfficialCodeLengthMax }), null),
        ["longer official codes"] = (Middle(level => level with { CodeDigits = Limits.OfficialCodeLengthMax + 1 }), "level 'middle': codeDigits"),
        ["negative official codes"] = (Middle(level => level with { CodeDigits = -1 }), "level 'middle': codeDigits"),
        ["a root with a parent"] = (Sound with { Levels = [Sound.Levels[0] with { Parents = ["low"] }, .. Sound.Levels[1..]] }, "level 'top' is the root and may have no parents"),
        ["a level without a parent"] = (Middle(level => level with { Parents = [] }), "level 'middle' needs at least one parent level"),
        ["a parent below"] = (Middle(level => level with { Parents = ["low"] }), "level 'middle': parent 'low' is not a level listed above it"),
        ["a level as its own parent"] = (Middle(level => level with { Parents = ["middle"] }), "level 'middle': parent 'middle'"),
        ["a parent that does not exist"] = (Middle(level => level with { Parents = ["roof"] }), "level 'middle': parent 'roof'"),
        ["holding above"] = (Middle(level => level with { MayHold = ["top"] }), "level 'middle': mayHold 'top' is not a level listed below it"),
        ["holding what does not exist"] = (Middle(level => level with { MayHold = ["cellar"] }), "level 'middle': mayHold 'cellar'"),
        ["the most kinds"] = (Kinds(Limits.KindsMax), null),
        ["one kind more"] = (Kinds(Limits.KindsMax + 1), "kinds: 65 given, at most 64 allowed (Limits.KindsMax)"),
        ["a kind with a bad code"] = (Kind(kind => kind with { Code = "Xã" }), "kind code 'Xã'"),
        ["a kind listed twice"] = (Kind(kind => kind with { Code = "a" }), "kind 'a' is listed twice"),
        ["a kind of no level"] = (Kind(kind => kind with { Level = "roof" }), "kind 'b': level 'roof' does not exist"),
        ["a level without a kind"] = (Kind(kind => kind with { Level = "low" }), "level 'middle' has no kind"),
        ["a kind without a name"] = (Kind(kind => kind with { NameVi = "" }), "kind 'b' needs name and nameVi"),
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_scheme_is_lawful_or_says_what_is_wrong(string row)
    {
        var (draft, problem) = Table[row];
        var scheme = LevelScheme.TryCreate(draft.Code, draft.Offset, draft.Levels, draft.Kinds, out var problems);
        Assert.Equal(problem is null, scheme is not null);
        if (problem is null) Assert.Empty(problems);
        else Assert.Contains(problems, sentence => sentence.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        Assert.Null(LevelScheme.TryCreate("X", TimeSpan.FromHours(20), [], [], out var problems));
        Assert.Equal(3, problems.Count);
    }

    [Theory]
    [InlineData("three-tier", "nation, province, district, commune, cell, group")]
    [InlineData("two-tier", "nation, province, commune, cell, group")]
    public void The_shipped_schemes_have_these_levels(string code, string levels) =>
        Assert.Equal(levels, string.Join(", ", LevelSchemes.Get(code).Levels.Select(level => level.Code)));

    // Who may parent whom under three tiers; a school or a barracks may hang on a district.
    [Theory]
    [InlineData("nation", "province", true)]
    [InlineData("province", "district", true)]
    [InlineData("province", "commune", false)]
    [InlineData("district", "commune", true)]
    [InlineData("district", "cell", true)]
    [InlineData("commune", "cell", true)]
    [InlineData("commune", "group", false)]
    [InlineData("cell", "group", true)]
    [InlineData("group", "cell", false)]
    [InlineData("commune", "commune", false)]
    public void A_level_may_parent_another(string parent, string child, bool may) =>
        Assert.Equal(may, Actor.Scheme.MayParent(Actor.Scheme.FindLevel(parent)!.Value, Actor.Scheme.FindLevel(child)!.Value));

    [Theory]
    [InlineData("xa", "commune")]
    [InlineData("phuong", "commune")]
    [InlineData("thi-tran", "commune")]
    [InlineData("quan", "district")]
    [InlineData("truong-hoc", "cell")]
    public void A_kind_belongs_to_a_level(string kind, string level) =>
        Assert.Equal(Actor.Scheme.FindLevel(level), Actor.Scheme.LevelOf(Actor.Scheme.FindKind(kind)!.Value));

    [Theory]
    [InlineData("province", "nation", false)]
    [InlineData("province", "province", true)]
    [InlineData("province", "group", true)]
    [InlineData("group", "cell", false)]
    public void A_set_of_levels_reaches_down_from_a_level(string from, string target, bool reaches) =>
        Assert.Equal(reaches, States.SetOf(target).ReachesFrom(Actor.Scheme.FindLevel(from)!.Value));

    [Fact]
    public void Levels_and_kinds_that_do_not_exist_are_not_found()
    {
        Assert.Null(Actor.Scheme.FindLevel("hamlet"));
        Assert.Null(Actor.Scheme.FindKind("hamlet"));
        Assert.Equal((6, true, false), (Actor.Scheme.AllLevels.Count, States.SetOf("cell").Contains(new Level(4)), States.SetOf("cell").Contains(new Level(3))));
    }

    private static Draft Middle(Func<LevelDefinition, LevelDefinition> change) => Sound with { Levels = [Sound.Levels[0], change(Sound.Levels[1]), Sound.Levels[2]] };

    private static Draft Kind(Func<KindDefinition, KindDefinition> change) => Sound with { Kinds = [Sound.Kinds[0], change(Sound.Kinds[1]), Sound.Kinds[2]] };

    private static Draft Kinds(int count) => Sound with { Kinds = [.. Sound.Kinds, .. Enumerable.Range(3, count - 3).Select(i => new KindDefinition($"k{i}", "low", "K", "K", true))] };

    private static Draft Chain(int levels) => new("chain", TimeSpan.Zero,
        [.. Enumerable.Range(0, levels).Select(i => new LevelDefinition($"l{i}", "L", "L", i == 0 ? [] : [$"l{i - 1}"], [], 0))],
        [.. Enumerable.Range(0, levels).Select(i => new KindDefinition($"k{i}", $"l{i}", "K", "K", true))]);
}
