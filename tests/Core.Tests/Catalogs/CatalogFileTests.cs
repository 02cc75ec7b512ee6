using HierarchySim.Engine;

namespace HierarchySim.Core.Tests;

/// <summary>Catalogue files: a small sound one, changed in one place for each row, accepted or refused by name.</summary>
public sealed class CatalogFileTests
{
    private static readonly LevelScheme Scheme = LevelSchemes.Get("three-tier");

    private const string Sound = """
        {
          "levels": ["district", "commune", "cell"],
          "loadLimit": 5,
          "calendar": {"weekend": ["sunday"], "years": [2025], "holidays": [{"date": "2025-01-01", "name": "Tết", "englishName": "New Year"}], "extraWorkingDays": []},
          "categories": [
            {"number": 1, "version": 1, "code": "roads", "name": "Đường", "englishName": "Roads", "competent": "commune", "limits": {"cell": {"hours": 4}, "commune": {"workingDays": 5}}},
            {"number": 2, "version": 3, "code": "land", "name": "Đất", "englishName": "Land", "competent": ["district", "commune"], "limits": {}}
          ],
          "forms": [
            {"code": "meeting", "version": 1, "name": "Họp", "englishName": "Meeting", "levels": ["cell"], "period": "month", "dueDays": 5, "from": "2025-01-01", "noteLengthMax": 100,
             "fields": [{"code": "held", "name": "Số", "englishName": "Held", "min": 0, "max": 31}]},
            {"code": "meeting", "version": 2, "name": "Họp", "englishName": "Meeting", "levels": ["cell", "commune"], "period": "month", "dueDays": 3, "from": "2026-01-01",
             "fields": [{"code": "held", "name": "Số", "englishName": "Held", "max": 62}]}
          ],
          "roles": [{"code": "in-charge", "name": "Phụ trách", "englishName": "In charge", "exclusive": true}],
          "posts": [{"code": "secretary", "name": "Bí thư", "englishName": "Secretary", "alsoHolds": "head"}, {"code": "head", "name": "Trưởng ấp", "englishName": "Head"}]
        }
        """;

