using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_good_list_is_imported_and_told_in_json()
    {
        var told = (await Import(Lists.Grid(2, 2, 5), "--cells", "40", "--groups", "200")).With(0).Json();
        Assert.Equal(
            ["file", "id", "kept", "notices", "opened", "opened_on", "reason", "refused_changes", "refused_file", "refused_rows", "renamed", "renames", "resumed", "state", "synthetic"],
            told.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("completed", 267, 0, 240), ((string)told["state"]!, (int)told["opened"]!, (int)told["kept"]!, (int)told["synthetic"]!));
        await using var serving = await Serving.Start(folder.At("data"));
        await serving.AssertUnits(1, 2, 4, 20, 40, 200);
    }

    [Fact]
    public async Task Without_json_sentences_tell_the_same()
    {
        var ended = (await Programs.Run("import", "units", folder.Write("list.csv", Lists.Grid(1, 1, 3)), "--data", folder.At("data"))).With(0);
        Assert.Contains("Already there: 0. Renamed: 0.", ended.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/7/2025")]
    [InlineData("2025-7-1")]
    [InlineData("01 July 2025")]
    public async Task A_day_that_two_readers_would_read_differently_is_refused(string day)
    {
        var ended = (await Import(Lists.Grid(1, 1, 1), "--opened", day)).With(2);
        Assert.Contains("yyyy-MM-dd", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }

    [Fact]
    public async Task A_refused_import_leaves_the_folder_free_for_another_scheme()
    {
        const string TwoTier = "Tỉnh Thành Phố,Mã TP,Phường Xã,Mã PX,Cấp\nTỉnh Một,01,Xã Hai,00002,Xã\n";
        (await Import(TwoTier)).With(3);
        Assert.False(Directory.Exists(folder.At("data")));
        (await Import(TwoTier, "--scheme", "two-tier")).With(0);
        // Units are there now, and the scheme with them.
        (await Import(TwoTier, "--scheme", "three-tier")).With(3);
    }

    [Fact]
    public async Task A_scheme_of_ones_own_gets_a_root_and_units_over_rest()
    {
        var scheme = folder.Write("school.json", """
            {"code":"school-district","utcOffset":"07:00:00",
             "levels":[{"code":"board","name":"Board","nameVi":"Sở","parents":[],"mayHold":["school"],"codeDigits":0},
                       {"code":"school","name":"School","nameVi":"Trường","parents":["board"],"mayHold":[],"codeDigits":4}],
             "kinds":[{"code":"board","level":"board","name":"Board","nameVi":"Sở"},{"code":"primary","level":"school","name":"Primary school","nameVi":"Trường tiểu học"}]}
            """);
        (await Programs.Run("init", "--root", "Sở Giáo dục", "--scheme", scheme, "--data", folder.At("data"))).With(0);
        await using var serving = await Serving.Start(folder.At("data"));
        var answer = await serving.Post("/units", "schools-1", """{"parent":"1","children":[{"kind":"primary","name":"Trường số 1","code":"0001","opened":"2026-01-01"}]}""");
        Assert.Equal(202, answer.Status);
        Assert.Equal("Sở Giáo dục", (string)(await serving.Get("/units/root"))["name"]!);
        var found = await Until.Reached(() => serving.Get("/units?code=0001&level=school"), page => page["items"]!.AsArray().Count == 1);
        Assert.Equal("Trường số 1", (string)found["items"]![0]!["name"]!);
    }

    [Fact]
    public async Task Bad_rows_are_told_and_nothing_is_imported()
    {
        var bad = Lists.Of(Lists.Row(1, 1, 1), "Tỉnh 1,1,Huyện 1,001,Xã 2,00002,Xã", "Tỉnh 1,01,Huyện 1,001,Xã 3,00003,Làng");
        var ended = (await Import(bad)).With(3);
        var problems = ended.Json()["problems"]!.AsArray();
        Assert.Equal(
            [
                "3 Mã TP '1': must be exactly 2 digits, leading zeros included",
                "4 Cấp 'Làng': must be, on a row with a commune, one of Xã, Phường, Thị trấn",
            ],
            problems.Select(p => $"{p!["line"]} {p["column"]} '{p["value"]}': {p["rule"]}"));
        Assert.Contains("nothing was imported", ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }

    [Fact]
    public async Task Bad_rows_are_left_out_when_asked_and_written_beside_the_list()
    {
        var bad = Lists.Of(Lists.Row(1, 1, 1), "Tỉnh 1,01,Huyện 1,001,Xã 3,00003,Làng", Lists.Row(1, 1, 2));
        var told = (await Import(bad, "--skip-bad")).With(0).Json();
        Assert.Equal((5, 1), ((int)told["opened"]!, (int)told["refused_rows"]!));
        var refused = File.ReadAllText((string)told["refused_file"]!);
        Assert.Contains("Xã 3,00003,Làng,3,", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("00002", refused, StringComparison.Ordinal);

        var corrected = (await Import(refused.Replace("Làng", "Xã", StringComparison.Ordinal))).With(0).Json();
        Assert.Equal((1, 0), ((int)corrected["opened"]!, (int)corrected["refused_rows"]!));
    }

    [Theory]
    [InlineData("Tỉnh Thành Phố,Mã TP,Quận Huyện,Mã QH,Phường Xã,Mã PX,Cấp,Ghi chú\nTỉnh 1,01,Huyện 1,001,Xã 1,00001,Xã,riêng tư\n", "Ghi chú")]
    [InlineData("", "list.csv")]
    public async Task A_file_that_is_no_such_list_is_refused(string text, string named)
    {
        var ended = (await Import(text)).With(3);
        Assert.Contains(named, ended.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }

    [Theory]
    [InlineData("units")]
    [InlineData("officials")]
    [InlineData("assignments")]
    public async Task A_file_that_is_not_there_is_refused(string kind)
    {
        var ended = (await Programs.Run("import", kind, folder.At("none.csv"), "--data", folder.At("data"))).With(3);
        Assert.Equal("FILE: 'none.csv': There is no such file. Check the path and its spelling.", ended.Errors.Trim());
    }

    [Fact]
    public async Task A_folder_in_place_of_a_file_is_refused()
    {
        Directory.CreateDirectory(folder.At("lists"));
        var ended = (await Programs.Run("import", "units", folder.At("lists"), "--data", folder.At("data"))).With(3);
        Assert.Equal("FILE: 'lists': This is a folder, and a list is one file. Give the path of the list in it.", ended.Errors.Trim());
    }

    [Fact]
    public async Task Importing_again_changes_nothing_and_a_new_name_renames()
    {
        (await Import(Lists.Of(Lists.Row(1, 1, 1), Lists.Row(1, 1, 2)))).With(0);
        var again = (await Import(Lists.Of(Lists.Row(1, 1, 1), Lists.Row(1, 1, 2)))).With(0).Json();
        Assert.Equal((0, 5, 0), ((int)again["opened"]!, (int)again["kept"]!, (int)again["renamed"]!));

        var renamed = (await Import(Lists.Of(Lists.Row(1, 1, 1), "Tỉnh 1,01,Huyện 1,001,Xã Hai,00002,Xã"))).With(0).Json();
        Assert.Equal((0, 1), ((int)renamed["opened"]!, (int)renamed["renamed"]!));
        await using var serving = await Serving.Start(folder.At("data"));
        Assert.Equal("Xã Hai", (string)(await serving.Get("/units?code=00002&level=commune"))["items"]![0]!["name"]!);
    }

    [Fact]
    public async Task A_move_is_refused_and_listed()
    {
        (await Import(Lists.Of(Lists.Row(1, 1, 1), Lists.Row(1, 2, 2)))).With(0);
        var told = (await Import(Lists.Of(Lists.Row(1, 1, 1), Lists.Row(1, 1, 2), Lists.Row(1, 2, 3)))).With(3).Json();
        JsonNode change = Assert.Single(told["refused_changes"]!.AsArray())!;
        Assert.Equal((3, "move"), ((int)change["line"]!, (string)change["rule"]!));
        Assert.Contains("00002", (string)change["unit"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)change["reason"]!);
        await using var serving = await Serving.Start(folder.At("data"));
        await serving.AssertUnits(1, 1, 2, 2, 0, 0);
    }

    private Task<Ended> Import(string list, params string[] more) =>
        Programs.Run(["import", "units", folder.Write("list.csv", list), "--data", folder.At("data"), "--json", .. more]);
}
