namespace HierarchySim.Cli.Tests;

public sealed class InitTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Sở Giáo dục")]
    [InlineData("Sở Y tế")]
    public async Task A_data_set_that_has_a_root_is_left_as_it_is(string name)
    {
        (await Init("Sở Giáo dục")).With(0);
        var refused = (await Init(name)).With(3);
        Assert.Equal(
            $"--data: the data set in '{folder.At("data")}' has a root already, 'Sở Giáo dục', and a data set has one. "
            + $"Open units below it over REST (hierarchysim serve --data {folder.At("data")}), or name another folder with --data.",
            refused.Errors.Trim());
        await using var serving = await Serving.Start(folder.At("data"));
        Assert.Equal("Sở Giáo dục", (string)(await serving.Get("/units/root"))["name"]!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sở\tGiáo dục")]
    public async Task A_root_that_is_refused_leaves_no_folder(string name)
    {
        Assert.Contains("name: ", (await Init(name)).With(3).Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }

    private Task<Ended> Init(string name) => Programs.Run("init", "--root", name, "--data", folder.At("data"));
}