    /// <summary>What is changed, where (a path of names and places), to what (JSON, or null to take it out), and the problem; null when accepted.</summary>
    public static TheoryData<string, string, string?, string?> Rows => new()
    {
        { "nothing", "loadLimit", "5", null },
        { "no load limit", "loadLimit", null, null },
        { "no calendar", "calendar", null, null },
        { "the shipped calendar", "calendar", """{"base": "vietnam"}""", null },
        { "a year added to it", "calendar", """{"base": "vietnam", "years": [2027], "holidays": [{"date": "2027-09-02", "name": "Quốc khánh", "englishName": "National Day"}]}""", null },
        { "a year of it replaced", "calendar", """{"base": "vietnam", "years": [2026], "holidays": [{"date": "2026-09-02", "name": "Quốc khánh", "englishName": "National Day"}]}""", null },
        { "no categories", "categories", null, null },
        { "a limit in days", "categories/0/limits/cell", """{"days": 366}""", null },
        { "a retired category", "categories/0/retired", "true", null },
        { "a form nobody owes any more", "forms/1/levels", "[]", null },
        { "no note", "forms/0/noteLengthMax", "0", null },
        { "posts that hold each other", "posts/1/alsoHolds", "\"secretary\"", null },

        { "no levels", "levels", null, "levels must list the codes" },
        { "empty levels", "levels", "[]", "levels must list the codes" },
        { "an unknown property", "colour", "1", "'$.colour' is no property of a catalogue" },
        { "an unknown property deep down", "categories/0/colour", "1", "'$.categories[0].colour' is no property of a catalogue" },
        { "a name in capitals", "Roles", "[]", "'$.Roles' is no property of a catalogue" },
        { "text for a number", "categories/0/number", "\"1\"", "'$.categories[0].number' cannot be read" },
        { "a day that is none", "forms/0/from", "\"2025-02-30\"", "'$.forms[0].from' cannot be read" },
        { "an empty entry", "categories/0", "null", "categories: entry 1 is empty" },
        { "an empty field", "forms/0/fields/0", "null", "form 'meeting' version 1: fields: entry 1 is empty" },
        { "a load limit of 0", "loadLimit", "0", "(LoadPerOfficialMax)" },
        { "a load limit too high", "loadLimit", "1001", "(LoadPerOfficialMax)" },
        { "another calendar", "calendar/base", "\"moon\"", "calendar: base 'moon' does not ship" },
        { "a day of no week", "calendar/weekend", "[\"sun\"]", "calendar: 'sun' is no day of the week" },
        { "a holiday of another year", "calendar/years", "[2024]", "holiday 2025-01-01: its year" },

        { "number 0", "categories/0/number", "0", "category 'roads': number must be 1 to 64 (CaseCategoriesMax)" },
        { "number 65", "categories/0/number", "65", "category 'roads': number must be 1 to 64 (CaseCategoriesMax)" },
        { "number 257", "categories/0/number", "257", "category 'roads': number must be 1 to 64 (CaseCategoriesMax)" },
        { "a number twice", "categories/0/number", "2", "category 'land': number 2 is another category's" },
        { "a code twice", "categories/0/code", "\"land\"", "category 'land' is listed twice" },
        { "a code with capitals", "categories/0/code", "\"Roads\"", "category 'Roads': code must be" },
        { "a long code", "categories/0/code", $"\"{new string('x', 41)}\"", "(CatalogCodeLengthMax)" },
        { "no code", "categories/0/code", null, "category '': code must be" },
        { "version 0", "categories/0/version", "0", "category 'roads': version must be 1 to 9999 (CatalogVersionMax)" },
        { "no name", "categories/0/name", null, "category 'roads': name and englishName" },
        { "a name of two lines", "categories/0/name", "\"a\\nb\"", "category 'roads': name and englishName" },
        { "no competent level", "categories/0/competent", null, "category 'roads': competent must be a level's code" },
        { "competent nowhere", "categories/0/competent", "[]", "category 'roads': competent must be a level's code" },
        { "competent by number", "categories/0/competent", "[3]", "category 'roads': competent must be a level's code" },
        { "an unknown level", "categories/0/competent", "\"vilage\"", "category 'roads': level 'vilage' is not among the catalogue's levels" },
        { "a limit at an unknown level", "categories/0/limits", """{"province": {"days": 1}}""", "category 'roads': level 'province' is not among" },
        { "a limit of nothing", "categories/0/limits/cell", "{}", "category 'roads', level 'cell': a limit has one of" },
        { "a limit of two kinds", "categories/0/limits/cell", """{"days": 1, "hours": 2}""", "category 'roads', level 'cell': a limit has one of" },
        { "a limit that is empty", "categories/0/limits/cell", "null", "category 'roads', level 'cell': a limit has one of" },
        { "a limit of no days", "categories/0/limits/cell", """{"days": 0}""", "category 'roads': a limit must be 1 to 366 days (TierLimitDaysMax)" },
        { "a negative limit", "categories/0/limits/cell", """{"workingDays": -1}""", "category 'roads': a limit must be 1 to 366 working days (TierLimitDaysMax)" },
        { "a long limit", "categories/0/limits/cell", """{"days": 367}""", "category 'roads': a limit must be 1 to 366 days (TierLimitDaysMax)" },
        { "a limit of many hours", "categories/0/limits/cell", """{"hours": 8785}""", "category 'roads': a limit must be 1 to 8784 hours (TierLimitHoursMax)" },

        { "a form without levels", "forms/0/levels", null, "form 'meeting' version 1: levels must list" },
        { "a form of an unknown level", "forms/0/levels", "[\"group\"]", "form 'meeting' version 1: level 'group' is not among" },
        { "a form of no period", "forms/0/period", "\"fortnight\"", "form 'meeting' version 1: period must be week, month, quarter or year" },
        { "versions of two periods", "forms/1/period", "\"week\"", "form 'meeting' version 2: period must be that of version 1" },
        { "a version twice", "forms/1/version", "1", "form 'meeting' version 1 is listed twice" },
        { "a version from an earlier day", "forms/1/from", "\"2024-01-01\"", "form 'meeting' version 2: from must be later than that of version 1" },
        { "a form due after a year", "forms/0/dueDays", "367", "(ReportDueDaysMax)" },
        { "a form never due", "forms/0/dueDays", null, "form 'meeting' version 1: dueDays is missing" },
        { "a form from no day", "forms/0/from", null, "form 'meeting' version 1: from is missing" },
        { "a form of long ago", "forms/0/from", "\"1799-12-31\"", "(DayYearMin, DayYearMax)" },
        { "a long note", "forms/0/noteLengthMax", "4001", "(ReportNoteLengthMax)" },
        { "no fields", "forms/0/fields", "[]", "0 fields given, 1 to 20 allowed (ReportFieldsPerFormMax)" },
        { "a field without max", "forms/0/fields/0/max", null, "field 'held': max is missing" },
        { "a field of great values", "forms/0/fields/0/max", "1000000001", "(ReportValueMax)" },
        { "a field below 0", "forms/0/fields/0/min", "-1", "(ReportValueMax)" },
        { "a field upside down", "forms/0/fields/0/min", "32", "and min not above max" },

        { "a role twice", "roles", """[{"code": "a", "name": "A", "englishName": "A"}, {"code": "a", "name": "A", "englishName": "A"}]""", "role 'a' is listed twice" },
        { "a role without a name", "roles/0/englishName", "\" \"", "role 'in-charge': name and englishName" },
        { "a post that holds itself", "posts/0/alsoHolds", "\"secretary\"", "post 'secretary': alsoHolds names the post itself" },
        { "a post that holds an unknown one", "posts/0/alsoHolds", "\"mayor\"", "post 'secretary': alsoHolds 'mayor' is no post" },
        { "a post twice", "posts/1/code", "\"secretary\"", "post 'secretary' is listed twice" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_file_is_lawful_or_says_what_is_wrong(string row, string path, string? value, string? problem)
    {
        var catalog = Catalogs.TryParse(CatalogDrafts.Change(Sound, path, value), Scheme, out var problems);
        if (problem is null) Assert.True(catalog is not null, $"{row}: {string.Join("; ", problems)}");
        else
        {
            Assert.Null(catalog);
            Assert.Contains(problems, sentence => sentence.Contains(problem, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("", "cannot be read (line 1, column 1): the file is empty, and an object in { } is expected")]
    [InlineData("null", "the file is empty")]
    [InlineData("[]", "'$' cannot be read (line 1, column 2): an object in { } is expected")]
    [InlineData("""{"levels": ["cell"], "levels": ["cell"]}""", "is given twice")]
    [InlineData("""{"levels": ["cell"]""", "cannot be read (line 1, column 20): the file ends before every '{' and '[' is closed")]
    [InlineData("""{"levels": ["cell"}""", "(line 1, column 19): every '{' is closed by '}', every '[' by ']', and nothing else is closed")]
    [InlineData("""{"levels": ["cell"] "roles": []}""", "(line 1, column 21): ',' or a closing bracket is expected after a value")]
    [InlineData("""{"levels" ["cell"]}""", "(line 1, column 11): ':' and a value are expected after a property's name")]
    [InlineData("{\n  levels: []\n}", "(line 2, column 3): a property's name in double quotes is expected")]
    [InlineData("{\n  \"levels\": [ấp]\n}", "(line 2, column 14): a value is expected")]
    [InlineData("{\n  \"levels\": [\"ấp\", ]]\n}", "(line 2, column 21): every '{' is closed by '}', every '[' by ']', and nothing else is closed")]
    [InlineData("""{"levels": ["cell]}""", "a text has no double quote at its end")]
    [InlineData("{\"levels\": [\"cell\n\"]}", "(line 1, column 18): a text ends on its line with a double quote")]
    [InlineData("""{"levels": ["cell"]} {}""", "(line 1, column 22): every '{' is closed by '}', every '[' by ']', and nothing else is closed")]
    [InlineData("""{"levels": "cell"}""", "'$.levels' cannot be read (line 1, column 18): a list in [ ] is expected")]
    [InlineData("""{"loadLimit": "ten"}""", "'$.loadLimit' cannot be read (line 1, column 20): a whole number is expected")]
    [InlineData("""{"roles": [{"exclusive": "yes"}]}""", "'$.roles[0].exclusive' cannot be read (line 1, column 31): true or false is expected")]
    [InlineData("""{"calendar": {"extraWorkingDays": ["1/7/2025"]}}""", "a day such as \"2025-07-01\" is expected")]
    [InlineData("""{"loadLimit": tru}""", "true, false or null is expected")]
    [InlineData("""{"loadLimit": 01}""", "a number has no zero in front")]
    [InlineData("""{"loadLimit": 1.5}""", "a whole number is expected")]
    [InlineData("""{"categories": [{"limits": {"cell": {"days": "5"}}}]}""", "a whole number is expected")]
    [InlineData("""{"categories": [{"limits": {"cell": 5}}]}""", "an object in { } is expected")]
    [InlineData("""{"levels": [1]}""", "a text in double quotes is expected")]
    [InlineData("""{"calendar": "vietnam"}""", "an object in { } is expected")]
    public void What_is_no_file_at_all_is_refused(string json, string problem)
    {
        Assert.Null(Catalogs.TryParse(json, Scheme, out var problems));
        Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_have_comments_and_is_bounded()
    {
        var text = "// of our district\n" + Sound;
        Assert.NotNull(Catalogs.TryParse(text + new string(' ', Limits.CatalogBytesMax - System.Text.Encoding.UTF8.GetByteCount(text)), Scheme, out _));
        Assert.Null(Catalogs.TryParse(text + new string(' ', Limits.CatalogBytesMax), Scheme, out var problems));
        Assert.Contains("(CatalogBytesMax)", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var json = CatalogDrafts.Change(CatalogDrafts.Change(Sound, "loadLimit", "0"), "posts/0/alsoHolds", "\"mayor\"");
        Assert.Null(Catalogs.TryParse(CatalogDrafts.Change(json, "categories/0/version", "0"), Scheme, out var problems));
        Assert.Equal(3, problems.Count);
    }

    [Fact]
    public void What_a_file_says_is_found_in_the_catalogue()
    {
        var catalog = Catalogs.TryParse(Sound, Scheme, out _)!;
        var roads = catalog.FindCategory("roads")!.Terms;
        Assert.Equal((5, "commune"), (catalog.LoadLimit, Scheme.Levels[roads.Competent.Index].Code));
        Assert.Equal(
            [TierLimit.None, TierLimit.None, TierLimit.None, new(5, LimitUnit.WorkingDays), new(4, LimitUnit.Hours), TierLimit.None],
            Enumerable.Range(0, 6).Select(level => roads.LimitAt(new Level((byte)level))));
        Assert.Equal((1, 2), (catalog.FindForm("meeting", 1)!.Version, catalog.FindForm("meeting")!.Version));
        Assert.Equal(1, catalog.FindForm("meeting", ReportPeriod.Parse("2025-12"))!.Version);
        Assert.Equal(2, catalog.FindForm("meeting", ReportPeriod.Parse("2026-01"))!.Version);
        Assert.Null(catalog.FindForm("meeting", ReportPeriod.Parse("2024-12")));
        Assert.True(catalog.FindRole("in-charge")!.Exclusive);
        Assert.Equal("head", catalog.FindPost("secretary")!.AlsoHolds);
        Assert.True(catalog.Calendar.IsWorkingDay(new DateOnly(2025, 1, 4)) && !catalog.Calendar.IsWorkingDay(new DateOnly(2025, 1, 1)));
        Assert.Null(catalog.FindCategory("x") ?? (object?)catalog.FindForm("x") ?? catalog.FindForm("meeting", 3) ?? catalog.FindRole("x") ?? (object?)catalog.FindPost("x"));
    }

    [Fact]
    public void A_year_of_ones_own_is_added_to_the_shipped_ones_or_takes_its_place()
    {
        var own = """{"base": "vietnam", "years": [2026, 2027], "holidays": [{"date": "2027-09-02", "name": "Quốc khánh", "englishName": "National Day"}]}""";
        var calendar = Catalogs.TryParse(CatalogDrafts.Change(Sound, "calendar", own), Scheme, out _)!.Calendar;
        Assert.Equal([2024, 2025, 2026, 2027], calendar.YearsKnown);
        Assert.False(calendar.IsWorkingDay(new DateOnly(2025, 9, 2)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2026, 9, 2)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2026, 8, 22)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2027, 9, 2)));
    }
}
