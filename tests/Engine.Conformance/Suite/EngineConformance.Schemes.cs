using HierarchySim.Core;

namespace HierarchySim.Engine.Conformance;

// Depth and names of levels are data: the same engine runs any lawful scheme.
public abstract partial class EngineConformance
{
    private const string SchoolScheme = """
        {
          "code": "school-network",
          "utcOffset": "-03:30:00",
          "levels": [
            {"code": "ministry", "name": "Ministry", "nameVi": "Bộ", "parents": [], "mayHold": [], "codeDigits": 0},
            {"code": "school", "name": "School", "nameVi": "Trường", "parents": ["ministry"], "mayHold": [], "codeDigits": 8},
            {"code": "class", "name": "Class", "nameVi": "Lớp", "parents": ["school", "ministry"], "mayHold": [], "codeDigits": 0}
          ],
          "kinds": [
            {"code": "bo", "level": "ministry", "name": "Ministry", "nameVi": "Bộ", "hasTerritory": false},
            {"code": "truong", "level": "school", "name": "School", "nameVi": "Trường", "hasTerritory": false},
            {"code": "lop", "level": "class", "name": "Class", "nameVi": "Lớp", "hasTerritory": false}
          ]
        }
        """;

    public static TheoryData<string> Schemes => ["three-tier", "two-tier", "school-network"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Every_scheme_runs_from_its_root_to_its_lowest_level(string code)
    {
        var scheme = SchemeOf(code);
        var desk = await Start(scheme);
        Assert.Equal(code, desk.Engine.Scheme.Code);
        List<UnitId> chain = [await desk.OpenRoot()];
        foreach (var level in scheme.Levels.Skip(1)) chain.Add(await desk.Open(chain[^1], level.Code, level.NameVi));

        var root = await desk.View(chain[0]);
        Assert.Equal(Enumerable.Repeat(1, scheme.Levels.Count), root.UnitsByLevel);
        var directive = await desk.Issue(chain[0], desk.Directive(scheme.AllLevels));
        foreach (var unit in chain) await desk.Acknowledge(unit, directive);
        Assert.Equal(new Progress(chain.Count, chain.Count, chain.Count, 0, 0, 0, false), await desk.Progress(chain[0], directive));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_scheme_says_which_level_may_parent_which(string code)
    {
        var scheme = SchemeOf(code);
        var desk = await Start(scheme);
        List<UnitId> chain = [await desk.OpenRoot()];
        foreach (var level in scheme.Levels.Skip(1)) chain.Add(await desk.Open(chain[^1], level.Code));

        for (var parent = 0; parent < chain.Count; parent++)
            foreach (var child in scheme.Levels)
            {
                var id = await desk.Engine.ReserveIdsAsync(1);
                var answer = await desk.Submit(chain[parent], new OpenChildren([desk.Define(id, child.Code, "x")]));
                Assert.Equal(child.Parents.Contains(scheme.Levels[parent].Code), answer.IsAccepted);
                if (!answer.IsAccepted) Assert.Equal((RefusalCode.Invalid, "kind"), (answer.Refusal!.Code, answer.Refusal.Field));
            }
    }

    private static LevelScheme SchemeOf(string code)
    {
        if (LevelSchemes.Shipped.Contains(code)) return LevelSchemes.Get(code);
        var scheme = LevelSchemes.TryParse(SchoolScheme, out var problems);
        Assert.Empty(problems);
        return scheme!;
    }
}
