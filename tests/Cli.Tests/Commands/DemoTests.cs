namespace HierarchySim.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_demo_lives_stops_and_goes_on()
    {
        await using (var serving = await Serving.Start(folder.At("data"), "--demo"))
        {
            await serving.AssertUnits(1, 1, 1, 20, 93, 1_470);
            await Until.Reached(() => Acknowledged(serving), count => count > 0);
            (await serving.Stop()).With(0);
        }
        await using (var serving = await Serving.Start(folder.At("data"), "--demo"))
        {
            Assert.Contains("1,586 units", serving.FirstLine, StringComparison.Ordinal);
            var before = await Acknowledged(serving);
            Assert.True(before > 0);
            await Until.Reached(() => Acknowledged(serving), count => count > before);
            (await serving.Stop()).With(0);
        }
        (await Programs.Run("verify", "--data", folder.At("data"))).With(0);
    }

    [Fact]
    public async Task A_demo_is_not_made_of_imported_data()
    {
        (await Programs.Run("import", "units", folder.Write("list.csv", Lists.Grid(1, 1, 1)), "--data", folder.At("data"))).With(0);
        var refused = (await Programs.Run("serve", "--demo", "--data", folder.At("data"), "--urls", "http://127.0.0.1:0")).With(3);
        Assert.Contains("--demo: ", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_is_no_demos_is_refused_before_anybody_is_let_in()
    {
        (await Programs.Run("import", "units", folder.Write("list.csv", Lists.Grid(1, 1, 1)), "--data", folder.At("data"))).With(0);
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        // Whoever tried to listen first would say that the address is taken.
        var refused = (await Programs.Run("serve", "--demo", "--data", folder.At("data"), "--urls", $"http://{taken.LocalEndpoint}")).With(3);
        Assert.Contains("--demo: ", refused.Errors, StringComparison.Ordinal);
    }

    /// <summary>Acknowledgements that the district has heard of, over all directives it holds.</summary>
    private static async Task<int> Acknowledged(Serving serving)
    {
        var province = (string)(await serving.Children(await serving.RootId()))[0]["id"]!;
        var district = (string)(await serving.Children(province))[0]["id"]!;
        var held = (await serving.Get($"/units/{district}/directives"))["items"]!.AsArray();
        return held.Sum(standing => (int)standing!["progress"]!["acknowledged"]!);
    }
}
