// An import is many commands, so a kill in its middle leaves a part of the tree. Running the
// same command again must complete it, with every unit exactly once.

namespace HierarchySim.Cli.Tests;

public class ImportKillTests
{
    private const int Units = 1 + 2 + 10 + 200 + 2_000 + 17_800;
    private const int Kills = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_import_killed_again_and_again_completes(int seed)
    {
        using var folder = new TestFolder();
        var random = new Random(seed);
        var list = folder.Write("list.csv", Lists.Grid(2, 5, 20));
        string[] import = ["import", "units", list, "--data", folder.At("data"), "--cells", "2000", "--groups", "17800", "--seed", "1", "--json"];

        for (var kill = 0; kill < Kills; kill++)
        {
            // The moment is told by how much the journal has grown, which is how far the import has come.
            var until = Written(folder) + random.Next(400_000);
            using var process = Programs.Start(import);
            await Until.Reached(() => Task.FromResult(Written(folder)), bytes => bytes >= until || process.HasExited);
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var ended = (await Programs.Run(import)).With(0).Json();
        Assert.Equal("completed", (string?)ended["state"]);
        var report = (await Programs.Run("verify", "--data", folder.At("data"), "--json")).With(0).Json();
        Assert.Equal((true, Units), ((bool)report["clean"]!, (int)report["units"]!));
        await using var serving = await Serving.Start(folder.At("data"));
        await serving.AssertUnits(1, 2, 10, 200, 2_000, 17_800);
    }

    private static long Written(TestFolder folder) =>
        new[] { "journal.db", "journal.db-wal" }.Select(name => new FileInfo(Path.Combine(folder.At("data"), name))).Sum(file => file.Exists ? file.Length : 0);
}
