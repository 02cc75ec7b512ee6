// The official list of 2023. It stands beside the repository, not in it; without it this
// test says that it did not run.

using System.Text.Json.Nodes;

namespace HierarchySim.Cli.Tests;

public class RealListTests
{
    private const int Sample = 200;

    [Fact]
    public async Task The_official_list_is_imported_and_its_units_are_found_by_code()
    {
        var list = OfficialList();
        using var folder = new TestFolder();
        var told = (await Programs.Run("import", "units", list, "--data", folder.At("data"), "--opened", "2023-01-01", "--json")).With(0).Json();
        Assert.Equal(1 + 63 + 705 + 10_599, (int)told["opened"]!);
        await using var serving = await Serving.Start(folder.At("data"));
        await serving.AssertUnits(1, 63, 705, 10_599, 0, 0);

        // No field of the official file is quoted.
        var rows = File.ReadLines(list).Skip(1).Select(line => line.Split(',')).ToArray();
        var provinces = rows.Select(row => (Level: "province", Name: row[0], Code: row[1])).Distinct().ToArray();
        Assert.Equal(63, provinces.Length);
        var random = new Random(2023);
        var sample = random.GetItems([.. rows.Where(row => row[5].Length > 0)], Sample).Select(row => random.Next(4) > 0 ? ("commune", row[4], row[5]) : ("district", row[2], row[3]));
        foreach (var (level, name, code) in provinces.Concat(sample))
        {
            JsonNode found = Assert.Single((await serving.Get($"/units?code={code}&level={level}&asOf=2023-06-30"))["items"]!.AsArray())!;
            Assert.Equal(string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)), (string)found["name"]!);
            Assert.Equal(level, (string)found["level"]!);
            Assert.Equal(code, (string)found["codes"]![0]!["value"]!);
            Assert.Empty((await serving.Get($"/units?code={code}&level={level}&asOf=2022-12-31"))["items"]!.AsArray());
        }
        (await serving.Stop()).With(0);
    }

    private static string OfficialList()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "HierarchySim.sln"))) root = Path.GetDirectoryName(root);
        var path = root is null ? "" : Path.Combine(root, "..", "shared", "data", "vn-units-2023.csv");
        if (!File.Exists(path)) Assert.Skip("NOT RUN: the official list shared/data/vn-units-2023.csv is not beside the repository.");
        return path;
    }
}
