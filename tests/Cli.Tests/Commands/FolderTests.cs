namespace HierarchySim.Cli.Tests;

public sealed class FolderTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_backup_of_a_running_system_restores_to_the_same_units()
    {
        var (data, backup, restored) = (folder.At("data"), folder.At("backup"), folder.At("restored"));
        (await Programs.Run("import", "units", folder.Write("list.csv", Lists.Grid(1, 2, 5)), "--data", data, "--cells", "20", "--groups", "100")).With(0);
        await using (var serving = await Serving.Start(data))
        {
            Assert.Equal("hierarchysim-backup", (string)(await Programs.Run("backup", "--data", data, "--to", backup, "--json")).With(0).Json()["format"]!);
            await serving.AssertUnits(1, 1, 2, 10, 20, 100);
            (await Programs.Run("backup", "--data", data, "--to", backup)).With(4);
        }
        (await Programs.Run("restore", "--from", backup, "--data", restored, "--json")).With(0);
        (await Programs.Run("verify", "--data", restored)).With(0);
        await using (var serving = await Serving.Start(restored))
            await serving.AssertUnits(1, 1, 2, 10, 20, 100);

        var refused = (await Programs.Run("restore", "--from", backup, "--data", restored)).With(4);
        Assert.Contains(restored, refused.Errors, StringComparison.Ordinal);
        (await Programs.Run("restore", "--from", folder.At("none"), "--data", folder.At("new"))).With(4);
    }

    [Fact]
    public async Task A_restore_says_what_became_of_erasures()
    {
        var (data, backup) = (folder.At("data"), folder.At("backup"));
        await using (var serving = await Serving.Start(data)) (await serving.Stop()).With(0);
        (await Programs.Run("backup", "--data", data, "--to", backup)).With(0);

        var silent = (await Programs.Run("restore", "--from", backup, "--data", folder.At("silent"))).With(0);
        Assert.Contains("may be back", silent.Out, StringComparison.Ordinal);
        Assert.Contains("--erasures", silent.Out, StringComparison.Ordinal);
        (await Programs.Run("restore", "--from", backup, "--data", folder.At("refused"), "--erasures", folder.At("none"))).With(4);
        (await Programs.Run("restore", "--from", backup, "--data", folder.At("refused"), "--erasures", folder.Write("wrong", "{}"))).With(5);
        Assert.False(Directory.Exists(folder.At("refused")));

        var list = folder.Write("list", "hierarchysim-erasures 1\n2026-03-02T01:02:03.000Z text/a d21487c8\n");
        var told = (await Programs.Run("restore", "--from", backup, "--data", folder.At("told"), "--erasures", list, "--json")).With(0).Json();
        Assert.Equal((1, 1, true), ((int)told["erasures"]!, (int)told["reapplied"]!, (bool)told["later_list_given"]!));
        var verified = (await Programs.Run("verify", "--data", folder.At("told"), "--json")).With(0).Json();
        Assert.Equal((0, 1), ((int)verified["texts"]!, (int)verified["erasures"]!));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_to_everyone_else()
    {
        var data = folder.At("data");
        await using var serving = await Serving.Start(data);
        foreach (string[] command in new string[][] { ["serve", "--urls", "http://127.0.0.1:0"], ["verify"], ["rebuild"], ["repair", "--accept-loss"] })
        {
            var refused = (await Programs.Run([.. command, "--data", data])).With(4);
            Assert.Contains("in use", refused.Errors, StringComparison.Ordinal);
            Assert.Contains(data, refused.Errors, StringComparison.Ordinal);
        }
        (await serving.Stop()).With(0);
    }

    [Fact]
    public async Task A_folder_of_a_newer_version_is_refused()
    {
        var data = folder.At("data");
        await using (var serving = await Serving.Start(data)) (await serving.Stop()).With(0);
        var format = Path.Combine(data, "format.json");
        File.WriteAllText(format, File.ReadAllText(format).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal));
        foreach (string[] command in new string[][] { ["serve", "--urls", "http://127.0.0.1:0"], ["verify"], ["backup", "--to", folder.At("backup")] })
            Assert.Contains("format version 2", (await Programs.Run([.. command, "--data", data])).With(4).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_data_folder()
    {
        var file = folder.Write("file", "text");
        foreach (string[] command in new string[][] { ["serve"], ["verify"], ["rebuild"], ["repair", "--accept-loss"], ["backup", "--to", folder.At("backup")] })
            Assert.Contains(file, (await Programs.Run([.. command, "--data", file])).With(4).Errors, StringComparison.Ordinal);
        Assert.Equal("text", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("rebuild")]
    [InlineData("repair", "--accept-loss")]
    public async Task A_folder_that_is_not_there_is_not_made_by_a_slip_of_the_pen(params string[] command)
    {
        (await Programs.Run([.. command, "--data", folder.At("none")])).With(4);
        Assert.False(Directory.Exists(folder.At("none")));
    }

    [Fact]
    public async Task An_empty_folder_is_served_and_says_how_to_import()
    {
        await using var serving = await Serving.Start(folder.At("data"));
        Assert.StartsWith("Serving 0 units on http://127.0.0.1:", serving.FirstLine, StringComparison.Ordinal);
        var said = (await serving.Stop()).With(0).Out;
        Assert.Contains("hierarchysim import units", said, StringComparison.Ordinal);
        Assert.Contains(folder.At("data"), said, StringComparison.Ordinal);
    }
}
