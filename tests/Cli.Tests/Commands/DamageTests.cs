// A byte that the disk got wrong: told with its place, and given up only when an operator says so.

using System.Text;

namespace HierarchySim.Cli.Tests;

public sealed class DamageTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Damage_is_found_told_and_repaired_only_on_demand()
    {
        var data = folder.At("data");
        (await Programs.Run("import", "units", folder.Write("list.csv", Lists.Grid(1, 2, 5)), "--data", data, "--cells", "20")).With(0);
        Assert.Contains("clean.", (await Programs.Run("verify", "--data", data)).With(0).Out, StringComparison.Ordinal);
        var whole = (await Programs.Run("repair", "--data", data, "--accept-loss", "--json")).With(0).Json();
        Assert.False((bool)whole["changed_anything"]!);

        FlipByteOf("Xã 7", Path.Combine(data, "journal.db"));
        var report = (await Programs.Run("verify", "--data", data, "--json")).With(5).Json();
        Assert.False((bool)report["clean"]!);
        var finding = report["findings"]!.AsArray()[0]!;
        Assert.Matches("[0-9]", (string)finding["where"]!);
        Assert.NotEmpty((string)finding["what"]!);
        Assert.Contains((string)finding["where"]!, (await Programs.Run("verify", "--data", data)).With(5).Out, StringComparison.Ordinal);

        var asked = (await Programs.Run("repair", "--data", data)).With(2);
        Assert.Contains("--accept-loss", asked.Errors, StringComparison.Ordinal);
        (await Programs.Run("verify", "--data", data)).With(5);

        var repair = (await Programs.Run("repair", "--data", data, "--accept-loss", "--json")).With(0).Json();
        Assert.True((long)repair["lost_through"]! > (long)repair["last_sequence"]!);
        foreach (var kept in repair["side_files"]!.AsArray()) Assert.True(Path.Exists(Path.Combine(data, (string)kept!)), (string)kept!);
        (await Programs.Run("verify", "--data", data)).With(0);
        await using var serving = await Serving.Start(data);
        (await serving.Stop()).With(0);
    }

    [Fact]
    public async Task Lists_are_rebuilt_from_the_journal()
    {
        var data = folder.At("data");
        (await Programs.Run("import", "units", folder.Write("list.csv", Lists.Grid(1, 2, 5)), "--data", data)).With(0);
        File.WriteAllText(Path.Combine(data, "readmodels.db"), "no database");
        foreach (var side in new[] { "readmodels.db-wal", "readmodels.db-shm" }) File.Delete(Path.Combine(data, side));
        Assert.NotEmpty((string)(await Programs.Run("rebuild", "--data", data, "--json")).With(0).Json()["as_of"]!);
        await using var serving = await Serving.Start(data);
        Assert.Single((await serving.Get("/units?code=00007&level=commune"))["items"]!.AsArray());
    }

    /// <summary>Names are in the journal's records as they are, so a name's place is in a record.</summary>
    private static void FlipByteOf(string name, string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name));
        Assert.True(at > 0);
        file.Position = at;
        file.WriteByte((byte)(bytes[at] ^ 0x10));
    }
}
