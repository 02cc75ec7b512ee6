namespace HierarchySim.Cli.Tests;

public sealed class ImportHoldersTests : IDisposable
{
    private const string Officials = "ref,home,name,posts,load_limit,members\n";
    private const string Assignments = "holder,role,units,set_name,from,to\n";
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lists_come_in_once_and_survive()
    {
        await Units();
        var officials = Officials + "A1,district:001,Cán bộ số 1,district-official,,\nA2,district:001,Cán bộ số 2,,,\nT1,district:001,Tổ công tác số 1,,,A1;A2\n";
        var assignments = Assignments + "A1,in-charge,commune:00001,,2025-01-01,\nT1,attends,Xã 1;Xã 2,Tiểu vùng 1,2025-01-01,\n";
        var first = (await Import("officials", officials)).With(0).Json();
        Assert.Equal(("completed", 2, 1), ((string)first["state"]!, (int)first["registered"]!, (int)first["formed"]!));
        var second = (await Import("assignments", assignments)).With(0).Json();
        Assert.Equal((2, 0, 0), ((int)second["assigned"]!, (int)second["kept"]!, second["refused_on_the_way"]!.AsArray().Count));

        Assert.Equal(3, (int)(await Import("officials", officials)).With(0).Json()["kept"]!);
        var again = (await Import("assignments", assignments)).With(0).Json();
        Assert.Equal((0, 2), ((int)again["assigned"]!, (int)again["kept"]!));
        (await Programs.Run("verify", "--data", folder.At("data"))).With(0);
    }

    [Fact]
    public async Task Bad_rows_are_told_and_nothing_is_imported_unless_they_are_left_out()
    {
        await Units();
        var list = Officials + "A1,district:001,Cán bộ số 1,,,\nA2,district:009,Cán bộ số 2,,,\n";
        var refused = (await Import("officials", list)).With(3);
        Assert.Equal(
            "3 home 'district:009': no district has code 009 today. Correct the code, or import the units first",
            Assert.Single(refused.Json()["problems"]!.AsArray().Select(p => $"{p!["line"]} {p["column"]} '{p["value"]}': {p["rule"]}")));
        Assert.Contains("nothing was imported", refused.Errors, StringComparison.Ordinal);

        var told = (await Import("officials", list, "--skip-bad")).With(0).Json();
        Assert.Equal((1, 1), ((int)told["registered"]!, (int)told["refused_rows"]!));
        var refusedRows = File.ReadAllText((string)told["refused_file"]!);
        Assert.Contains("A2,district:009,", refusedRows, StringComparison.Ordinal);

        var corrected = (await Import("officials", refusedRows.Replace("district:009,", "district:001,", StringComparison.Ordinal))).With(0).Json();
        Assert.Equal((1, 0), ((int)corrected["registered"]!, (int)corrected["refused_rows"]!));
        (await Import("assignments", Assignments + "A2,in-charge,Xã 9,,2025-01-01,\nA1,in-charge,Xã 1,,2025-01-01,\n", "--skip-bad")).With(0);
        refusedRows = File.ReadAllText(folder.At("list.csv.refused.csv"));
        corrected = (await Import("assignments", refusedRows.Replace("Xã 9", "Xã 2", StringComparison.Ordinal))).With(0).Json();
        Assert.Equal(1, (int)corrected["assigned"]!);
    }

    [Fact]
    public async Task Columns_that_are_never_kept_are_refused_with_the_reason()
    {
        await Units();
        var ended = (await Import("officials", "ref,home,name,Tôn giáo\nA1,district:001,Cán bộ số 1,riêng tư\n")).With(3);
        Assert.Contains("'Tôn giáo': party membership, religion, ethnicity, health and opinions are never kept", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("riêng tư", ended.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sentences_tell_the_same_without_json()
    {
        await Units();
        var ended = (await Programs.Run("import", "officials", folder.Write("list.csv", Officials + "A1,district:001,Cán bộ số 1,,,\n"), "--data", folder.At("data"))).With(0);
        Assert.Contains("Officials registered: 1. Teams formed: 0. Changed: 0. Already so: 0.", ended.Out, StringComparison.Ordinal);
        var refused = (await Programs.Run("import", "assignments", folder.Write("list.csv", Assignments + "Z9,in-charge,Xã 1,,2025-01-01,\n"), "--data", folder.At("data"))).With(3);
        Assert.Contains("1 problems; nothing was imported", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_duties_makes_no_data_folder()
    {
        (await Import("officials", Officials + "A1,district:001,Cán bộ số 1,,,\n")).With(4);
        Assert.False(Directory.Exists(folder.At("data")));
        (await Programs.Run("import", "assignments", folder.At("none.csv"), "--data", folder.At("data"))).With(3);
    }

    private async Task Units() => (await Programs.Run("import", "units", folder.Write("units.csv", Lists.Grid(1, 1, 2)), "--data", folder.At("data"))).With(0);

    private Task<Ended> Import(string kind, string list, params string[] more) =>
        Programs.Run(["import", kind, folder.Write("list.csv", list), "--data", folder.At("data"), "--json", .. more]);
}
